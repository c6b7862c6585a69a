use dateline_doc::Entity;

/// Whether an entity is the speaker that gold names: it has that name, or one of those parted by `|`,
/// among its own. Somebody without a
/// name may also be no entity at all, or one whose words hold gold's or are held by them.
pub fn is_meant(speaker: &str, unnamed: bool, entity: Option<&Entity>, text: &str) -> bool {
    let Some(entity) = entity else { return unnamed };
    let wanted: Vec<Vec<String>> = speaker.split('|').map(bare).collect();
    let mentions = entity.mentions.iter().map(|mention| &text[*mention]);
    let mut names = mentions.chain([entity.name.as_str()]).map(bare);
    let same = |name: &[String], wanted: &[String]| {
        name == wanted || unnamed && (holds(name, wanted) || holds(wanted, name))
    };
    names.any(|name| wanted.iter().any(|wanted| same(&name, wanted)))
}

/// Whether two names are one, or the words of one are among those of the other.
pub fn is_like(name: &str, other: &str) -> bool {
    let (name, other) = (bare(name), bare(other));
    holds(&name, &other) || holds(&other, &name)
}

/// The words in lower case, without marks and a leading article.
fn bare(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let letters = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-');
    let words = lower.split(|letter| !letters(letter)).filter(|word| !word.is_empty());
    words.skip_while(|word| matches!(*word, "the" | "a" | "an")).map(str::to_owned).collect()
}

fn holds(outer: &[String], inner: &[String]) -> bool {
    !inner.is_empty() && outer.windows(inner.len()).any(|run| run == inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::{EntityKind, Evidence, Span};

    const TEXT: &str = "Hana Karim met the driver. Karim left.";

    fn entity(name: &str, mentions: &[(usize, usize)]) -> Entity {
        let mentions: Vec<Span> =
            mentions.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Entity {
            kind: EntityKind::Person,
            name: name.to_owned(),
            actor: None,
            evidence: Evidence::one(mentions[0], &"test".into(), 1.0),
            mentions,
        }
    }

    #[test]
    fn a_name_is_one_of_the_entitys_in_full() {
        let karim = entity("Hana Karim", &[(0, 10), (27, 32)]);
        assert!(is_meant("Hana Karim", false, Some(&karim), TEXT));
        assert!(is_meant("the Karim", false, Some(&karim), TEXT));
        assert!(is_meant("Ms Karim|Karim", false, Some(&karim), TEXT));
        assert!(!is_meant("Hana", false, Some(&karim), TEXT));
        assert!(!is_meant("Hana Karim", false, None, TEXT));
    }

    #[test]
    fn somebody_without_a_name_may_be_no_entity_but_not_another() {
        let driver = entity("driver", &[(19, 25)]);
        let karim = entity("Hana Karim", &[(0, 10)]);
        assert!(is_meant("a lorry driver", true, Some(&driver), TEXT));
        assert!(is_meant("a lorry driver", true, None, TEXT));
        assert!(!is_meant("a lorry driver", true, Some(&karim), TEXT));
    }
}
