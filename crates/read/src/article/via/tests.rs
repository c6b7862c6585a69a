use super::*;
use crate::packs::PackFiles;

fn packs() -> Packs {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/lang");
    let mut files = PackFiles::default();
    for tag in ["en", "ar"] {
        for name in ["via.tsv", "outlets.tsv"] {
            #[expect(clippy::disallowed_methods, reason = "tests read the packs they test")]
            let bytes = std::fs::read(folder.join(tag).join(name)).unwrap();
            files.insert(format!("lang/{tag}/{name}"), bytes);
        }
    }
    Packs::load(&files).unwrap()
}

fn of(language: &str, text: &str) -> Vec<(String, Relation)> {
    let mut article = Article {
        text: text.into(),
        language: Some(language.into()),
        outlet: Some("Harbour Gazette".into()),
        ..Article::default()
    };
    find(&mut article, &packs());
    for via in &article.via {
        assert_eq!(&article.text[via.span.unwrap()], via.outlet);
    }
    article.via.into_iter().map(|via| (via.outlet, via.relation)).collect()
}

fn one(outlet: &str, relation: Relation) -> Vec<(String, Relation)> {
    vec![(outlet.to_owned(), relation)]
}

#[test]
fn a_translation_is_said_of_the_outlet_in_its_sentence() {
    let text = "A new article at Al-Nahar argues the road was mined, we quote it in translation from Arabic:\n\n\
                An officer told Al-Nahar News: “It was mined.”";
    assert_eq!(of("en", text), one("Al-Nahar", Relation::Translates));
}

#[test]
fn wires_name_themselves_at_the_opening() {
    for (text, outlet) in [
        ("BAMAKO (Reuters) – Gunmen attacked a convoy.", "Reuters"),
        ("BAMAKO, March 2 (Sahel Press) - Gunmen attacked.", "Sahel Press"),
    ] {
        assert_eq!(of("en", text), one(outlet, Relation::Republishes), "{text}");
    }
    assert!(of("en", "Gunmen from Ansar Dine (JNIM) attacked.").is_empty());
}

#[test]
fn quoting_needs_an_outlet() {
    assert_eq!(
        of("en", "An official told Shafaq News on Sunday that two died."),
        one("Shafaq News", Relation::Quotes)
    );
    assert_eq!(
        of("en", "Two died, according to the Anadolu news agency."),
        one("Anadolu", Relation::Quotes)
    );
    assert_eq!(of("en", "Two died, AFP reported."), one("AFP", Relation::Quotes));
    assert!(of("en", "He told John Smith that two died, according to Mr Smith.").is_empty());
    assert!(of("en", "An official told Harbour Gazette that two died.").is_empty());
}

#[test]
fn republishing_goes_before_quoting() {
    let text = "An official told AFP that two died.\n\nThis article originally appeared in the Sahel Post.";
    let found = of("en", text);
    assert_eq!(
        found,
        [("Sahel Post".to_owned(), Relation::Republishes), ("AFP".to_owned(), Relation::Quotes)]
    );
}

#[test]
fn arabic_names_its_agencies() {
    let found = of("ar", "قال مصدر أمني لوكالة الأناضول إن مسلحين هاجموا البلدة.");
    assert_eq!(found, one("الأناضول", Relation::Quotes));
}
