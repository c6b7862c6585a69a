use super::super::Body as Content;
use super::*;
use std::{
    io::{BufRead, Write},
    net::{IpAddr, TcpListener},
    thread,
};

/// A server on this machine that answers `count` requests by path, then stops. Returns its origin.
fn serve(count: usize, answer: fn(&str) -> String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().take(count).flatten() {
            thread::spawn(move || {
                let mut lines =
                    BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                assert!(
                    head.iter()
                        .any(|line| line.to_lowercase().starts_with("user-agent: dateline/"))
                );
                let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
                let mut stream = stream;
                let _ = stream.write_all(answer(&path).as_bytes());
            });
        }
    });
    origin
}

fn ok(kind: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn to(location: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}

fn none() -> String {
    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
}

/// As for the public, but for this machine's own address.
fn here_too(address: IpAddr) -> bool {
    address.is_loopback() && address.to_string() != "127.0.0.2" || address::is_public(address)
}

fn bounds() -> Bounds {
    Bounds { policy: here_too, time: Duration::from_secs(5), ..Bounds::default() }
}

fn error(url: &str, bounds: Bounds) -> String {
    format!("{:#}", fetch_within(url, bounds).err().expect("not fetched"))
}

#[test]
fn a_page_comes_back_after_redirects() {
    let origin = serve(20, |path| match path {
        "/old" => to("/new"),
        "/new" => ok("text/html; charset=windows-1251", "<html><p>Two killed."),
        _ => none(),
    });
    let page = fetch_within(&format!("{origin}/old"), bounds()).unwrap();
    assert_eq!(
        (page.url.clone(), page.charset.as_deref()),
        (format!("{origin}/new"), Some("windows-1251"))
    );
    let reports: Vec<Report> = page.reports(Limits::default()).collect();
    assert!(
        matches!(&reports[0].body, Content::Html(html) if html.bytes.ends_with(b"Two killed."))
    );
    assert_eq!(reports[0].url.as_deref(), Some(format!("{origin}/new").as_str()));
}

#[test]
fn inside_addresses_are_refused_before_any_connection() {
    for url in [
        "http://127.0.0.1:9/",
        "http://[::1]:9/",
        "http://localhost:9/",
        "http://169.254.169.254/latest/",
        "http://0x7f.1/",
    ] {
        assert!(error(url, Bounds::default()).contains("not a public address"), "{url}");
    }
}

#[test]
fn a_redirect_inside_is_refused() {
    let origin = serve(20, |path| match path {
        "/out" => to("http://127.0.0.2:9/secret"),
        "/file" => to("file:///etc/hostname"),
        _ => none(),
    });
    assert!(
        error(&format!("{origin}/out"), bounds()).contains("127.0.0.2 is not a public address")
    );
    assert!(error(&format!("{origin}/file"), bounds()).contains("only http and https"));
}

#[test]
fn robots_are_obeyed() {
    let origin = serve(20, |path| match path {
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /private\n"),
        _ => ok("text/html", "<p>x"),
    });
    assert!(error(&format!("{origin}/private/1"), bounds()).contains("robots.txt forbids"));
    assert!(fetch_within(&format!("{origin}/open"), bounds()).is_ok());
}

#[test]
fn redirects_bytes_and_time_are_capped() {
    let origin = serve(60, |path| match path {
        "/loop" => to("/loop"),
        "/robots.txt" => none(),
        "/long" => ok("text/html", &format!("<p>{}", "x".repeat(100_000))),
        _ => {
            thread::sleep(Duration::from_secs(3));
            none()
        }
    });
    assert!(error(&format!("{origin}/loop"), bounds()).contains("more than 5 redirects"));
    let page = fetch_within(&format!("{origin}/long"), Bounds { page: 1000, ..bounds() }).unwrap();
    assert!(page.taken.cut && page.taken.bytes.len() == 1000);
    let hurried = Bounds { time: Duration::from_millis(300), ..bounds() };
    assert!(error(&format!("{origin}/slow"), hurried).contains("timeout"));
}

#[test]
fn passwords_and_other_schemes_are_refused() {
    assert!(error("http://user:word@a.example/", bounds()).contains("password"));
    assert!(error("ftp://a.example/", bounds()).contains("only http and https"));
}

#[test]
fn what_is_as_it_was_is_not_sent_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/feed", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().take(6).flatten() {
            let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let says = |line: &str| head.iter().any(|it| it.eq_ignore_ascii_case(line));
            let is_known = says("if-none-match: \"7\"")
                && says("if-modified-since: Sat, 02 Mar 2024 10:00:00 GMT");
            let answer = if head[0].contains("robots.txt") {
                none()
            } else if is_known {
                "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_owned()
            } else {
                let stamp =
                    "ETag: \"7\"\r\nLast-Modified: Sat, 02 Mar 2024 10:00:00 GMT\r\nConnection";
                ok("text/html", "<p>Two killed.").replacen("Connection", stamp, 1)
            };
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    let first = newer_within(&url, &Stamp::default(), bounds()).unwrap().unwrap();
    assert_eq!(first.stamp.etag.as_deref(), Some("\"7\""));
    assert!(newer_within(&url, &first.stamp, bounds()).unwrap().is_none());
    let other = Stamp { etag: Some("\"6\"".to_owned()), modified: None };
    assert!(newer_within(&url, &other, bounds()).unwrap().is_some());
}
