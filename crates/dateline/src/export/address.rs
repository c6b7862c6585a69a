/// An address that a page or a program may follow: one of the web, not one that runs something.
pub fn web(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_something_is_no_address() {
        assert_eq!(web(Some("https://courier.example/")), Some("https://courier.example/"));
        assert_eq!(web(Some("javascript:alert(1)")), None);
        assert_eq!(web(None), None);
    }
}
