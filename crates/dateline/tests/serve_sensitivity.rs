//! What is too sensitive for a role is absent for it everywhere, as if it had never come.

mod browser;
mod desk;
mod run;

use browser::Browser;
use desk::Team;
use rusqlite::Connection;
use serde_json::Value;

/// Of the village of Marram, whose words no other report has. Its second sentence, and no other, tells of what the
/// other two reports of Niger tell too.
const REPORTS: &str = r#"{"id": "1", "title": "Shots at Marram", "outlet": "Lake Wire", "published": "2024-03-04", "language": "en", "text": "Gunmen killed three people in Gao, Mali, on 2 March 2024, as a bitter wind blew, Colonel Idrissa Tembely said. Rebels abducted a teacher in Agadez, Niger, on 3 March 2024, residents said."}
{"id": "2", "title": "The market of Gao", "outlet": "Dune Post", "published": "2024-03-05", "language": "en", "text": "Three people were killed by gunmen in Gao, Mali, on 2 March 2024, residents said under grey skies."}
{"id": "3", "title": "A teacher is gone", "outlet": "Desert Daily", "published": "2024-03-04", "language": "en", "text": "Rebels abducted a teacher in Agadez, Niger, on 3 March 2024, Governor Ada Sule said at noon."}
{"id": "4", "title": "Convoy hit", "outlet": "Desert Daily", "published": "2024-03-06", "language": "en", "text": "Soldiers shelled a convoy near Diffa, Niger, on 5 March 2024, the army said."}
"#;

/// What tells of the event of Gao, beside its id: titles, words, who alone says so, and where it was.
const SIGNS: [&str; 9] = [
    "Shots at Marram",
    "bitter wind",
    "The market of Gao",
    "grey skies",
    "Tembely",
    "Dune Post",
    "Gao",
    "<option value=\"MLI\"",
    "\"country\":\"MLI\"",
];

/// The roles that do not see everything, what each sees at most, and what is kept from it.
const LIMITED: [(&str, &[&str], &[&str]); 2] = [
    ("Dora", &["low", "moderate"], &["high", "severe"]),
    ("Vera", &["low", "moderate", "high"], &["severe"]),
];

struct Marked {
    team: Team,
    mara: Browser,
    /// The event of Gao, the one of Agadez that a report of it tells too, and one apart.
    gao: String,
    agadez: String,
    /// All claims of the two reports of Gao.
    claims: Vec<String>,
}

fn workbench(name: &str) -> Marked {
    let team = Team::of_reports(name, REPORTS);
    let mara = team.sign_in("Mara");
    let one = |country: &str| {
        mara.event(&format!("/api/1/events?country={country}&type=political-violence"))
    };
    let (gao, agadez) = (one("MLI"), mara.event("/api/1/events?admin1=Agadez"));
    let mut claims = Vec::new();
    for event in [&gao, &agadez] {
        let event = mara.get(&format!("/api/1/events/{event}")).json();
        let made = event["claims"].as_array().unwrap().iter();
        let theirs = made.filter(|claim| ["r1", "r2"].contains(&claim["report"].as_str().unwrap()));
        claims.extend(theirs.map(|claim| claim["id"].as_str().unwrap().to_owned()));
    }
    assert!(claims.len() >= 3 && gao != agadez, "{claims:?}");
    Marked { team, mara, gao, agadez, claims }
}

impl Marked {
    fn mark(&self, kind: &str, id: &str, level: &str) {
        let key = self.mara.form_key();
        let fields = [("key", key.as_str()), ("level", level), ("reason", "a home is shown")];
        assert_eq!(self.mara.post(&format!("/sensitivity/{kind}/{id}"), &fields).status, 303);
    }

    /// Every address that may be looked at, with what could lead to the event in it.
    fn addresses(&self) -> Vec<String> {
        let mut all: Vec<String> = [
            "/",
            "/events",
            "/events?country=MLI",
            "/events?sort=added",
            "/events?near=16.27,-0.04,50",
            "/events?place=Gao",
            "/events?source=Tembely",
            "/events?text=bitter",
            "/events?text=Marram",
            "/events?text=market",
            "/review",
            "/review?status=in-progress",
            "/review?assignee=Mara",
            "/reports",
            "/reports/r1",
            "/reports/r1?version=1",
            "/reports/r2",
            "/reports/r3",
            "/compare?a=r1&b=r2",
            "/compare?a=r3&b=r1",
            "/sources",
            "/sources?name=Dune",
            "/sources/outlet/Desert%20Daily",
            "/decisions",
            "/download?quotes=full&profile=internal",
            "/download?format=csv&quotes=full&profile=internal",
            "/download?format=brief&quotes=full&profile=internal",
            "/download?format=annotations&quotes=full&profile=internal",
            "/download?format=ftm&quotes=full&profile=public",
            "/account",
            "/land.geojson",
            "/log",
            "/log.jsonl",
            "/people",
            "/add",
            "/sign-in",
            "/assets/events.mjs",
            "/api/1/openapi.json",
            "/api/1/progress",
            "/api/1/progress/1",
            "/api/1/sources/outlet/Desert%20Daily",
            "/api/1/events",
            "/api/1/events?text=bitter",
            "/api/1/events?limit=1",
            "/api/1/points",
            "/api/1/tally?by=country",
            "/api/1/tally?by=admin1",
            "/api/1/reviews",
            "/api/1/decisions",
            "/api/1/sources?kind=outlet",
            "/api/1/sources?kind=speaker",
            "/api/1/reports/r1",
            "/api/1/reports/r2",
            "/api/1/reports/r3",
            "/api/1/reports/r1/changes?since=1",
            "/api/1/sensitivity/reports/r1",
        ]
        .map(str::to_owned)
        .into();
        for id in self.claims.iter().chain([&self.gao, &self.agadez]) {
            for place in
                ["events", "claims", "presence", "sensitivity/events", "sensitivity/claims"]
            {
                all.push(format!("/api/1/{place}/{id}"));
            }
            all.extend([format!("/events/{id}"), format!("/claims/{id}")]);
        }
        all
    }

    /// What of the event is told at any address, which is nothing.
    fn told(&self, name: &str) -> Vec<String> {
        let visitor = self.team.sign_in(name);
        let mut told = Vec::new();
        for address in self.addresses() {
            let answer = visitor.get(&address);
            assert!(answer.status < 500, "{address}: {}", answer.body);
            // What was asked for is said again in the answer.
            let asked = address.to_lowercase();
            let body = answer.body.replace(&address, "");
            let signs = SIGNS.iter().copied().chain([self.gao.as_str()]);
            let signs = signs.filter(|sign| !asked.contains(&sign.to_lowercase()));
            told.extend(
                signs.filter(|sign| body.contains(sign)).map(|sign| format!("{address}: {sign}")),
            );
        }
        told
    }
}

/// Whether an address is one of a route's, such as `/events/{id}`.
fn is_of(address: &str, route: &str) -> bool {
    let path = address.split('?').next().unwrap();
    let (parts, asked): (Vec<&str>, Vec<&str>) =
        (path.split('/').collect(), route.split('/').collect());
    let mut pairs = parts.iter().zip(&asked);
    parts.len() == asked.len() && pairs.all(|(part, asked)| asked.starts_with('{') || part == asked)
}

/// How many there are of what, as pages and the API say.
fn counts(visitor: &Browser) -> Vec<String> {
    let figures = visitor.get("/").body;
    let (_, figures) = figures.split_once("<dl class=\"figures\">").unwrap();
    let figures = figures.split("</dl>").next().unwrap().to_owned();
    let heading = visitor.get("/events").body;
    let heading = heading.split("</h1>").next().unwrap().rsplit('>').next().unwrap().to_owned();
    let points = visitor.get("/api/1/points").json()["features"].as_array().unwrap().len();
    let tally = visitor.get("/api/1/tally?by=country").body;
    vec![figures, heading, points.to_string(), tally]
}

#[test]
fn what_is_marked_is_absent_for_those_who_may_not_see_it() {
    let bench = workbench("absent");
    // Somebody looks at it, takes its review up, grades who alone tells it, and decides on it.
    let review = ["in-progress", "help-needed"];
    for status in review {
        let key = bench.mara.form_key();
        let fields =
            [("key", key.as_str()), ("status", status), ("assignee", "Mara"), ("reason", "")];
        assert_eq!(bench.mara.post(&format!("/events/{}/review", bench.gao), &fields).status, 303);
    }
    let grade = |name: &str| {
        let key = bench.mara.form_key();
        let fields = [
            ("key", key.as_str()),
            ("reliability", "B"),
            ("credibility", "2"),
            ("reason", "near grey skies"),
        ];
        assert_eq!(bench.mara.post(&format!("/sources/outlet/{name}"), &fields).status, 303);
    };
    grade("Dune%20Post");
    let split = |event: &str| {
        let key = bench.mara.form_key();
        let fields = [("key", key.as_str()), ("other", event), ("reason", "of the bitter wind")];
        assert_eq!(bench.mara.post(&format!("/events/{}/merge", bench.gao), &fields).status, 303);
        let key = bench.mara.form_key();
        assert_eq!(bench.mara.post("/decisions/1/undo", &[("key", key)]).status, 303);
    };
    let apart = bench.mara.event("/api/1/events?type=shelling");
    split(&apart);
    for (name, seen, kept) in LIMITED {
        for level in seen {
            bench.mark("events", &bench.gao, level);
            let visitor = bench.team.sign_in(name);
            assert_eq!(
                visitor.get(&format!("/events/{}", bench.gao)).status,
                200,
                "{name} {level}"
            );
            assert!(visitor.get("/events").body.contains(&bench.gao), "{name} {level}");
        }
        let with = counts(&bench.team.sign_in(name));
        for level in kept {
            bench.mark("events", &bench.gao, level);
            let told = bench.told(name);
            assert!(told.is_empty(), "{name} {level}: {told:#?}");
            let without = counts(&bench.team.sign_in(name));
            assert!(
                with.iter().zip(&without).all(|(with, without)| with != without),
                "{name} {with:?} {without:?}"
            );
        }
        // Those who see everything still do, whoever asked in between.
        for name in ["Mara", "Edda", "Rosa"] {
            let visitor = bench.team.sign_in(name);
            assert!(bench.told(name).len() > 50, "{name}");
            assert!(visitor.get("/events").body.contains(&bench.gao), "{name}");
        }
        // Once it is taken back all is as it was.
        bench.mark("events", &bench.gao, "low");
        assert_eq!(counts(&bench.team.sign_in(name)), with);
    }
}

#[test]
fn what_is_absent_is_answered_like_what_never_was() {
    let bench = workbench("never");
    bench.mark("events", &bench.gao, "severe");
    let vera = bench.team.sign_in("Vera");
    let unknown = "e000000000000";
    let answer = |address: &str, id: &str| {
        let answer = vera.get(&format!("{address}/{id}"));
        (answer.status, answer.body.replace(id, "ID"))
    };
    let addresses = [
        "/events",
        "/claims",
        "/api/1/events",
        "/api/1/claims",
        "/api/1/presence",
        "/api/1/sensitivity/events",
        "/api/1/sensitivity/claims",
    ];
    for address in addresses {
        assert_eq!(answer(address, &bench.gao), answer(address, unknown), "{address}");
    }
    for address in ["/reports", "/api/1/reports", "/api/1/sensitivity/reports"] {
        assert_eq!(answer(address, "r1"), answer(address, "r99"), "{address}");
    }
    assert_eq!(answer("/compare?a=r3&b=r1&", "").0, 404);
    let graded = |name: &str| {
        answer("/sources/outlet", name)
            .1
            .replace(name, "ID")
            .replace(&name.replace("%20", "+"), "ID")
            .replace(&name.replace("%20", " "), "ID")
    };
    assert_eq!(graded("Dune%20Post"), graded("No%20Post"));
    // Nor does anybody learn that others look at it.
    assert_eq!(bench.mara.get(&format!("/events/{}", bench.gao)).status, 200);
    assert_eq!(answer("/api/1/presence", &bench.gao).0, 404);
    // A map that a browser kept is asked for anew.
    let points =
        |browser: &Browser| browser.get("/api/1/points").header("etag").unwrap().to_owned();
    assert_ne!(points(&vera), points(&bench.mara));
}

#[test]
fn an_event_that_rests_on_such_a_report_too_is_told_without_its_words() {
    let bench = workbench("partly");
    bench.mark("events", &bench.gao, "severe");
    let vera = bench.team.sign_in("Vera");
    let address = format!("/api/1/events/{}", bench.agadez);
    let (seen, all) = (vera.get(&address).json(), bench.mara.get(&address).json());
    for field in ["id", "type", "place", "occurred", "standing", "roles"] {
        assert_eq!(seen[field], all[field], "{field}");
    }
    let sentences = |event: &Value, report: &str| -> Vec<String> {
        let claims = event["claims"].as_array().unwrap().iter();
        let theirs = claims.filter(|claim| claim["report"] == report);
        theirs.map(|claim| claim["sentence"]["quote"].as_str().unwrap().to_owned()).collect()
    };
    assert!(sentences(&seen, "r1").iter().all(String::is_empty), "{seen}");
    assert!(!sentences(&all, "r1").iter().all(String::is_empty), "{all}");
    assert_eq!(sentences(&seen, "r3"), sentences(&all, "r3"));
    assert!(!sentences(&seen, "r3").is_empty(), "{seen}");
    let page = vera.get(&format!("/events/{}", bench.agadez));
    assert!(page.status == 200 && !page.body.contains("/reports/r1"), "{}", page.body);
    assert!(page.body.contains("/reports/r3") && page.body.contains("at noon"));
}

/// It comes to rest on one when such a report is changed: nobody marks anything anew.
#[test]
fn what_such_a_report_tells_later_is_told_without_its_words_too() {
    let bench = workbench("later");
    bench.mark("events", &bench.gao, "severe");
    let vera = bench.team.sign_in("Vera");
    let convoy = bench.mara.event("/api/1/events?type=shelling");
    let address = format!("/api/1/events/{convoy}");
    assert!(vera.get(&address).json()["reports"].as_array().unwrap().len() == 1);
    let again = r#"{"id": "2", "title": "The market of Gao", "outlet": "Dune Post", "published": "2024-03-06", "language": "en", "text": "Three people were killed by gunmen in Gao, Mali, on 2 March 2024, residents said under grey skies. Soldiers shelled a convoy near Diffa, Niger, on 5 March 2024, beneath grey skies, the army said."}"#;
    let file = run::folder("sensitivity-later").join("again.jsonl");
    std::fs::write(&file, again).unwrap();
    let added = bench.mara.run(&["add", "--quiet", "--model", "none", file.to_str().unwrap()]);
    assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
    let all = bench.mara.get(&address).body;
    assert!(all.contains("beneath grey skies") && all.contains("The market of Gao"), "{all}");
    for address in [address, "/api/1/events".to_owned(), format!("/events/{convoy}")] {
        let seen = vera.get(&address);
        assert!(seen.status == 200 && seen.body.contains(&convoy), "{address}: {}", seen.body);
        assert!(!seen.body.contains("grey skies") && !seen.body.contains("market of"), "{address}");
    }
}

#[test]
fn a_marked_report_is_absent_with_all_that_it_tells() {
    let bench = workbench("report");
    bench.mark("reports", "r4", "severe");
    let vera = bench.team.sign_in("Vera");
    assert_eq!(vera.get("/reports/r4").status, 404);
    assert!(!vera.get("/reports").body.contains("Convoy hit"));
    assert_eq!(vera.get("/api/1/events?type=shelling").json()["events"], serde_json::json!([]));
    let dora = bench.team.sign_in("Dora");
    assert!(
        !dora.get("/events").body.contains("Diffa")
            && bench.mara.get("/events").body.contains("Diffa")
    );
}

/// What is said by another program, as `dateline mark` is one, holds with the next page.
#[test]
fn what_others_mark_meanwhile_holds_at_once() {
    let bench = workbench("meanwhile");
    let vera = bench.team.sign_in("Vera");
    let address = format!("/events/{}", bench.gao);
    assert_eq!(vera.get(&address).status, 200);
    assert!(vera.get("/events").body.contains(&bench.gao));
    let store = Connection::open(bench.mara.store()).unwrap();
    let mark = |level: u8| {
        let sql = "INSERT INTO mark (report, claim, level, author, reason, at) VALUES (2, NULL, ?, 'Mara', 'x', '')";
        store.execute(sql, [level]).unwrap();
    };
    for (level, status) in [(3, 404), (2, 200), (3, 404), (0, 200)] {
        mark(level);
        assert_eq!(vera.get(&address).status, status, "{level}");
        assert_eq!(vera.get("/events").body.contains(&bench.gao), status == 200, "{level}");
    }
}

/// A page or an API address that comes later is to be looked at here too.
#[test]
fn every_address_is_looked_at() {
    let bench = workbench("addresses");
    let looked_at = bench.addresses();
    let routes = include_str!("../src/serve/routes.rs").to_owned();
    let api = include_str!("../src/serve/api/mod.rs").replace("route(\"", "route(\"/api/1");
    let mut seen = 0;
    for line in
        [routes, api].iter().flat_map(|file| file.lines()).filter(|line| line.contains("get("))
    {
        let Some((_, rest)) = line.split_once("route(\"") else { continue };
        let route = rest.split('"').next().unwrap();
        assert!(looked_at.iter().any(|address| is_of(address, route)), "{route}");
        seen += 1;
    }
    assert!(seen > 35, "{seen}");
}
