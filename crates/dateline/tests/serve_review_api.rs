//! The review API: claims, corrections, reviews and grades for programs, each with its owner's rights.

mod browser;
mod desk;
mod run;

use browser::{Answer, Browser};
use desk::Team;
use serde_json::{Value, json};

/// A program with a key of this person.
fn program(team: &Team, name: &str, scope: &str) -> Browser {
    let visitor = team.sign_in(name);
    let key = visitor.form_key();
    let fields =
        [("key", key.as_str()), ("verb", "key"), ("name", "bot"), ("scope", scope), ("ends", "")];
    let page = visitor.post("/account", &fields).body;
    let (_, rest) = page.split_once("Bearer ").unwrap_or_else(|| panic!("{page}"));
    team.stranger().with_key(rest.split('<').next().unwrap())
}

fn claim_of(program: &Browser) -> String {
    let listed = program.get("/api/1/events?limit=50").json();
    let events = listed["events"].as_array().unwrap();
    let killed = events.iter().flat_map(|event| event["claims"].as_array().unwrap());
    let mut killed =
        killed.filter(|claim| claim["counts"].as_array().is_some_and(|it| !it.is_empty()));
    killed.next().unwrap()["id"].as_str().unwrap().to_owned()
}

fn send(program: &Browser, path: &str, body: &Value) -> Answer {
    program.send_json(path, &body.to_string())
}

#[test]
fn programs_judge_claims_as_their_owners_may() {
    let team = Team::of_samples("api-claims");
    let [vera, rosa, reader] = [("Vera", "read"), ("Rosa", "write"), ("Rosa", "read")]
        .map(|(name, scope)| program(&team, name, scope));
    let dora = program(&team, "Dora", "read");
    let id = claim_of(&vera);
    let (claim, judge) = (format!("/api/1/claims/{id}"), format!("/api/1/claims/{id}/corrections"));
    let shown = vera.get(&claim).json();
    assert_eq!(
        (&shown["id"], &shown["read"], &shown["corrections"]),
        (&json!(id), &shown["now"], &json!([]))
    );
    assert_eq!(dora.get(&claim).status, 403, "a claim has words");

    let right = json!({ "verdict": "accept", "reason": "read twice" });
    for (who, status) in [(&vera, 403), (&reader, 403), (&team.stranger(), 401), (&rosa, 200)] {
        assert_eq!(send(who, &judge, &right).status, status);
    }
    let count = json!({ "low": 5, "high": 5 });
    let what = shown["read"]["counts"][0]["what"].as_str().unwrap().to_owned();
    let five = json!({ "verdict": "correct", "parts": { format!("count:{what}"): count }, "reason": "a later count" });
    let corrected = send(&rosa, &judge, &five).json();
    assert_eq!(corrected["now"]["counts"][0]["low"], 5, "{corrected}");
    assert_ne!(corrected["read"]["counts"][0]["low"], 5);
    let said = &corrected["corrections"][0];
    assert_eq!((&said["author"], &said["verdict"]), (&json!("Rosa"), &json!("correct")));
    let undo = format!("/api/1/corrections/{}/undo", said["number"]);
    assert_eq!(send(&vera, &undo, &json!({})).status, 403);
    let undone = send(&rosa, &undo, &json!({})).json();
    assert_eq!(
        (&undone["now"]["counts"], &undone["corrections"][0]["undone_by"]),
        (&undone["read"]["counts"], &json!("Rosa"))
    );
    assert_eq!(send(&rosa, &undo, &json!({})).status, 400, "it is taken back already");
    let none = send(&rosa, &judge, &json!({ "verdict": "reject", "reason": "no claim" })).json();
    assert_eq!((&none["now"], &none["event"]), (&Value::Null, &Value::Null));

    for wrong in [
        json!({ "verdict": "maybe", "reason": "x" }),
        json!({ "verdict": "accept", "reason": " " }),
        json!({ "verdict": "correct", "reason": "x" }),
        json!({ "verdict": "correct", "parts": { "colour": "red" }, "reason": "x" }),
        json!({ "verdict": "accept", "parts": { "type": "killing" }, "reason": "x" }),
        json!({ "verdict": "accept", "reason": "x", "author": "Mara" }),
        json!([]),
    ] {
        let answer = send(&rosa, &judge, &wrong);
        assert!((400..500).contains(&answer.status), "{wrong}: {}", answer.body);
        assert!(answer.json()["error"].is_string(), "{wrong}: {}", answer.body);
    }
    assert_eq!(send(&rosa, "/api/1/claims/e000000000000/corrections", &right).status, 404);
    let log = team.sign_in("Mara").get("/log.jsonl").body;
    assert!(log.contains("\"kind\":\"accept\"") && log.contains("\"kind\":\"undo\""), "{log}");
}

#[test]
fn programs_keep_the_queue_and_grade_sources() {
    let team = Team::of_samples("api-reviews");
    let [vera, rosa, edda] = [("Vera", "read"), ("Rosa", "write"), ("Edda", "write")]
        .map(|(name, scope)| program(&team, name, scope));
    let queue = vera.get("/api/1/reviews?status=to-do&limit=2").json();
    let event = queue["reviews"][0]["event"].as_str().unwrap().to_owned();
    let next = queue["next"].as_str().unwrap();
    let on = vera.get(&format!("/api/1/reviews?status=to-do&limit=2&cursor={next}")).json();
    assert_ne!(on["reviews"][0]["event"], queue["reviews"][1]["event"]);
    let set = format!("/api/1/events/{event}/review");
    let ready = json!({ "status": "ready", "assignee": "Idris", "reason": "all claims read" });
    assert_eq!(send(&vera, &set, &ready).status, 403);
    let kept = send(&rosa, &set, &ready).json();
    assert_eq!(
        (&kept["status"], &kept["assignee"], &kept["changed_by"]),
        (&json!("ready"), &json!("Idris"), &json!("Rosa"))
    );
    for path in [
        "/api/1/reviews?status=ready",
        "/api/1/reviews?assignee=Idris",
        "/api/1/reviews?status=ready&assignee=Idris",
    ] {
        let found = vera.get(path).json();
        assert_eq!(
            (found["reviews"].as_array().unwrap().len(), &found["reviews"][0]["event"]),
            (1, &json!(event)),
            "{path}"
        );
    }
    let left = vera.get("/api/1/reviews?status=to-do&limit=200").json();
    assert!(left["reviews"].as_array().unwrap().iter().all(|it| it["event"] != json!(event)));
    assert_eq!(send(&rosa, &set, &json!({ "status": "done" })).status, 400);
    assert_eq!(vera.get("/api/1/reviews?status=done").status, 400);

    let outlets = vera.get("/api/1/sources?kind=outlet").json();
    let name = outlets["sources"][0]["name"].as_str().unwrap().to_owned();
    assert!(
        outlets["sources"][0]["events"].as_u64().unwrap() > 0
            && outlets["sources"][0]["grade"].is_null()
    );
    assert!(
        !vera.get("/api/1/sources?kind=speaker").json()["sources"].as_array().unwrap().is_empty()
    );
    let place = format!("/api/1/sources/outlet/{}", name.replace(' ', "%20"));
    let grade = json!({ "reliability": "B", "credibility": 2, "reason": "right for years" });
    assert_eq!(send(&rosa, &place, &grade).status, 403);
    assert_eq!(send(&edda, &place, &grade).json()["grades"][0]["author"], "Edda");
    assert_eq!(
        send(&edda, &place, &json!({ "reliability": "Z", "credibility": 9, "reason": "x" })).status,
        400
    );
    assert_eq!(vera.get(&place).json()["grades"][0]["reliability"], "B");
    assert_eq!(
        vera.get("/api/1/sources?kind=outlet").json()["sources"][0]["grade"]["credibility"],
        2
    );
    assert_eq!(vera.get("/api/1/sources?kind=rumour").status, 400);
}

#[test]
fn programs_merge_and_split_as_their_owners_may() {
    let team = Team::of_samples("api-decisions");
    let [vera, rosa, reader, edda] =
        [("Vera", "read"), ("Rosa", "write"), ("Edda", "read"), ("Edda", "write")]
            .map(|(name, scope)| program(&team, name, scope));
    let events = vera.get("/api/1/events?limit=2").json();
    let id = |number: usize| events["events"][number]["id"].as_str().unwrap().to_owned();
    let (one, other) = (id(0), id(1));
    let claims = |id: &str| {
        let event = vera.get(&format!("/api/1/events/{id}")).json();
        event["claims"].as_array().unwrap().len()
    };
    let before = (claims(&one), claims(&other));
    let [merge, split] = ["merge", "split"].map(|verb| format!("/api/1/events/{one}/{verb}"));
    let same = json!({ "other": other, "reason": "the same attack" });
    let refused = [(&vera, 403), (&rosa, 403), (&reader, 403), (&team.stranger(), 401)];
    for (who, status) in refused {
        assert_eq!(send(who, &merge, &same).status, status);
    }
    // A browser's cookie alone writes nothing.
    assert_eq!(send(&team.sign_in("Edda"), &merge, &same).status, 401);

    let merged = send(&edda, &merge, &same).json();
    let kept = &merged["decision"];
    assert_eq!((&kept["kind"], &kept["author"]), (&json!("merge"), &json!("Edda")), "{merged}");
    assert_eq!(merged["events"].as_array().unwrap().len(), 1, "{merged}");
    assert_eq!(claims(&one), before.0 + before.1);
    assert_eq!(send(&edda, &merge, &same).status, 400, "they are one already");

    let away = json!({ "claims": [other], "reason": "another day" });
    assert_eq!(send(&rosa, &split, &away).status, 403);
    let apart = send(&edda, &split, &away).json();
    assert_eq!(apart["events"].as_array().unwrap().len(), 2, "{apart}");
    assert!(claims(&one) < before.0 + before.1);
    let listed = vera.get("/api/1/decisions?limit=1").json();
    assert_eq!(listed["decisions"][0], apart["decision"]);
    let cursor = listed["next"].as_str().unwrap();
    let rest = vera.get(&format!("/api/1/decisions?limit=1&cursor={cursor}")).json();
    assert_eq!((&rest["decisions"][0]["kind"], &rest["next"]), (&json!("merge"), &Value::Null));

    // Taken back one after the other, both events are as they were.
    for decided in [&apart, &merged] {
        let undo = format!("/api/1/decisions/{}/undo", decided["decision"]["number"]);
        assert_eq!(send(&rosa, &undo, &json!({})).status, 403);
        let undone = send(&edda, &undo, &json!({})).json();
        assert_eq!(undone["decision"]["undone_by"], "Edda", "{undone}");
        assert_eq!(send(&edda, &undo, &json!({})).status, 400, "it is taken back already");
    }
    assert_eq!((claims(&one), claims(&other)), before);
    for (path, wrong) in [
        (&merge, json!({ "other": other, "reason": " " })),
        (&merge, json!({ "other": other, "reason": "x", "author": "Mara" })),
        (&split, json!({ "claims": [], "reason": "x" })),
        (&split, json!({ "claims": [other], "reason": "x" })),
    ] {
        let answer = send(&edda, path, &wrong);
        assert!((400..500).contains(&answer.status), "{wrong}: {}", answer.body);
        assert!(answer.json()["error"].is_string(), "{wrong}: {}", answer.body);
    }
    let nobody = json!({ "other": "e000000000000", "reason": "x" });
    assert_eq!(send(&edda, &merge, &nobody).status, 404);
    let log = team.sign_in("Mara").get("/log.jsonl").body;
    assert!(log.contains("\"kind\":\"merge\"") && log.contains("\"kind\":\"split\""), "{log}");
}

#[test]
fn what_people_say_is_sensitive_stays() {
    let team = Team::of_samples("api-sensitivity");
    let [vera, rosa] =
        [("Vera", "read"), ("Rosa", "write")].map(|(name, scope)| program(&team, name, scope));
    let event = vera.get("/api/1/events?limit=1").json()["events"][0].clone();
    let (id, report) = (event["id"].as_str().unwrap(), event["reports"][0]["id"].as_str().unwrap());
    let is_told =
        |profile: &str| vera.get(&format!("/download?profile={profile}")).body.contains(id);
    let path = |kind: &str, id: &str| format!("/api/1/sensitivity/{kind}/{id}");
    let high = json!({ "level": "high", "reason": "a witness is named" });
    assert_eq!(send(&vera, &path("events", id), &high).status, 403);
    assert!(is_told("public") && is_told("internal"));
    let marked = send(&rosa, &path("events", id), &high).json();
    assert_eq!((&marked["level"], &marked["tlp"]), (&json!("high"), &json!("AMBER")), "{marked}");
    assert_eq!(marked["marks"][0]["author"], "Rosa");
    assert!(!is_told("public") && !is_told("partner") && is_told("internal"));
    let shown = team.sign_in("Vera").get(&format!("/events/{id}")).body;
    assert!(shown.contains("TLP:AMBER") && shown.contains("a witness is named"), "{shown}");
    let low = json!({ "level": "low", "reason": "she agreed" });
    send(&rosa, &path("events", id), &low);
    assert!(is_told("public"), "it was taken back");

    // The form says it of a report, with its session's key alone.
    let browser = team.sign_in("Rosa");
    let (form, page) = (format!("/sensitivity/reports/{report}"), format!("/reports/{report}"));
    let fields = [("level", "moderate"), ("reason", "shows a home")];
    assert_eq!(browser.post(&form, &fields).status, 403);
    let key = browser.form_key();
    let sent = browser.post(&form, &[&[("key", key.as_str())][..], &fields].concat());
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert!(browser.get(&page).body.contains("TLP:GREEN"));
    assert!(!is_told("public") && is_told("partner"));
    assert_eq!(vera.get(&path("events", id)).json()["level"], "moderate", "its report is");
    for (path, wrong, status) in [
        (path("events", id), json!({ "level": "top", "reason": "x" }), 400),
        (path("events", id), json!({ "level": "high", "reason": " " }), 400),
        (path("reports", "r999"), high.clone(), 404),
        (path("names", id), high.clone(), 404),
    ] {
        assert_eq!(send(&rosa, &path, &wrong).status, status, "{path} {wrong}");
    }
    let log = team.sign_in("Mara").get("/log.jsonl").body;
    assert!(log.contains("\"kind\":\"mark\""), "{log}");
}

#[test]
fn people_see_who_else_looks() {
    let team = Team::of_samples("presence");
    let (rosa, vera, dora) = (team.sign_in("Rosa"), team.sign_in("Vera"), team.sign_in("Dora"));
    let event = rosa.event("/api/1/events?limit=1");
    let page = format!("/events/{event}");
    let told = "Being viewed by <bdi class=\"names\">Rosa</bdi>";
    assert!(rosa.get(&page).body.contains("role=\"status\" data-at"), "room for it is there");
    assert!(vera.get(&page).body.contains(told));
    assert!(vera.get("/review").body.contains("being viewed by <bdi>Rosa</bdi>"));
    let others = rosa.get(&format!("/api/1/presence/{event}")).json();
    assert_eq!(others["others"], json!(["Vera"]));
    let claim = rosa
        .get(&page)
        .body
        .split("/claims/")
        .nth(1)
        .unwrap()
        .split(['?', '"'])
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(vera.get(&format!("/claims/{claim}")).status, 200);
    assert!(rosa.get(&format!("/claims/{claim}")).body.contains("<bdi class=\"names\">Vera</bdi>"));
    assert!(!dora.get(&page).body.contains("eing viewed"), "the data role does not review");
    assert_eq!(dora.get(&format!("/api/1/presence/{event}")).status, 403);
    assert_eq!(vera.get("/api/1/presence/nothing").status, 404);
}

#[test]
fn no_error_tells_where_the_store_lies() {
    let team = Team::of_samples("where");
    let vera = program(&team, "Vera", "read");
    let store = team.stranger().store();
    std::fs::write(&store, "no store any more").unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{store}{suffix}"));
    }
    let folder = std::path::Path::new(&store).parent().unwrap().display().to_string();
    for path in ["/api/1/events", "/api/1/sources?kind=outlet", "/events", "/download"] {
        let answer = vera.get(path);
        assert!(!answer.body.contains(&folder), "{path}: {}", answer.body);
    }
}
