//! As much of a browser as the workbench's tests need, on a plain connection.

#![allow(dead_code, reason = "not every test needs all of it")]

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
    store: String,
    port: u16,
    address: String,
    cookie: String,
    /// A program's key.
    key: String,
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

    /// Opens a store of what is in a file.
    pub fn of_file(name: &str, file: &Path) -> Self {
        let store = run::folder(&format!("serve-{name}")).join("a.db");
        Self::of(&store, file.to_str().unwrap())
    }

    fn of(store: &Path, input: &str) -> Self {
        store_of(store, input);
        let mut browser = Self::served(store, &[]);
        let answer = browser.get(&browser.address);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }

    /// A workbench for many, whom the store knows already; nobody is signed in.
    pub fn of_many(store: &Path) -> Self {
        Self::served(store, &["--users"])
    }

    fn served(store: &Path, options: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--model", "none", "--port", "0", "--store", store.to_str().unwrap()])
            .args(options)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        let mut stderr = BufReader::new(program.stderr.take().unwrap());
        stderr.read_line(&mut told).unwrap();
        let at = told.find("http://127.0.0.1:").unwrap_or_else(|| panic!("{told}"));
        let (host, address) = told[at + 7..].trim().split_once('/').unwrap();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        let address = format!("/{address}");
        let (store, cookie, key) = (store.display().to_string(), String::new(), String::new());
        Self { program: Some(program), store, port, address, cookie, key }
    }

    /// Another browser at the same workbench.
    pub fn without_cookie(&self) -> Self {
        let (address, cookie, key) = (String::new(), String::new(), String::new());
        Self { program: None, store: self.store.clone(), port: self.port, address, cookie, key }
    }

    /// The browser with this cookie.
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        cookie.clone_into(&mut self.cookie);
        self
    }

    /// A program with this key.
    pub fn with_key(mut self, key: &str) -> Self {
        key.clone_into(&mut self.key);
        self
    }

    /// The store that is served.
    pub fn store(&self) -> String {
        self.store.clone()
    }

    /// Where it is served.
    pub fn port(&self) -> u16 {
        self.port
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
        self.post_with(path, "Accept: */*", fields)
    }

    /// Sends a form with a header more.
    pub fn post_with(
        &self,
        path: &str,
        header: &str,
        fields: &[(impl AsRef<str>, impl AsRef<str>)],
    ) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let body = form.finish();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\n{header}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n",
            self.port,
            body.len()
        );
        self.send(&head, &body)
    }

    /// Sends these bytes, whatever they are; all that comes back.
    pub fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The head of a request by this browser, up to its last header.
    pub fn head(&self, line: &str) -> String {
        let (port, cookie) = (self.port, &self.cookie);
        format!(
            "{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n"
        )
    }

    /// Sends a file as a program does.
    pub fn send_file(&self, path: &str, body: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let length = body.len();
        let head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n");
        self.send(&head, body)
    }

    /// Sends JSON as a program does.
    pub fn send_json(&self, path: &str, body: &str) -> Answer {
        let (port, length) = (self.port, body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {length}\r\n\
             Content-Type: application/json\r\n"
        );
        self.send(&head, body)
    }

    /// Asks so many times over one connection, without waiting in between; the statuses.
    pub fn get_many(&self, path: &str, times: usize) -> Vec<u16> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
            self.port, self.cookie
        );
        (&stream).write_all(request.repeat(times).as_bytes()).unwrap();
        let take = |_| {
            let (mut status, mut length) = (0, 0);
            let mut line = String::new();
            while reader.read_line(&mut line).unwrap() > 2 {
                if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                    status = rest[..3].parse().unwrap();
                }
                if let Some(rest) = line.strip_prefix("content-length: ") {
                    length = rest.trim().parse().unwrap();
                }
                line.clear();
            }
            reader.read_exact(&mut vec![0; length]).unwrap();
            status
        };
        (0..times).map(take).collect()
    }

    /// The id of the first event of a list.
    pub fn event(&self, path: &str) -> String {
        self.get(path).json()["events"][0]["id"].as_str().unwrap().to_owned()
    }

    /// What forms made for this session carry.
    pub fn form_key(&self) -> String {
        let signed = self.get("/account");
        let page = match signed.status {
            200 => signed.body,
            _ => self.get(&format!("/events/{}", self.event("/api/1/events?limit=1"))).body,
        };
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
                    fields.push((name, attribute("value").unwrap_or_default()));
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
        let key = match self.key.as_str() {
            "" => String::new(),
            key => format!("Authorization: Bearer {key}\r\n"),
        };
        let cookie = &self.cookie;
        let request = format!("{head}{key}Cookie: {cookie}\r\nConnection: close\r\n\r\n{body}");
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

/// Makes a store of what is read in an input.
pub fn store_of(store: &Path, input: &str) {
    let store = store.to_str().unwrap();
    let added = run::dateline(&["add", "--quiet", "--model", "none", "--store", store, input]);
    assert_eq!(added.status.code(), Some(0), "{}", String::from_utf8_lossy(&added.stderr));
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
