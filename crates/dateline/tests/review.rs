//! Judging what was read, through the workbench: it changes events, holds when reports are read again,
//! is taken back, and stands in the log.

mod browser;
mod run;

use browser::Browser;
use serde_json::Value;

const REPORT: &str = r#"{"id": "x", "title": "Raid on a market", "outlet": "Lake Wire", "published": "2024-03-02", "language": "en", "text": "Gunmen killed three people in Gao on Friday, the governor said. Soldiers abducted a teacher in Ansongo."}"#;

fn signed<'a>(browser: &Browser, fields: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    let own =
        [("key", browser.form_key()), ("author", "Mara".into()), ("reason", "as it says".into())];
    own.into_iter().chain(fields.iter().map(|(name, value)| (*name, (*value).to_owned()))).collect()
}

/// The claim of the event of this type.
fn claim_of(browser: &Browser, kind: &str) -> Option<Value> {
    let events = browser.get("/api/1/events?limit=50").json();
    let events = events["events"].as_array().unwrap().clone();
    events.into_iter().find(|event| event["type"] == kind).map(|event| event["claims"][0].clone())
}

/// The fields of a claim's form as a browser sends them back unchanged.
fn form(browser: &Browser, id: &str) -> Vec<(String, String)> {
    browser.form_of(&format!("/claims/{id}"), "value=\"correct\"")
}

#[test]
fn a_corrected_claim_changes_its_event_and_holds_when_read_again() {
    let browser = Browser::of_reports("review-correct", REPORT);
    let claim = claim_of(&browser, "killing").unwrap();
    let id = claim["id"].as_str().unwrap();
    let path = format!("/claims/{id}/judge");
    let mut fields = form(&browser, id);
    for (name, value) in &mut fields {
        match name.as_str() {
            "count-killed" => *value = "5-7".into(),
            "place" => *value = "Ansongo, Mali".into(),
            "time" => *value = "2024-02-28".into(),
            "author" => *value = "Mara".into(),
            "reason" => *value = "the second paragraph".into(),
            _ => {}
        }
    }
    fields.push(("verdict".into(), "correct".into()));
    let answer = browser.post(&path, &fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let check = |browser: &Browser| {
        let event = browser.get(&format!("/api/1/events/{id}")).json();
        assert_eq!(event["counts"][0]["low"], 5, "{event}");
        assert_eq!(event["counts"][0]["high"], 7);
        assert_eq!(event["place"]["name"], "Ansongo");
        assert_eq!(event["occurred"]["start"], "2024-02-28");
        assert_eq!(event["type"], "killing");
        assert_eq!(event["claims"][0]["reviewed"].as_array().unwrap().len(), 3);
    };
    check(&browser);
    assert_eq!(browser.post(&path, &fields).status, 400, "nothing is other than before");
    let reread = browser.run(&["reread", "--quiet"]);
    assert!(reread.status.success(), "{}", String::from_utf8_lossy(&reread.stderr));
    check(&browser);

    let corrections = browser.run(&["corrections"]);
    let row: Value = serde_json::from_slice(&corrections.stdout).unwrap();
    assert_eq!(row["read"]["counts"][0]["low"], 3);
    assert_eq!(row["corrected"]["counts"][0]["low"], 5);
    assert_eq!(row["said"].as_array().unwrap().len(), 3);

    let undone = browser.post("/corrections/1/undo", &signed(&browser, &[]));
    assert_eq!(undone.status, 303, "{}", undone.body);
    let event = browser.get(&format!("/api/1/events/{id}")).json();
    assert_ne!(event["place"]["name"], event["occurred"]["start"]);
    assert_eq!(event["claims"][0]["reviewed"].as_array().unwrap().len(), 2);
    assert_eq!(browser.post("/corrections/1/undo", &signed(&browser, &[])).status, 400);
}

#[test]
fn a_rejected_claim_leaves_the_events_and_comes_back() {
    let browser = Browser::of_reports("review-reject", REPORT);
    let claim = claim_of(&browser, "abduction").unwrap();
    let path = format!("/claims/{}/judge", claim["id"].as_str().unwrap());
    let unsigned = [("verdict", "reject"), ("author", "Mara"), ("reason", "a rumour")];
    assert_eq!(browser.post(&path, &unsigned).status, 403, "a form without its key");
    let reject = signed(&browser, &[("verdict", "reject"), ("next", "//evil.example")]);
    let answer = browser.post(&path, &reject);
    assert_eq!(answer.status, 303);
    assert!(answer.header("location").unwrap().starts_with("/claims/"), "never led elsewhere");
    assert_eq!(claim_of(&browser, "abduction"), None);
    let page = browser.get(&format!("/claims/{}", claim["id"].as_str().unwrap())).body;
    assert!(page.contains("it is no claim"), "{page}");
    browser.post("/corrections/1/undo", &signed(&browser, &[]));
    assert_eq!(claim_of(&browser, "abduction"), Some(claim));
}

#[test]
fn a_value_that_is_none_is_refused_whole() {
    let browser = Browser::of_reports("review-wrong", REPORT);
    let claim = claim_of(&browser, "killing").unwrap();
    let id = claim["id"].as_str().unwrap();
    for (name, wrong) in [
        ("count-killed", "many"),
        ("place", "Nowhere-at-all-ville"),
        ("time", "soon"),
        ("type", "no-such-type"),
    ] {
        let mut fields = form(&browser, id);
        for (field, value) in &mut fields {
            match field.as_str() {
                "author" | "reason" => *value = "Mara".into(),
                _ if field == name => *value = wrong.into(),
                _ => {}
            }
        }
        fields.push(("verdict".into(), "correct".into()));
        let answer = browser.post(&format!("/claims/{id}/judge"), &fields);
        assert_eq!(answer.status, 400, "{name}: {}", answer.body);
    }
    assert_eq!(claim_of(&browser, "killing"), Some(claim));
}

#[test]
fn the_queue_says_where_reviews_stand_and_the_log_who_did_what() {
    let browser = Browser::of_reports("review-queue", REPORT);
    let claim = claim_of(&browser, "killing").unwrap();
    let id = claim["id"].as_str().unwrap();
    let set = format!("/events/{id}/review");
    assert_eq!(browser.post(&set, &signed(&browser, &[("status", "sideways")])).status, 400);
    let taken = browser.post(&set, &signed(&browser, &[("status", "to-do"), ("verb", "take")]));
    assert_eq!(taken.status, 303);
    let queue = browser.get("/review?status=in-progress&assignee=Mara").body;
    assert!(queue.contains(id), "{queue}");
    assert!(!browser.get("/review?status=to-do").body.contains(&format!("/events/{id}\"")));
    let grade = [("reliability", "B"), ("credibility", "2")];
    let path = "/sources/outlet/Lake%20Wire";
    assert_eq!(browser.post(path, &signed(&browser, &grade)).status, 303);
    assert_eq!(browser.post(path, &signed(&browser, &[("reliability", "Z")])).status, 400);
    assert!(browser.get("/sources").body.contains(">B2<"));
    let log = browser.get("/log").body;
    assert!(log.contains("the log is whole") && log.contains("Lake Wire"), "{log}");
    let rows = browser.run(&["log", "--format", "jsonl"]);
    assert!(rows.status.success());
    let kinds: Vec<Value> = String::from_utf8(rows.stdout)
        .unwrap()
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["review", "grade"]);
}
