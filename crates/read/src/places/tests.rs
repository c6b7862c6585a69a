use super::*;
use crate::{PackFiles, Reader, gazetteer};
use dateline_doc::Article;

const PLACES: &str = "key\tclass\tname\tlat\tlon\tpop\tcountry\tparent\tnames\n\
    g1\tA.PCLI\tAland\t10\t10\t0\tXA/XAA\t\tAland\n\
    g2\tA.PCLI\tBeland\t50\t50\t0\tXB/XBB\t\tBeland\n\
    g11\tA.ADM1\tMarrow\t11\t11\t900000\tXA\tg1\tMarrow\n\
    g12\tP.PPLA\tMarrow\t11.2\t11.1\t800000\tXA\tg11\tMarrow\n\
    g13\tP.PPL\tQuern\t11.3\t11\t4000\tXA\tg11\tQuern\n\
    g23\tP.PPLA\tQuern\t50\t50\t700000\tXB\tg2\tQuern\n";
const WORDS: &str = "word\trole\tlevel\nprovince\tkind\tadmin1\nin\tbefore\tstrong\nin\tinside\t\nnear\tbefore\tstrong\n\
    near\tnear\t\nmr\thonorific\t\nand\tjoin\t\n";
const WEIGHTS: &str = "feature\tcased\tcaseless\nbias\t-2\t-2\nimportance\t4\t4\n";
const EVIDENCE: &str =
    "evidence\tweight\nholder\t10\nkind\t6\ntown_context\t3\nin_country\t2\nsame_country\t2\n";

fn packs() -> Arc<Packs> {
    let mut files = PackFiles::default();
    let folding = "form\tfolded\twhere\nal\tal\tanywhere\n";
    files.insert("gazetteer/places.gaz", gazetteer::pack(PLACES, folding).unwrap());
    files.insert("gazetteer/weights.tsv", EVIDENCE.as_bytes());
    files.insert("lang/en/places/words.tsv", WORDS.as_bytes());
    files.insert("lang/en/places/weights.tsv", WEIGHTS.as_bytes());
    Arc::new(Packs::load(&files).unwrap())
}

fn read(text: &str) -> Vec<Place> {
    let article =
        Article { text: text.to_owned(), language: Some("en".to_owned()), ..Article::default() };
    Reader::new(packs()).read(article).places
}

fn ids(text: &str) -> Vec<Option<u32>> {
    read(text).iter().map(|place| place.geonameid).collect()
}

#[test]
fn the_larger_place_is_meant_unless_the_words_say_otherwise() {
    assert_eq!(ids("Shells fell in Quern."), [Some(23)]);
    assert_eq!(ids("Shells fell in Quern, Aland."), [Some(13), Some(1)]);
}

#[test]
fn a_name_has_one_sense_in_a_text() {
    let found = ids("QUERN, Aland - Shells fell. People left Quern on foot. The town was calm.");
    assert_eq!(found, [Some(13), Some(1), Some(13)]);
}

#[test]
fn a_kind_word_chooses_between_city_and_province() {
    assert_eq!(
        read("They left Marrow province by night.")[0].precision,
        dateline_doc::Precision::Admin1
    );
    assert_eq!(
        read("Shells fell near Marrow at noon.")[0].precision,
        dateline_doc::Precision::Near
    );
}

#[test]
fn what_the_gazetteer_lacks_lies_where_its_holder_does() {
    let places = read("They hid in Quern in Beland.");
    assert_eq!(places[0].geonameid, Some(23));
    assert!(read("Nobody named Zork lives here.").is_empty());
}

#[test]
fn given_spans_are_resolved_in_their_order() {
    let packs = packs();
    let text = "Quern is quiet. Aland said so.";
    let article =
        Article { text: text.to_owned(), language: Some("en".to_owned()), ..Article::default() };
    let segments = crate::segment::segment(text, packs.language(Some("en")));
    let spans = [Span::new(16, 21), Span::new(0, 5), Span::new(6, 8)];
    let places =
        LexiconPlaces::new(packs).at(Segmented { article: &article, segments: &segments }, &spans);
    let ids: Vec<Option<u32>> = places.iter().map(|place| place.geonameid).collect();
    assert_eq!(ids, [Some(1), Some(13), None]);
    assert_eq!(places[2].point, None);
}

#[test]
fn a_language_without_weights_names_no_place() {
    let article = Article { text: "Quern, Aland".to_owned(), ..Article::default() };
    assert!(Reader::new(packs()).read(article).places.is_empty());
}

#[test]
fn odd_texts_are_read_without_harm() {
    for text in [
        "",
        "-",
        "al-",
        "'s",
        "Quern's",
        "Quern-Marrow",
        "Ma\u{301}rrow’s, ",
        "QUERN/Aland (",
        "\u{202b}Quern\u{202c}, \u{ad}Aland",
    ] {
        for place in read(text) {
            assert!(
                text.is_char_boundary(place.span.start())
                    && text.is_char_boundary(place.span.end())
            );
        }
    }
}
