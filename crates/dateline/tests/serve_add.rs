//! Adding in the browser: what is pasted, how far it is read, and addresses that are watched.

mod browser;
mod run;

use browser::Browser;
use std::time::{Duration, Instant};

/// Fields of the form for reports, as a browser sends them.
fn multipart(fields: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    fields.iter().map(part).collect::<String>() + "--b--\r\n"
}

fn add(browser: &Browser, fields: &[(&str, &str)]) -> String {
    let body = multipart(fields);
    let kind = "Content-Type: multipart/form-data; boundary=b";
    let (head, length) = (browser.head("POST /add"), body.len());
    browser.raw(format!("{head}{kind}\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes())
}

#[test]
fn a_pasted_report_is_read_and_shown() {
    let browser = Browser::of_samples("add-paste");
    let key = browser.form_key();
    let text = "Gunmen killed four people in Mopti on Friday, the mayor said.";
    let fields =
        [("key", key.as_str()), ("text", text), ("published", "2024-03-02"), ("language", "en")];
    let answer = add(&browser, &fields);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let (_, rest) = answer.split_once("location: ").unwrap();
    let page = rest.lines().next().unwrap();
    assert!(page.starts_with("/reports/r") && browser.get(page).body.contains("Mopti"), "{page}");
    assert!(add(&browser, &fields[1..]).starts_with("HTTP/1.1 403"), "without the form's key");
    assert!(add(&browser, &fields[..1]).starts_with("HTTP/1.1 400"), "without a report");

    let jobs = browser.get("/api/1/progress").json();
    assert_eq!((&jobs["jobs"][0]["done"], &jobs["jobs"][0]["reports"]), (&true.into(), &1.into()));
    let done = browser.get("/add?job=1").body;
    assert!(done.contains("1 report received") && done.contains("new"), "{done}");
    assert!(browser.get("/log.jsonl").body.contains("\"kind\":\"add\""));
}

#[test]
fn addresses_are_watched_from_the_command_line_and_from_the_page() {
    let browser = Browser::of_samples("add-watch");
    let store = browser.store();
    let watch = |arguments: &[&str]| {
        let all = [&["watch"], arguments, &["--store", &store]].concat();
        run::dateline(&all)
    };
    let inside = "http://127.0.0.1:9/feed";
    assert_eq!(watch(&["add", inside, "--every", "4"]).status.code(), Some(2), "too often");
    assert_eq!(watch(&["add", "ftp://a.example/"]).status.code(), Some(2));
    assert_eq!(watch(&["add", inside, "--every", "5"]).status.code(), Some(0));
    // It is fetched while the workbench runs, as by `add`: not from inside.
    let since = Instant::now();
    loop {
        let list = watch(&["list"]);
        if run::stdout(&list).contains("not a public address") {
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "{}", run::stdout(&list));
        std::thread::sleep(Duration::from_millis(500));
    }
    let page = browser.get("/add").body;
    assert!(page.contains(inside) && page.contains("not a public address"), "{page}");
    assert!(page.contains("failed 1 times"), "{page}");

    let key = browser.form_key();
    let send = |fields: &[(&str, &str)]| {
        let own = [("key", key.as_str()), ("author", "Mara")];
        browser.post("/watch", &[&own, fields].concat()).status
    };
    let address = "http://feeds.example.invalid/all.xml";
    assert_eq!(send(&[("address", address), ("minutes", "4"), ("verb", "add")]), 400);
    assert_eq!(send(&[("address", address), ("minutes", "60"), ("verb", "add")]), 303);
    assert!(run::stdout(&watch(&["list"])).contains(address));
    assert_eq!(send(&[("address", inside), ("verb", "remove")]), 303);
    assert_eq!(send(&[("address", inside), ("verb", "remove")]), 400, "it is gone");
    assert_eq!(watch(&["remove", address]).status.code(), Some(0));
    assert_eq!(run::stdout(&watch(&["list"])), "");
}
