//! From what was received to an article: body, title, byline, date, outlet, language and `via`.
