//! `dateline serve` as an attacker meets it.

mod browser;
mod desk;
mod run;

use browser::{Answer, Browser};
use desk::Team;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

/// Markup that breaks out of text and of attributes, with a word to know it by.
fn hostile(number: u32) -> String {
    let word = word(number);
    format!("\"'><img src=x onerror={word}><script>{word}</script>")
}

/// The number in letters: digits are taken out of bylines.
fn word(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

/// Fails when a page holds markup that is not ours.
fn assert_plain(path: &str, body: &str) {
    for tag in ["<img", "<script>", "<iframe", "href=\"javascript:", "href=\"data:"] {
        assert!(!body.contains(tag), "{path}: {tag} in {body}");
    }
    for script in body.split("<script").skip(1) {
        assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{path}: {script}");
    }
}

#[test]
fn no_stored_field_is_ever_markup() {
    let folder = run::folder("hostile-fields");
    let report = |number: u32, day: &str| {
        let page = format!(
            "<html><head><title>{}</title><meta name=author content=\"{}\"></head><body><article>\
             <p>Gunmen of the {} Brigade killed three people in Gao on Friday, the {} Front said. \
             {} Residents fled across the river before the evening.</p></article></body></html>",
            escaped(&hostile(number)),
            escaped(&hostile(number + 1)),
            escaped(&hostile(number + 2)),
            escaped(&hostile(number + 3)),
            escaped(&hostile(number + 4)),
        );
        serde_json::json!({
            "id": hostile(number + 5), "html": page, "url": format!("javascript:alert({number})"),
            "outlet": hostile(number + 6), "published": day, "language": "en",
        })
    };
    let file = folder.join("<img src=x onerror=daa>.jsonl");
    fs::write(&file, format!("{}\n{}\n", report(100, "2024-03-02"), report(200, "2024-05-02")))
        .unwrap();
    let browser = Browser::of_file("hostile-fields", &file);
    let events = browser.get("/api/1/events").json();
    let ids: Vec<&str> =
        events["events"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let (author, reason) = (hostile(301), hostile(302));
    let key = browser.form_key();
    let send = |path: &str, fields: &[(&str, &str)]| {
        let own = [("key", key.as_str()), ("author", &author), ("reason", &reason)];
        let answer = browser.post(path, &[&own, fields].concat());
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    };
    let claim = events["events"][0]["claims"][0]["id"].as_str().unwrap();
    let assignee = hostile(303);
    send(&format!("/events/{}/review", ids[0]), &[("status", "ready"), ("assignee", &assignee)]);
    send(&format!("/claims/{claim}/judge"), &[("verdict", "accept")]);
    send(&format!("/events/{}/merge", ids[0]), &[("other", ids[1])]);
    let outlet: String = url::form_urlencoded::byte_serialize(hostile(106).as_bytes()).collect();
    let source = format!("/sources/outlet/{}", outlet.replace('+', "%20"));
    send(&source, &[("reliability", "F"), ("credibility", "6")]);

    let mut seen = String::new();
    let event = format!("/events/{}", ids[0]);
    for path in [
        "/",
        "/events",
        &event,
        "/reports",
        "/reports/r1",
        "/sources",
        &source,
        "/review",
        &format!("/claims/{claim}"),
        "/decisions",
        "/log",
        "/add",
    ] {
        let answer = browser.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_plain(path, &answer.body);
        seen += &answer.body;
    }
    // Title, byline, actor, text, outlet, file, author, reason, assignee: each is shown, as text.
    for number in [100, 101, 104, 106, 300, 301, 302, 303] {
        assert!(seen.contains(&format!("onerror={}", word(number))), "{number} is shown nowhere");
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[test]
fn what_is_asked_is_never_markup() {
    let team = Team::of_samples("hostile-asked");
    let mara = team.sign_in("Mara");
    let payload = "%22%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for path in [
        "/events?text=",
        "/events?type=",
        "/events?country=",
        "/events?actor=",
        "/events?near=",
        "/events?cursor=",
        "/events?",
        "/events/",
        "/reports/",
        "/reports?before=",
        "/claims/",
        "/download?format=",
        "/review?assignee=",
        "/sources/outlet/",
        "/assets/",
        "/sign-in?next=/",
        "/",
        "/log?before=",
    ] {
        let answer = mara.get(&format!("{path}{payload}"));
        assert!(answer.status < 500, "{path}: {}", answer.body);
        assert_plain(path, &answer.body);
    }
    let key = mara.form_key();
    let name = hostile(1);
    let add = [
        ("key", key.as_str()),
        ("verb", "add"),
        ("name", &name[..40]),
        ("role", "viewer"),
        ("password", desk::PASSWORD),
    ];
    assert_eq!(mara.post("/people", &add).status, 303);
    let guest = team.sign_in(&name[..40]);
    let event = format!("/events/{}", mara.event("/api/1/events?limit=1"));
    assert_eq!(guest.get(&event).status, 200);
    for path in [event.as_str(), "/review"] {
        let body = mara.get(path).body;
        assert!(body.contains("eing viewed by"), "{path}: {body}");
        assert_plain(path, &body);
    }
    let made = [("key", key.as_str()), ("verb", "key"), ("name", &name), ("scope", "read")];
    assert_plain("/account", &mara.post("/account", &made).body);
    assert_eq!(team.try_in(&name, "a wrong pass phrase").status, 401);
    for path in ["/people", "/account", "/log"] {
        let body = mara.get(path).body;
        assert!(body.contains("onerror="), "{path}: {body}");
        assert_plain(path, &body);
    }
}

#[test]
fn forms_of_others_do_nothing() {
    let team = Team::of_samples("hostile-forms");
    let (mara, edda) = (team.sign_in("Mara"), team.sign_in("Edda"));
    let events = mara.get("/api/1/events?limit=2").json();
    let id = |number: usize| events["events"][number]["id"].as_str().unwrap().to_owned();
    let merge = format!("/events/{}/merge", id(0));
    let other = id(1);
    let fields = |key: &str| {
        let (author, reason) = (("author", "Edda"), ("reason", "the same raid"));
        let fields = [("key", key), ("other", &other), author, reason];
        fields.map(|(name, value)| (name, value.to_owned()))
    };
    for key in ["", "0", &edda.form_key()] {
        assert_eq!(mara.post(&merge, &fields(key)).status, 403, "{key:?}");
    }
    let key = mara.form_key();
    for header in [
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        assert_eq!(mara.post_with(&merge, header, &fields(&key)).status, 403, "{header}");
    }
    assert!(mara.get("/decisions").body.contains("Nobody has decided"));
    let ours = format!("Origin: http://127.0.0.1:{}", mara.port());
    assert_eq!(mara.post_with(&merge, &ours, &fields(&key)).status, 303);
    let decisions = mara.get("/decisions").body;
    assert!(decisions.contains("are one event"));
    assert!(!decisions.contains("Edda"), "nobody signs with another's name: {decisions}");
    let covered = [("key", key.as_str()), ("cover", "1")];
    let away = mara.post_with("/care", "Referer: https://evil.example//evil.example/", &covered);
    assert_eq!((away.status, away.header("location")), (303, Some("/")));
    assert_eq!(mara.post("/care", &covered[1..]).status, 403);
    let signed = [("name", "Mara"), ("password", desk::PASSWORD)];
    let foreign = "Origin: https://evil.example";
    assert_eq!(team.stranger().post_with("/sign-in", foreign, &signed).status, 403);
}

#[test]
fn only_our_names_are_answered() {
    let browser = Browser::of_samples("hostile-host");
    let ours = format!("127.0.0.1:{}", browser.port());
    for host in
        ["evil.example", "", "127.0.0.1:1", &format!("{ours}.evil.example"), &format!("x@{ours}")]
    {
        let status = browser.get_as("/", host).status;
        assert!(matches!(status, 400 | 403), "{host:?}: {status}");
    }
    let is_refused = |request: String| {
        let answer = browser.raw(request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 40"), "{request}: {answer}");
    };
    let head = browser.head("GET /");
    is_refused(format!("{head}Host: evil.example\r\n\r\n"));
    is_refused(format!("{}\r\n", browser.head("GET http://evil.example/")));
    is_refused("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned());
}

#[test]
fn no_path_leads_to_files() {
    let browser = Browser::of_samples("hostile-paths");
    for path in [
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/../Cargo.toml",
        "/assets/%2fetc%2fpasswd",
        "/assets//etc/passwd",
        "/assets/..%5c..%5cCargo.toml",
        "/assets/workbench.css%00.png",
        "/assets/",
        "//etc/passwd",
        "/reports/..%2f..%2fa.db",
        "/reports/r1%2f..%2f..",
        "/events/..%2fa.db",
        "/sources/outlet/..%2f..%2fa.db/x",
        "/download/../../a.db",
        "/api/1/reports/..%2f..%2fa.db",
        "/api/1/../../etc/passwd",
    ] {
        let answer = browser.get(path);
        assert!(matches!(answer.status, 400 | 403 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("root:") && !answer.body.contains("[package]"), "{path}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let browser = Browser::of_samples("hostile-sizes");
    let status = |request: String| browser.raw(request.as_bytes())[9..12].to_owned();
    let letters = |number: usize| "x".repeat(number);
    let long =
        status(format!("{}\r\n", browser.head(&format!("GET /events?text={}", letters(20_000)))));
    assert!(["200", "400", "414"].contains(&long.as_str()), "{long}");
    let longer =
        status(format!("{}\r\n", browser.head(&format!("GET /events?text={}", letters(80_000)))));
    assert!(["414", "431"].contains(&longer.as_str()), "{longer}");
    let head = browser.head("GET /");
    assert_eq!(status(format!("{head}X-Long: {}\r\n\r\n", letters(70_000))), "431");
    let lines: String = (0..500).map(|number| format!("X-{number}: x\r\n")).collect();
    assert_eq!(status(format!("{head}{lines}\r\n")), "431");
    let cookies: String = (0..2000).map(|number| format!("c{number}=x; ")).collect();
    assert_eq!(status(format!("{head}Cookie: {cookies}\r\n\r\n")), "200", "cookies of others");

    let key = browser.form_key();
    let huge = letters(33 << 20);
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!("{}{}--b--\r\n", part("key", &key), part("text", &huge));
    let head = browser.head("POST /add");
    let kind = "Content-Type: multipart/form-data; boundary=b";
    let length = body.len();
    assert_eq!(status(format!("{head}{kind}\r\nContent-Length: {length}\r\n\r\n{body}")), "413");
    assert_eq!(browser.post("/decisions/1/undo", &[("reason", letters(1 << 20))]).status, 413);
}

#[test]
fn odd_requests_are_told_so() {
    let browser = Browser::of_samples("hostile-odd");
    for method in ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        let answer =
            browser.raw(format!("{}\r\n", browser.head(&format!("{method} /events"))).as_bytes());
        assert!(answer.starts_with("HTTP/1.1 405") || method == "CONNECT", "{method}: {answer}");
        assert!(!answer.contains(" 200 "), "{method}: {answer}");
    }
    for (line, status) in
        [("POST /events", "405"), ("GET /events/x/merge", "405"), ("HEAD /events", "200")]
    {
        let answer = browser.raw(format!("{}\r\n", browser.head(line)).as_bytes());
        assert_eq!(&answer[9..12], status, "{line}: {answer}");
    }
    for path in [
        "/events?text=%FF%FE",
        "/events?text=%00",
        "/events?text=%22",
        "/events?text=((((*",
        "/events?%FF=%FF",
        "/events?text=a%20NEAR(b",
        "/events?near=NaN,NaN,NaN",
        "/events?bbox=1e999,0,0,0",
        "/events?origins=99999999999999999999",
        "/events?limit=-1",
        "/events?cursor=%FF",
        "/events/%FF",
        "/reports/r99999999999999999999",
        "/reports/r-1",
        "/claims/%00",
        "/sources/outlet/%FF",
        "/api/1/events?limit=99999999999999999999",
        "/api/1/reports/r1?version=99999999999",
        "/events?since=9999-12-31&until=0000-01-01",
        "/review?status=%FF",
        "/log?before=%FF",
        "/events?cursor=99999999999999999999~e0000000000001",
        "/events?sort=added&cursor=%F0%9F%92%A5~e0000000000001",
        "/events?since=%3Cscript%3E",
        "/api/1/presence/%FF",
        "/api/1/claims/%00",
        "/api/1/reviews?status=%FF&cursor=x",
        "/api/1/sources?kind=%3Cscript%3E",
        "/api/1/sources/outlet/%FF",
        "/api/1/progress/99999999999999999999",
        "/api/1/points?limit=0",
        "/api/1/tally?by=month&text=((((*",
    ] {
        let status = browser.get(path).status;
        assert!(matches!(status, 200 | 303 | 400 | 404), "{path}: {status}");
    }
    let mut bytes = browser.head("GET /events?text=x").into_bytes();
    bytes[17] = 0xff;
    bytes.extend(b"\r\n");
    let answer = browser.raw(&bytes);
    assert!(answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// Reads until the other side closes, and tells how long that took.
fn until_closed(mut stream: TcpStream, since: Instant) -> Duration {
    stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
    since.elapsed()
}

#[test]
fn slow_clients_are_cut_off_and_hold_nobody_up() {
    let browser = Browser::of_samples("hostile-slow");
    let connect = || TcpStream::connect(("127.0.0.1", browser.port())).unwrap();
    let since = Instant::now();
    let begun = |head: &str| {
        let mut stream = connect();
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    let head = browser.head("POST /decisions/1/undo");
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n";
    let mut slow: Vec<TcpStream> = (0..100).map(|_| begun("GET / HTTP/1.1\r\nHost: ")).collect();
    slow.extend((0..100).map(|_| begun(&format!("{head}{form}key="))));
    slow.extend((0..20).map(|_| connect()));
    let asked = Instant::now();
    for path in ["/", "/events", "/api/1/events", "/assets/workbench.css", "/download"] {
        assert_eq!(browser.get(path).status, 200, "{path}");
    }
    assert!(asked.elapsed() < Duration::from_secs(8), "others wait {:?}", asked.elapsed());
    // They go on with a byte now and then, which does not help them.
    let mut trickling: Vec<TcpStream> = slow.iter().map(|it| it.try_clone().unwrap()).collect();
    let feeder = std::thread::spawn(move || {
        for _ in 0..15 {
            for stream in &mut trickling {
                let _ = stream.write_all(b"x");
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    for stream in slow {
        let took = until_closed(stream, since);
        assert!(took < Duration::from_secs(25), "one was kept for {took:?}");
    }
    feeder.join().unwrap();
    assert_eq!(browser.get("/").status, 200);
}

#[test]
fn a_stranger_learns_nothing() {
    let team = Team::of_samples("hostile-stranger");
    let answers = |name: &str| -> Answer { team.try_in(name, "a wrong pass phrase") };
    let (known, unknown) = (answers("Vera"), answers("Nobody"));
    assert_eq!((known.status, known.body), (unknown.status, unknown.body));
    for path in
        ["/api/1/presence/e0000000000001", "/api/1/claims/x", "/api/1/reviews", "/api/1/sources"]
    {
        assert_eq!(team.stranger().get(path).status, 401, "{path}");
    }
    for path in ["/nothing", "/events/e00000000000z", "/reports/r999", "/people"] {
        assert_eq!(team.stranger().get(path).status, 303, "{path}");
    }
    let made_up = team.stranger().with_cookie(&format!("dateline-{}=0123", team.stranger().port()));
    assert_eq!(made_up.get("/").status, 303);
}
