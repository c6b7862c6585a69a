use clap::ValueEnum;

/// Text that means nothing to a browser, in an element or an attribute.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A value that keeps its own direction of writing among others.
pub fn value(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

/// An option as the command line names it.
pub fn word(option: &impl ValueEnum) -> String {
    option.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_markup() {
        assert_eq!(
            escaped("<script>alert('1\" & 2')</script>"),
            "&lt;script&gt;alert(&#39;1&quot; &amp; 2&#39;)&lt;/script&gt;"
        );
    }
}
