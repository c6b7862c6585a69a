/// Whether capitals mean anything in `text`: not in wire copy set all in capitals or all in lower case.
///
/// Letters without case count for neither.
pub fn is_cased(text: &str) -> bool {
    let upper = text.chars().filter(|letter| letter.is_uppercase()).count();
    let lower = text.chars().filter(|letter| letter.is_lowercase()).count();
    upper * 100 > lower && lower > upper
}

#[cfg(test)]
mod tests {
    use super::is_cased;

    #[test]
    fn wire_copy_has_no_casing() {
        assert!(is_cased("Police in Kirkuk said on Monday that two men were held."));
        assert!(!is_cased("POLICE IN KIRKUK SAID TWO MEN WERE HELD"));
        assert!(!is_cased("police in kirkuk said two men were held"));
    }
}
