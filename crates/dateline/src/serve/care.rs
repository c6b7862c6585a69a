//! Care for those who read of violence all day: the words of reports stay covered until asked for.

use super::{
    cookie::values,
    desk::Desk,
    form::{Form, Sent, is_ours},
    refusal::Refusal,
};
use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use url::Url;

const COOKIE: &str = "dateline-cover";

/// A year: whoever needs it needs it tomorrow too.
const KEPT: u32 = 365 * 24 * 3600;

/// Whether whoever asks wants words to be covered.
pub fn covers(headers: &HeaderMap) -> bool {
    values(headers, COOKIE).any(|value| value == "1")
}

/// Covers the words of reports in this browser, or no longer.
///
/// # Errors
/// When the form was not made here.
pub async fn cover(desk: Desk, headers: HeaderMap, sent: Sent) -> Result<Response, Refusal> {
    let form = Form::sent(&desk, sent)?;
    let (value, seconds) = if form.get("cover") == "1" { ("1", KEPT) } else { ("0", 0) };
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict");
    let answer = ([(header::SET_COOKIE, cookie)], Redirect::to(&before(&headers)));
    Ok(answer.into_response())
}

/// The page that the form was on.
fn before(headers: &HeaderMap) -> String {
    let page = headers.get(header::REFERER).and_then(|page| page.to_str().ok());
    let page = page.and_then(|page| Url::parse(page).ok());
    let path =
        page.map(|page| page[url::Position::BeforePath..url::Position::AfterQuery].to_owned());
    path.filter(|path| is_ours(path)).unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leads_back_to_a_page_of_ours() {
        let from = |page: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::REFERER, page.parse().unwrap());
            before(&headers)
        };
        assert_eq!(from("http://127.0.0.1:1/events?type=killing#x"), "/events?type=killing");
        assert_eq!(from("http://127.0.0.1:1//evil.example/"), "/");
        assert_eq!(from("nonsense"), "/");
    }
}
