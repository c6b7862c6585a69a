//! What is to stay inside stays inside, in every format.

use super::{bytes, options};
use crate::export::{Format, Options, Profile, Quotes, policy};
use clap::ValueEnum;

const VICTIMS: [&str; 4] = ["Danjuma", "DANJUMA", "الجبوري", "سالم"];

fn holds(format: Format, quotes: Quotes, profile: Profile, words: &str) -> bool {
    let bytes = bytes(format, &options(quotes, profile));
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn no_victim_by_name_for_partners_and_the_public() {
    for format in Format::value_variants() {
        for profile in [Profile::Public, Profile::Partner] {
            for name in VICTIMS {
                assert!(!holds(*format, Quotes::Full, profile, name), "{format:?} tells {name}");
            }
        }
    }
    assert!(holds(Format::Jsonl, Quotes::Full, Profile::Internal, "Danjuma"));
}

/// A page must not run or fetch anything that a report put into it.
#[test]
fn the_brief_runs_and_fetches_nothing() {
    let page = bytes(Format::Brief, &options(Quotes::Full, Profile::Internal));
    let page = String::from_utf8(page).unwrap();
    for sign in ["<script", "javascript:", "src=", "<link", "url(", "<b>Co", "<img"] {
        assert!(!page.contains(sign), "{sign}");
    }
    assert!(page.contains("&lt;script&gt;"));
}

/// Whoever was harmed is someone, whatever reading took them for; and so is who is named in an address.
#[test]
fn who_was_not_seen_as_a_person_is_left_out_for_the_public() {
    for (role, kind) in
        [("victim", Some("organization")), ("actor", None), ("recipient", Some("other"))]
    {
        let mut event = super::events().remove(0);
        let mut stranger = event.roles[0].clone();
        (stranger.role, stranger.kind, stranger.actor) =
            (role.to_owned(), kind.map(str::to_owned), None);
        "Hawa Diallo".clone_into(&mut stranger.name);
        event.roles.push(stranger);
        event.claims[0].sentence.quote = "Hawa Diallo died; Diallo was 30.".to_owned();
        event.reports[0].url = Some("https://a.example/2024/hawa-diallo-30".to_owned());
        let tells = |profile: Profile, name: &str| {
            let left = policy::apply(event.clone(), &options(Quotes::Full, profile));
            serde_json::to_string(&left).unwrap().contains(name)
        };
        assert!(tells(Profile::Internal, "Diallo") && tells(Profile::Internal, "hawa-diallo"));
        assert!(!tells(Profile::Public, "Diallo") && !tells(Profile::Public, "diallo"), "{role}");
        assert!(tells(Profile::Public, "https://a.example"));
    }
}

#[test]
fn the_public_gets_no_words_unless_they_are_asked_for() {
    let public = Options { profile: Profile::Public, ..Options::default() };
    let event = policy::apply(super::events().remove(0), &public);
    assert!(event.claims.iter().all(|claim| claim.sentence.quote.is_empty()));
    assert!(event.reports.iter().all(|report| report.title.is_none()));
    let partner = policy::apply(super::events().remove(0), &Options::default());
    assert!(partner.claims.iter().all(|claim| !claim.sentence.quote.is_empty()));
}

#[test]
fn a_site_is_somewhere_in_its_area_for_the_public() {
    let mut event = super::events().remove(0);
    let place = event.place.as_mut().unwrap();
    (place.value.name, place.value.precision) = ("Al-Noor clinic".to_owned(), "site".to_owned());
    place.value.admin2 = Some("Cercle de Gao".to_owned());
    event.claims[0].sentence.quote = "It fell on the Al-Noor clinic.".to_owned();
    let event = policy::apply(event, &options(Quotes::Full, Profile::Public));
    let place = event.place.unwrap();
    assert_eq!(
        (place.value.name.as_str(), place.value.precision.as_str()),
        ("Cercle de Gao", "near")
    );
    assert_eq!(place.radius_km, Some(25.0));
    assert_eq!(event.claims[0].sentence.quote, "It fell on the [a site].");
}

#[test]
fn speakers_go_for_the_public_alone() {
    for format in Format::value_variants() {
        assert!(!holds(*format, Quotes::Full, Profile::Public, "Touré"), "{format:?}");
        assert!(!holds(*format, Quotes::Full, Profile::Public, "Keita"), "{format:?}");
    }
    assert!(holds(Format::Jsonl, Quotes::Full, Profile::Partner, "Mariam Touré"));
}

#[test]
fn sites_are_coarse_for_the_public_alone() {
    for format in Format::value_variants() {
        assert!(!holds(*format, Quotes::Full, Profile::Public, "16.27167"), "{format:?}");
    }
    assert!(holds(Format::Csv, Quotes::Short, Profile::Partner, "16.27167"));
}

#[test]
fn without_quotes_offsets_and_hashes_are_left() {
    for format in Format::value_variants() {
        for words in ["went off", "died when", "اثنين آخرين", "nobody would say"] {
            assert!(!holds(*format, Quotes::None, Profile::Internal, words), "{format:?}: {words}");
        }
    }
    assert!(holds(Format::Csv, Quotes::None, Profile::Internal, "r12:6-212"));
}

#[test]
fn several_people_in_a_role_become_their_number() {
    let mut event = super::events().remove(0);
    let mut second = event.roles.iter().find(|role| role.name == "Yusuf Danjuma").unwrap().clone();
    second.name = "Hawa Diallo".to_owned();
    second.origins = vec!["o2".to_owned()];
    event.roles.push(second);
    event.claims[1].sentence.quote = "Hawa Diallo and a farmer died; Diallo was 30.".to_owned();
    let event = policy::apply(event, &options(Quotes::Full, Profile::Partner));
    let victims = event.roles.iter().filter(|role| role.role == "victim");
    let victims: Vec<(&str, usize)> =
        victims.map(|role| (role.name.as_str(), role.origins.len())).collect();
    assert_eq!(victims, [("[2 persons]", 2), ("five people", 1)]);
    let quote = &event.claims[1].sentence.quote;
    assert_eq!(quote, "[a person] and a farmer died; [a person] was 30.");
}
