//! `dateline serve` as a browser meets it: every page, and what it must refuse.

mod browser;
mod run;

use browser::Browser;
use serde_json::{Value, json};

#[test]
fn every_page_opens_under_the_policy() {
    let browser = Browser::of_samples("pages");
    let event = browser.event("/api/1/events?limit=1");
    for path in [
        "/",
        "/events",
        "/events?type=political-violence&sort=origins",
        &format!("/events/{event}"),
        "/reports",
        "/reports/r1",
        "/sources",
        "/decisions",
        "/assets/workbench.css",
        "/land.geojson",
        "/api/1/openapi.json",
    ] {
        let answer = browser.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(!answer.body.contains(" style=") && !answer.body.contains(" onclick="), "{path}");
        assert!(!answer.body.contains("<script>"), "{path} has a script in it");
    }
}

#[test]
fn only_the_browser_with_the_address_gets_in() {
    let browser = Browser::of_samples("guard");
    let stranger = browser.without_cookie();
    assert_eq!(stranger.get("/").status, 403);
    assert_eq!(stranger.get("/api/1/events").status, 403);
    assert!(stranger.get("/api/1/events").json()["error"].is_string());
    assert_eq!(stranger.get("/?token=0123456789abcdef").status, 403);
    assert_eq!(stranger.get(&browser.used_address()).status, 403, "the token was used");
    for host in ["evil.example", "evil.example:80", "127.0.0.1"] {
        assert_eq!(browser.get_as("/", host).status, 403, "{host}");
    }
    for path in
        ["/assets/../Cargo.toml", "/assets/%2e%2e%2fCargo.toml", "/reports/../../etc/passwd"]
    {
        assert!(matches!(browser.get(path).status, 400 | 404), "{path}");
    }
}

#[test]
fn what_reports_say_is_never_markup() {
    let hostile = r#"{"id": "x", "title": "<script>alert(1)</script>", "outlet": "\"><img src=x onerror=alert(1)>", "published": "2024-03-02", "language": "en", "url": "javascript:alert(1)", "text": "Gunmen killed three people in Gao on Friday, <script>alert(2)</script> the governor said."}"#;
    let browser = Browser::of_reports("hostile", hostile);
    let event = browser.event("/api/1/events?limit=1");
    for path in ["/", "/events", &format!("/events/{event}"), "/reports/r1", "/sources"] {
        let body = browser.get(path).body;
        assert!(!body.contains("<script>") && !body.contains("<img"), "{path}: {body}");
        assert!(!body.contains("href=\"javascript:"), "{path}");
    }
    let page = browser.get("/reports/r1").body;
    assert!(page.contains("&lt;script&gt;") || page.contains("&#60;script&#62;"), "{page}");
}

#[test]
fn events_are_merged_split_and_given_back_through_forms() {
    let browser = Browser::of_samples("judge");
    let events = browser.get("/api/1/events?limit=50").json();
    let ids: Vec<&str> =
        events["events"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let (one, other) = (ids[0], ids[1]);
    let merge = format!("/events/{one}/merge");
    let unsigned = [("other", other), ("author", "Mara"), ("reason", "same attack")];
    assert_eq!(browser.post(&merge, &unsigned).status, 403, "a form without its key");
    let signed = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        let key = [("key", browser.form_key())];
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
        key.into_iter().chain(fields).collect()
    };
    assert_eq!(browser.post(&merge, &signed(&[("other", other), ("author", "Mara")])).status, 400);
    assert_eq!(browser.post(&merge, &signed(&unsigned)).status, 303);
    let both = browser.get(&format!("/api/1/events/{one}")).json();
    let claims = |event: &Value| event["claims"].as_array().unwrap().len();
    assert_eq!(both["id"], browser.get(&format!("/api/1/events/{other}")).json()["id"]);
    assert!(claims(&both) >= 2);

    let split = format!("/events/{one}/split");
    let leaving = [("claim", other), ("author", "Mara"), ("reason", "another day")];
    assert_eq!(browser.post(&split, &signed(&leaving)).status, 303);
    let apart = browser.get(&format!("/api/1/events/{one}")).json();
    assert!(claims(&apart) < claims(&both));
    let page = browser.get("/decisions").body;
    assert!(page.contains("are one event") && page.contains("are not one event"), "{page}");
    assert_eq!(browser.post("/decisions/2/undo", &signed(&[("author", "Mara")])).status, 303);
    assert_eq!(browser.post("/decisions/2/undo", &signed(&[("author", "Mara")])).status, 400);
    assert!(browser.get("/decisions").body.contains("taken back by"));
}

#[test]
fn versions_of_a_report_are_shown_beside_each_other() {
    let line = |text: &str| {
        format!(
            "{{\"id\": \"x\", \"outlet\": \"Lake Wire\", \"language\": \"en\", \"text\": {text:?}}}\n"
        )
    };
    let (first, second) = (
        "Gunmen killed three people in Gao.\nThe army said nothing.",
        "Gunmen killed five people in Gao.\nThe army said nothing.",
    );
    let browser = Browser::of_reports("versions", &(line(first) + &line(second)));
    let newest = browser.get("/reports/r1").body;
    assert!(newest.contains("version 2 of 2") && newest.contains("five people"), "{newest}");
    let compared = browser.get("/reports/r1?version=2&since=1").body;
    let marked = "Gunmen killed <del>three</del><ins>five</ins> people in Gao.</p>";
    assert!(compared.contains(marked), "{compared}");
    assert!(compared.contains("1 word gone, 1 new.") && newest.contains("since version 1</a>"));
    let back = browser.get("/reports/r1?version=1&since=2").body;
    assert!(back.contains("<del>five</del><ins>three</ins>"), "{back}");
    let changes = browser.get("/api/1/reports/r1/changes").json();
    assert_eq!((&changes["version"], &changes["since"]), (&json!(2), &json!(1)));
    let paragraph = [
        ("kept", "Gunmen killed "),
        ("gone", "three"),
        ("new", "five"),
        ("kept", " people in Gao."),
    ]
    .map(|(kind, text)| json!({ "kind": kind, "text": text }));
    assert_eq!(changes["paragraphs"][0], json!(paragraph));
    assert_eq!(
        changes["paragraphs"][1],
        json!([{ "kind": "kept", "text": "The army said nothing." }])
    );
    for (path, status) in [("?version=1", 400), ("?since=7", 404), ("?since=x", 400)] {
        assert_eq!(
            browser.get(&format!("/api/1/reports/r1/changes{path}")).status,
            status,
            "{path}"
        );
    }
    let old = browser.get("/api/1/reports/r1?version=1").json();
    assert!(old["text"].as_str().unwrap().contains("three people"));
}

#[test]
fn lists_go_on_where_they_ended_and_download_whole() {
    let browser = Browser::of_samples("paging");
    let mut seen = Vec::new();
    let mut path = "/api/1/events?limit=3".to_owned();
    loop {
        let page = browser.get(&path).json();
        let events = page["events"].as_array().unwrap();
        seen.extend(events.iter().map(|event| event["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/1/events?limit=3&cursor={next}");
    }
    let lines = browser.get("/download").body;
    let downloaded: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(seen.len() > 6);
    assert_eq!(seen, downloaded);
    let csv = browser.get("/download?format=csv&profile=public");
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(csv.header("content-disposition"), Some("attachment; filename=\"events-csv.csv\""));
    let points = browser.get("/api/1/points").json();
    assert_eq!(points["features"].as_array().unwrap().len(), seen.len());
    let tally = browser.get("/api/1/tally?by=type").json();
    let sum: u64 = tally.as_array().unwrap().iter().map(|it| it["count"].as_u64().unwrap()).sum();
    assert_eq!(sum as usize, seen.len());
}

#[test]
fn a_circle_around_a_place_is_asked_for_without_scripts() {
    let line = |id: u32, town: &str| {
        format!(
            "{{\"id\": \"{id}\", \"published\": \"2024-03-02\", \"language\": \"en\", \"text\": \"Gunmen killed three people in {town} on Friday.\"}}\n"
        )
    };
    let browser = Browser::of_reports("circle", &(line(1, "Gao, Mali") + &line(2, "Kidal, Mali")));
    let events = |page: &str| page.matches("class=\"event\"").count();
    let all = browser.get("/events?country=MLI").body;
    assert_eq!(events(&all), 2, "{all}");
    assert!(!all.contains("class=\"circle\""));
    let (_, form) = all.split_once("class=\"line around\"").unwrap();
    assert!(form.contains("name=\"country\" value=\"MLI\""), "the form keeps what is asked");
    let (before, _) = form.split_once(">Gao").unwrap();
    let point = before.rsplit_once("value=\"").unwrap().1.trim_end_matches('"');
    let sent = browser.get(&format!("/events?country=MLI&km=40&around={point}"));
    let address = format!("/events?country=MLI&near={}%2C40", point.replace(',', "%2C"));
    assert_eq!((sent.status, sent.header("location")), (303, Some(address.as_str())));
    let near = browser.get(&address).body;
    assert_eq!(events(&near), 1, "{near}");
    assert!(near.contains("class=\"circle\"") && near.contains("value=\"40\""), "{near}");
    assert_eq!(events(&browser.get(&address.replace("%2C40", "%2C400")).body), 2);
    assert_eq!(browser.get("/events?km=40").status, 400);
    assert_eq!(browser.get("/events?km=far&around=1,2").status, 303);
    assert_eq!(browser.get("/events?near=1,2,far").status, 400);
}

#[test]
fn sources_go_on_and_are_found_by_name() {
    let line = |number: usize| {
        let (outlet, town) = (format!("Wire {number:03}"), ["Gao", "Kidal", "Mopti"][number % 3]);
        format!(
            "{{\"id\": \"{number}\", \"outlet\": {outlet:?}, \"language\": \"en\", \"text\": \"Visitor {number} came to {town}.\"}}\n"
        )
    };
    let browser = Browser::of_reports("sources", &(0..103).map(line).collect::<String>());
    let first = browser.get("/sources").body;
    assert!(first.contains("Wire 099") && !first.contains("Wire 100"), "{first}");
    let (_, rest) = first.split_once("rel=\"next\" href=\"").unwrap();
    let next = rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let second = browser.get(&next).body;
    assert!(second.contains("Wire 102") && !second.contains("Wire 099"), "{second}");
    assert!(second.contains("The first outlets") && !second.contains("rel=\"next\""), "{second}");
    let found = browser.get("/sources?name=wire+042").body;
    assert!(found.contains("Wire 042") && !found.contains("Wire 043"), "{found}");
    assert!(browser.get("/sources?name=nobody").body.contains("None has such a name"));

    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = browser.get(&format!("/api/1/sources?kind=outlet&limit=40{cursor}")).json();
        let sources = page["sources"].as_array().unwrap();
        seen.extend(sources.iter().map(|it| it["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={}", next.replace(' ', "%20"));
    }
    assert_eq!(seen, (0..103).map(|number| format!("Wire {number:03}")).collect::<Vec<_>>());
    let found = browser.get("/api/1/sources?kind=outlet&name=E+077").json();
    assert_eq!(found["sources"][0]["name"], "Wire 077");
    assert_eq!(found["sources"].as_array().unwrap().len(), 1);
    for path in ["/sources?outlets=x", "/api/1/sources?kind=outlet&cursor=x"] {
        assert_eq!(browser.get(path).status, 400, "{path}");
    }
}

#[test]
fn what_is_asked_wrongly_is_told_so() {
    let browser = Browser::of_samples("wrong");
    for (path, status) in [
        ("/events?type=no-such-type", 400),
        ("/events?since=March", 400),
        ("/events?nothing=1", 400),
        ("/events?cursor=1", 400),
        ("/api/1/events?limit=0", 400),
        ("/api/1/tally?by=colour", 400),
        ("/download?format=doc", 400),
        ("/events/e00000000000z", 404),
        ("/events/x", 404),
        ("/reports?before=x", 404),
        ("/reports/r999", 404),
        ("/reports/r1?version=9", 404),
        ("/nothing", 404),
    ] {
        assert_eq!(browser.get(path).status, status, "{path}");
    }
    let tidied = browser.get("/events?text=&country=MLI&since=");
    assert_eq!((tidied.status, tidied.header("location")), (303, Some("/events?country=MLI")));
    let huge = "x".repeat(1 << 20);
    let event = browser.event("/api/1/events?limit=1");
    let answer = browser.post(&format!("/events/{event}/merge"), &[("reason", huge.as_str())]);
    assert_eq!(answer.status, 413);
}
