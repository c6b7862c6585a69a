//! As much of a browser as the workbench's tests need, on a plain connection.

use super::run;
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

/// A workbench, and the browser that opened it.
pub struct Browser {
    program: Option<Child>,
    port: u16,
    address: String,
    cookie: String,
    store: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

impl Browser {
    /// Opens a store of the samples.
    pub fn of_samples(name: &str) -> Self {
        let store = run::folder(&format!("serve-{name}")).join("a.db");
        Self::of(&store, "samples")
    }

    /// Opens a store of these JSON Lines.
    pub fn of_reports(name: &str, lines: &str) -> Self {
        let folder = run::folder(&format!("serve-{name}"));
        let reports = folder.join("reports.jsonl");
        fs::write(&reports, lines).unwrap();
        Self::of(&folder.join("a.db"), reports.to_str().unwrap())
    }

    fn of(store: &Path, input: &str) -> Self {
        let store = store.to_str().unwrap();
        let added = run::dateline(&["add", "--quiet", "--model", "none", "--store", store, input]);
        assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
        let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0", "--store", store])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        let mut stderr = BufReader::new(program.stderr.take().unwrap());
        stderr.read_line(&mut told).unwrap();
        let at = told.find("http://127.0.0.1:").unwrap_or_else(|| panic!("{told}"));
        let (host, address) = told[at + 7..].trim().split_once('/').unwrap();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        let (address, cookie) = (format!("/{address}"), String::new());
        let store = store.to_owned();
        let mut browser = Self { program: Some(program), port, address, cookie, store };
        let answer = browser.get(&browser.address);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }

    /// Another browser at the same workbench.
    pub fn without_cookie(&self) -> Self {
        let (address, cookie, store) = (String::new(), String::new(), self.store.clone());
        Self { program: None, port: self.port, address, cookie, store }
    }

    /// The address that was printed, which this browser has used.
    pub fn used_address(&self) -> String {
        self.address.clone()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_as(path, &format!("127.0.0.1:{}", self.port))
    }

    /// Asks under another name for the host.
    pub fn get_as(&self, path: &str, host: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n"), "")
    }

    pub fn post(&self, path: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let body = form.finish();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n",
            self.port,
            body.len()
        );
        self.send(&head, &body)
    }

    /// The id of the first event of a list.
    pub fn event(&self, path: &str) -> String {
        self.get(path).json()["events"][0]["id"].as_str().unwrap().to_owned()
    }

    /// What forms made for this session carry.
    pub fn form_key(&self) -> String {
        let page = self.get(&format!("/events/{}", self.event("/api/1/events?limit=1"))).body;
        let (_, rest) = page.split_once("name=\"key\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Runs a command of the program on the same store.
    #[allow(dead_code, reason = "not every test needs it")]
    pub fn run(&self, arguments: &[&str]) -> Output {
        run::dateline(&[arguments, &["--store", &self.store]].concat())
    }

    /// The fields that a browser would send of a page's form: of the one that has `mark` in it.
    #[allow(dead_code, reason = "not every test needs it")]
    pub fn form_of(&self, path: &str, mark: &str) -> Vec<(String, String)> {
        let page = self.get(path).body;
        let form = page
            .split("<form")
            .find(|form| form.contains(mark))
            .unwrap_or_else(|| panic!("{page}"));
        let form = form.split("</form>").next().unwrap();
        let mut fields = Vec::new();
        for tag in form.split('<').skip(1) {
            let (head, text) = tag.split_once('>').unwrap();
            let attribute = |name: &str| {
                let (_, rest) = head.split_once(&format!(" {name}=\""))?;
                Some(plain(rest.split('"').next().unwrap()))
            };
            let name = attribute("name");
            match (head.split([' ', '/']).next().unwrap(), name) {
                ("input", Some(name)) => {
                    fields.push((name, attribute("value").unwrap_or_default()))
                }
                ("textarea", Some(name)) => fields.push((name, plain(text))),
                ("select", Some(name)) => fields.push((name, String::new())),
                ("option", _) => {
                    let value = attribute("value").unwrap_or_else(|| plain(text));
                    let select = fields.last_mut().unwrap();
                    if head.ends_with(" selected") {
                        select.1 = value;
                    }
                }
                _ => {}
            }
        }
        fields
    }

    fn send(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!("{head}Cookie: {}\r\nConnection: close\r\n\r\n{body}", self.cookie);
        // It may have answered before it has taken all of a body that is too long.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{head}: {text}"));
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| {
            line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let headers: Vec<_> = lines.filter_map(header).collect();
        let answer = Answer { status, headers, body: body.to_owned() };
        if answer.header("transfer-encoding") == Some("chunked") {
            return Answer { body: unchunked(&answer.body), ..answer };
        }
        answer
    }
}

/// Text out of markup.
fn plain(markup: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.iter().fold(markup.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}

fn unchunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        whole.push_str(&rest[..size]);
        body = &rest[size + 2..];
        if size == 0 {
            break;
        }
    }
    whole
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(program) = &mut self.program {
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}
