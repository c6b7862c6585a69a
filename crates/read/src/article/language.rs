//! The language a text is written in.

use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Most characters looked at: more text does not change the answer.
const SAMPLE: usize = 4000;
/// Fewest letters an answer can rest on.
const MIN_LETTERS: usize = 24;

/// The language of `text` as a BCP 47 tag; none when there is too little to tell.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    if sample.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count() < MIN_LETTERS {
        return None;
    }
    let found = DETECTOR.detect(sample)?;
    let sure = || tag(found.lang());
    if found.is_reliable() { sure() } else { second(sample).or_else(sure) }
}

/// What a reader of single sentences takes it for: a headline or a brief full of names looks like other
/// languages by its letters alone.
fn second(sample: &str) -> Option<&'static str> {
    let code = whichlang::detect_language(sample).three_letter_code();
    Lang::from_code(code).and_then(tag)
}

/// The language of a page's text. What the page states counts when the text is too short to tell
/// or may be read as several close languages.
pub fn of_page(text: &str, stated: Option<&str>) -> Option<String> {
    let stated = stated.map(str::trim).filter(|tag| is_tag(tag));
    let detected = detect(text);
    match (detected, stated) {
        (Some(detected), Some(stated)) if primary(stated) == detected => Some(stated.to_owned()),
        (Some(detected), _) => Some(detected.to_owned()),
        (None, stated) => stated.map(str::to_owned),
    }
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

fn is_tag(tag: &str) -> bool {
    (2..=3).contains(&primary(tag).len())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

/// The languages looked for, with their shortest BCP 47 subtag. Left out of what the library
/// knows: languages that news is hardly written in and that short texts are mistaken for.
const LANGUAGES: [(Lang, &str); 64] = [
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Ben, "bn"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Kat, "ka"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"),
    (Lang::Heb, "he"),
    (Lang::Pol, "pl"),
    (Lang::Amh, "am"),
    (Lang::Kor, "ko"),
    (Lang::Nob, "no"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Bel, "be"),
    (Lang::Mar, "mr"),
    (Lang::Kan, "kn"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Tam, "ta"),
    (Lang::Vie, "vi"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Guj, "gu"),
    (Lang::Uzb, "uz"),
    (Lang::Pan, "pa"),
    (Lang::Aze, "az"),
    (Lang::Ind, "id"),
    (Lang::Tel, "te"),
    (Lang::Pes, "fa"),
    (Lang::Mal, "ml"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Sin, "si"),
    (Lang::Khm, "km"),
    (Lang::Zul, "zu"),
    (Lang::Afr, "af"),
    (Lang::Slk, "sk"),
    (Lang::Cat, "ca"),
    (Lang::Tgl, "tl"),
    (Lang::Hye, "hy"),
    (Lang::Tuk, "tk"),
    (Lang::Sna, "sn"),
    (Lang::Ori, "or"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.iter().map(|(lang, _)| *lang).collect()));

fn tag(lang: Lang) -> Option<&'static str> {
    LANGUAGES.iter().find(|(it, _)| *it == lang).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_languages_that_reports_come_in() {
        for (wanted, text) in [
            (
                "en",
                "Gunmen attacked a checkpoint near the town on Sunday, killing two soldiers, officials said.",
            ),
            ("ar", "قال مسؤول أمني إن مسلحين هاجموا نقطة تفتيش قرب البلدة يوم الأحد وقتلوا جنديين."),
            (
                "fr",
                "Des hommes armés ont attaqué un poste de contrôle près de la ville dimanche, tuant deux soldats.",
            ),
            (
                "es",
                "Hombres armados atacaron un puesto de control cerca de la ciudad el domingo y mataron a dos soldados.",
            ),
            (
                "ru",
                "Вооружённые люди напали на блокпост возле города в воскресенье, погибли двое солдат.",
            ),
            (
                "tr",
                "Silahlı kişiler pazar günü kasabanın yakınındaki kontrol noktasına saldırdı, iki asker öldü.",
            ),
            (
                "fa",
                "افراد مسلح روز یکشنبه به یک ایست بازرسی در نزدیکی شهر حمله کردند و دو سرباز را کشتند.",
            ),
            (
                "de",
                "Bewaffnete griffen am Sonntag einen Kontrollposten nahe der Stadt an und töteten zwei Soldaten.",
            ),
            (
                "pt",
                "Homens armados atacaram um posto de controle perto da cidade no domingo e mataram dois soldados.",
            ),
            (
                "uk",
                "Озброєні люди напали на блокпост біля міста в неділю, загинули двоє військових.",
            ),
            (
                "he",
                "חמושים תקפו מחסום סמוך לעיירה ביום ראשון והרגו שני חיילים, כך מסרו גורמים רשמיים.",
            ),
            (
                "ur",
                "مسلح افراد نے اتوار کو شہر کے قریب ایک چوکی پر حملہ کیا جس میں دو فوجی ہلاک ہو گئے۔",
            ),
        ] {
            assert_eq!(detect(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn too_little_text_has_no_language() {
        assert_eq!(detect("Gao, 3/4"), None);
        assert_eq!(of_page("", Some("ar-IQ")).as_deref(), Some("ar-IQ"));
        assert_eq!(of_page("", Some("not a tag")), None);
    }
}
