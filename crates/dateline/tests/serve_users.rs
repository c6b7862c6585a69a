//! `dateline serve --users`: who gets in, what each role may do, and what is kept of it.

mod browser;
mod desk;
mod run;

use browser::Answer;
use desk::Team;
use serde_json::Value;
use std::time::{Duration, Instant};

#[test]
fn nobody_is_served_without_an_owner() {
    let store = run::folder("users-none").join("a.db");
    let store = store.to_str().unwrap();
    let add = |name, role| {
        let arguments = ["users", "add", name, "--role", role, "--store", store];
        run::dateline_with(&arguments, b"a long pass phrase\n")
    };
    assert_eq!(add("Idris", "viewer").status.code(), Some(0));
    let serve = ["serve", "--users", "--port", "0", "--store", store];
    let refused = run::dateline(&serve);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && told.contains("users add NAME --role owner"));
    let everywhere = ["serve", "--users", "--listen", "0.0.0.0:0", "--store", store];
    assert_eq!(add("Mara", "owner").status.code(), Some(0));
    let told = run::dateline(&everywhere).stderr;
    assert!(String::from_utf8_lossy(&told).contains("--name"), "it has no name to go by");
    let alone = ["serve", "--listen", "127.0.0.1:0", "--store", store];
    assert_eq!(run::dateline(&alone).status.code(), Some(2), "--listen is for many");
}

#[test]
fn the_command_line_keeps_people() {
    let store = run::folder("users-cli").join("a.db");
    let users = |arguments: &[&str], input: &str| {
        let all = [&["users"], arguments, &["--store", store.to_str().unwrap()]].concat();
        run::dateline_with(&all, input.as_bytes())
    };
    let add = ["add", "Mara", "--role", "owner"];
    let short = users(&add, "short\n");
    assert!(String::from_utf8_lossy(&short.stderr).contains("12 to 256 letters"));
    assert_eq!(users(&add, "a long pass phrase\n").status.code(), Some(0));
    assert_eq!(users(&add, "a long pass phrase\n").status.code(), Some(2), "she is there");
    assert_eq!(users(&["role", "Mara", "viewer"], "").status.code(), Some(2), "the last owner");
    let second = ["add", "Idris", "--role", "owner"];
    assert_eq!(users(&second, "another pass phrase\n").status.code(), Some(0));
    assert_eq!(users(&["role", "Mara", "viewer"], "").status.code(), Some(0));
    assert_eq!(users(&["password", "Mara"], "a third pass phrase").status.code(), Some(0));
    assert_eq!(users(&["remove", "Mara"], "").status.code(), Some(0));
    let list = users(&["list"], "");
    let list = run::stdout(&list);
    assert!(list.contains("Idris: owner since") && list.contains("Mara: viewer since"), "{list}");
    assert!(list.contains("removed") && !list.contains("argon2"), "{list}");
}

#[test]
fn one_signs_in_and_out() {
    let team = Team::of_samples("signing");
    let stranger = team.stranger();
    let led = stranger.get("/events?country=MLI");
    assert_eq!(
        (led.status, led.header("location")),
        (303, Some("/sign-in?next=%2Fevents%3Fcountry%3DMLI"))
    );
    assert_eq!(stranger.get("/sign-in").status, 200);
    assert_eq!(stranger.get("/assets/workbench.css").status, 200);
    for path in ["/api/1/events", "/download", "/api/1/openapi.json"] {
        assert_eq!(stranger.get(path).status, 401, "{path}");
    }
    assert_eq!(stranger.post("/add", &[("text", "x")]).status, 401);
    let wrong = [("name", "Mara"), ("password", "not her pass phrase")];
    assert_eq!(stranger.post("/sign-in", &wrong).status, 401);

    let right = |next| [("name", "Mara"), ("password", desk::PASSWORD), ("next", next)];
    let answer = stranger.post("/sign-in", &right("/events?country=MLI"));
    assert_eq!((answer.status, answer.header("location")), (303, Some("/events?country=MLI")));
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains("Secure"), "it is not behind TLS");
    for next in ["//evil.example/", "https://evil.example/", "/\\evil.example"] {
        let answer = stranger.post("/sign-in", &right(next));
        assert_eq!(answer.header("location"), Some("/"), "{next}");
    }
    let mara = team.sign_in("Mara");
    let page = mara.get("/");
    assert!(page.status == 200 && page.body.contains("Mara") && page.body.contains("Sign out"));
    assert_eq!(mara.post("/sign-out", &[("key", "")]).status, 403);
    assert_eq!(mara.post("/sign-out", &[("key", mara.form_key())]).status, 303);
    assert_eq!(mara.get("/").status, 303, "she is out");
    let log = team.sign_in("Mara").get("/log.jsonl").body;
    for kind in ["sign-in", "sign-in-failed", "sign-out", "user-add"] {
        assert!(log.contains(&format!("\"kind\":\"{kind}\"")), "{kind}: {log}");
    }
    assert!(!log.contains("not her pass phrase"));
}

#[test]
fn each_role_may_do_its_part_and_no_more() {
    let team = Team::of_samples("roles");
    let event = team.sign_in("Mara").event("/api/1/events?limit=1");
    let (merge, judge) = (format!("/events/{event}/merge"), format!("/claims/{event}/judge"));
    // 400: the form was let through, and is wanting.
    for (name, seen, sent) in [
        ("Dora", ["/events"].as_slice(), [].as_slice()),
        ("Vera", &["/reports/r1", "/sources", "/decisions", "/review"], &[]),
        ("Rosa", &["/reports/r1"], &[judge.as_str()]),
        ("Edda", &["/add", "/log"], &[judge.as_str(), merge.as_str()]),
        ("Mara", &["/people", "/add"], &[judge.as_str(), merge.as_str(), "/people"]),
    ] {
        let visitor = team.sign_in(name);
        for path in ["/", "/events", "/account", "/download", "/api/1/points"].iter().chain(seen) {
            assert_eq!(visitor.get(path).status, 200, "{name} {path}");
        }
        let key = visitor.form_key();
        for path in [judge.as_str(), merge.as_str(), "/people"] {
            let expected = if sent.contains(&path) { 400 } else { 403 };
            assert_eq!(visitor.post(path, &[("key", &key)]).status, expected, "{name} {path}");
        }
        let page = visitor.get(&format!("/events/{event}")).body;
        assert_eq!(page.contains("/merge\""), sent.contains(&merge.as_str()), "{name}");
        assert_eq!(page.contains("is it right?"), sent.contains(&judge.as_str()), "{name}");
        let links = visitor.get("/").body;
        for path in ["/reports", "/add", "/log", "/people"] {
            let is_shown = links.contains(&format!("href=\"{path}\""));
            assert_eq!(is_shown, visitor.get(path).status == 200, "{name} {path}");
        }
    }
}

#[test]
fn the_data_role_sees_no_words() {
    let team = Team::of_reports(
        "data",
        r#"{"id": "x", "title": "Dawn raid at Marram", "outlet": "Lake Wire", "published": "2024-03-02", "language": "en", "text": "Gunmen killed three traders in Gao on Friday, as a bitter wind blew, the governor said."}"#,
    );
    let (vera, dora) = (team.sign_in("Vera"), team.sign_in("Dora"));
    let event = vera.event("/api/1/events?limit=1");
    for path in [
        format!("/events/{event}"),
        format!("/api/1/events/{event}"),
        "/api/1/events".to_owned(),
        "/download?quotes=full&profile=internal".to_owned(),
        "/download?format=brief&quotes=full&profile=internal".to_owned(),
        "/download?format=annotations&quotes=full&profile=internal".to_owned(),
    ] {
        let (words, none) = (vera.get(&path), dora.get(&path));
        assert!(words.body.contains("bitter wind"), "{path}: {}", words.body);
        assert_eq!(none.status, 200, "{path}");
        for word in ["bitter wind", "Dawn raid"] {
            assert!(!none.body.contains(word), "{path}: {word} in {}", none.body);
        }
    }
    for path in ["/reports", "/reports/r1", "/api/1/reports/r1", "/events?text=market", "/sources"]
    {
        assert_eq!(dora.get(path).status, 403, "{path}");
    }
}

#[test]
fn owners_keep_people_and_everybody_their_password() {
    let team = Team::of_samples("people");
    let (mara, vera) = (team.sign_in("Mara"), team.sign_in("Vera"));
    let send = |fields: &[(&str, &str)]| {
        let key = mara.form_key();
        let fields: Vec<(&str, &str)> = [&[("key", key.as_str())], fields].concat();
        mara.post("/people", &fields).status
    };
    let added =
        [("verb", "add"), ("name", "Nils"), ("role", "viewer"), ("password", desk::PASSWORD)];
    assert_eq!((send(&added), send(&added)), (303, 400));
    let nils = team.sign_in("Nils");
    assert_eq!(nils.get("/add").status, 403);
    assert_eq!(send(&[("verb", "role"), ("name", "Nils"), ("role", "editor")]), 303);
    assert_eq!(nils.get("/add").status, 200, "the new role holds at once");
    let short = [("verb", "password"), ("name", "Nils"), ("password", "short")];
    assert_eq!(send(&short), 400);
    assert_eq!(send(&[("verb", "remove"), ("name", "Mara")]), 400, "the last owner");
    assert_eq!(send(&[("verb", "remove"), ("name", "Nils")]), 303);
    assert_eq!(nils.get("/").status, 303, "he is signed out");
    assert_eq!(team.try_in("Nils", desk::PASSWORD).status, 401);

    let key = vera.form_key();
    let other = team.sign_in("Vera");
    let change = |old, new| {
        let fields = [("key", key.as_str()), ("verb", "password"), ("old", old), ("password", new)];
        vera.post("/account", &fields).status
    };
    assert_eq!(change("not the old one", "a new pass phrase"), 400);
    assert_eq!(change(desk::PASSWORD, "a new pass phrase"), 303);
    assert_eq!((vera.get("/").status, other.get("/").status), (200, 303), "signed out elsewhere");
    assert_eq!(team.try_in("Vera", desk::PASSWORD).status, 401);
    assert_eq!(team.try_in("Vera", "a new pass phrase").status, 303);

    // Whoever finds her browser open does not guess the old one at leisure.
    let key = vera.form_key();
    let wrong: Vec<u16> = (0..6)
        .map(|number| {
            let old = format!("pass phrase {number}");
            let fields =
                [("key", key.as_str()), ("verb", "password"), ("old", &old), ("password", &old)];
            vera.post("/account", &fields).status
        })
        .collect();
    // Five a minute, of which she has had one above; a slow machine may earn her one more.
    let allowed = wrong.iter().filter(|status| **status == 400).count();
    assert!((4..=5).contains(&allowed) && wrong[5] == 429, "{wrong:?}");
    assert!(mara.get("/log.jsonl").body.contains("\"kind\":\"password-wrong\""));
}

#[test]
fn keys_open_the_api_to_programs() {
    let team = Team::of_samples("keys");
    let edda = team.sign_in("Edda");
    let make = |scope, ends| {
        let key = edda.form_key();
        let fields = [
            ("key", key.as_str()),
            ("verb", "key"),
            ("name", "map"),
            ("scope", scope),
            ("ends", ends),
        ];
        let page = edda.post("/account", &fields).body;
        let (_, rest) = page.split_once("Bearer ").unwrap_or_else(|| panic!("{page}"));
        rest.split('<').next().unwrap().to_owned()
    };
    let (read, write, old) =
        (make("read", ""), make("write", "2999-12-31"), make("read", "2020-01-01"));
    assert!(!edda.get("/account").body.contains(&read), "it is shown once");
    let program = |key: &str| team.stranger().with_key(key);
    let (reader, writer) = (program(&read), program(&write));
    for path in ["/api/1/events", "/download", "/api/1/reports/r1"] {
        assert_eq!(reader.get(path).status, 200, "{path}");
        assert_eq!(program(&old).get(path).status, 401, "{path}");
        assert_eq!(program("dateline-0").get(path).status, 401, "{path}");
    }
    for path in ["/", "/reports", "/account"] {
        assert_eq!(reader.get(path).status, 303, "{path}: a key opens no page");
    }
    let report = r#"{"id": "sent", "outlet": "Lake Wire", "language": "en", "published": "2024-03-02", "text": "Gunmen killed four people in Mopti on Friday."}"#;
    assert_eq!(reader.send_file("/api/1/reports", report).status, 403);
    assert_eq!(edda.send_file("/api/1/reports", report).status, 401, "a cookie writes no file");
    let done = |sent: &Answer| -> Value {
        assert_eq!(sent.status, 202, "{}", sent.body);
        let place = sent.json()["progress"].as_str().unwrap().to_owned();
        assert_eq!(sent.header("location"), Some(place.as_str()));
        let since = Instant::now();
        loop {
            let job = reader.get(&place).json();
            if job["done"] == true {
                assert_eq!(job["problem"], Value::Null);
                return job["added"].clone();
            }
            assert!(since.elapsed() < Duration::from_secs(60), "{job}");
            std::thread::sleep(Duration::from_millis(200));
        }
    };
    let sent = done(&writer.send_file("/api/1/reports", report));
    assert_eq!(sent[0]["outcome"], "new");
    let number = sent[0]["report"].as_str().unwrap().to_owned();
    assert_eq!(reader.get(&format!("/api/1/reports/{number}")).json()["id"], "sent");
    let again = done(&writer.send_file("/api/1/reports", report));
    assert_eq!(again[0]["outcome"], "in the store already");
    assert_eq!(reader.get("/api/1/progress/99").status, 404);

    let page = edda.get("/account").body;
    let numbers: Vec<&str> = page.split("name=\"number\" value=\"").skip(1).collect();
    for number in numbers.iter().map(|rest| rest.split('"').next().unwrap()) {
        let key = edda.form_key();
        let fields = [("key", key.as_str()), ("verb", "revoke"), ("number", number)];
        assert_eq!(edda.post("/account", &fields).status, 303);
    }
    assert_eq!(
        (reader.get("/api/1/events").status, writer.get("/api/1/events").status),
        (401, 401)
    );
}

#[test]
fn what_is_taken_away_is_in_the_log() {
    let team = Team::of_samples("downloads");
    let vera = team.sign_in("Vera");
    let rows = vera.get("/download?format=csv&profile=public&country=IRQ").body.lines().count() - 1;
    let log = team.sign_in("Mara").get("/log.jsonl").body;
    let rows_of = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let act = log.lines().map(rows_of).find(|act| act["kind"] == "download").unwrap();
    assert_eq!(
        (act["author"].as_str(), act["subject"].as_str()),
        (Some("Vera"), Some("events-csv"))
    );
    let detail: Value = serde_json::from_str(act["detail"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&detail["filters"], &detail["profile"]),
        (&"?country=IRQ".into(), &"public".into())
    );
    assert_eq!(detail["events"].as_u64(), Some(rows as u64));
}

#[test]
fn a_password_is_guessed_slowly() {
    let team = Team::of_samples("guesses");
    let guesses: Vec<u16> =
        (0..7).map(|number| team.try_in("Vera", &format!("pass phrase {number}")).status).collect();
    assert_eq!(guesses, [401, 401, 401, 401, 401, 429, 429]);
    let refused = team.try_in("Vera", desk::PASSWORD);
    assert_eq!(refused.status, 429, "not even the right one");
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=12).contains(&wait), "{wait}");
    assert_eq!(team.try_in("Mara", desk::PASSWORD).status, 303, "others are let in");
}

#[test]
fn one_who_asks_too_often_waits() {
    let team = Team::of_samples("often");
    let (vera, mara) = (team.sign_in("Vera"), team.sign_in("Mara"));
    let statuses: Vec<u16> = vera.get_many("/api/1/events?limit=1", 600);
    let refused = statuses.iter().filter(|status| **status == 429).count();
    assert!(refused > 0 && statuses[..250].iter().all(|status| *status == 200), "{statuses:?}");
    assert_eq!(mara.get("/").status, 200, "others are answered");
}
