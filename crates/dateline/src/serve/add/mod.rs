//! `/add`: a report pasted, or a file of reports, read and linked like any other; what is being read;
//! and the addresses that are watched.

mod given;
mod take;
mod watch;

use super::{
    asked::Asked,
    desk::Desk,
    form::Form,
    frame::{Frame, moment, page, some},
    progress::{self, Job},
    refusal::Refusal,
};
use crate::{
    ingest::Hints,
    store::{Sqlite, Watch, Watches as _},
};
use anyhow::anyhow;
use askama::Template;
use axum::{
    extract::{Multipart, RawQuery, multipart::MultipartError},
    response::{IntoResponse, Redirect, Response},
};
use std::time::{Duration, Instant};
pub use take::{Added, take};
pub use watch::watch;

#[derive(Template)]
#[template(path = "add.html")]
struct Page {
    frame: Frame,
    heading: String,
    added: Vec<Added>,
    /// What is being read.
    jobs: Vec<Job>,
    /// The address to look again at.
    again: String,
    watches: Vec<Watch>,
}

/// How long a browser waits for what it sent to be read, before it is shown how far it is: longer for
/// one report, which it is then shown.
const ONE: Duration = Duration::from_secs(20);
const MANY: Duration = Duration::from_secs(2);

/// How often it is looked meanwhile.
const LOOK: Duration = Duration::from_millis(100);

/// The form, and what became of the job that the address names.
///
/// # Errors
/// When the store cannot be read.
pub async fn form(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Refusal> {
    let asked = Asked::of(query.as_deref());
    desk.ask(move |desk, store| show(desk, store, asked.get("job").parse().ok())).await
}

fn show(desk: &Desk, store: &Sqlite, number: Option<u64>) -> Result<Response, Refusal> {
    let job = number.and_then(|number| desk.jobs.get(number));
    if let Some(Job { problem: Some(problem), .. }) = &job {
        return Err(anyhow!("{problem}").into());
    }
    let heading = match &job {
        Some(job) if job.done => format!("{} received", some(job.reports as u64, "report")),
        _ => "Add reports".to_owned(),
    };
    let mut jobs = desk.jobs.all();
    jobs.retain(|job| !job.done);
    page(&Page {
        frame: desk.frame("add"),
        heading,
        added: job.map(|job| job.added).unwrap_or_default(),
        jobs,
        again: number.map_or("/add".to_owned(), |number| format!("/add?job={number}")),
        watches: store.watches()?,
    })
}

/// What was sent: a file's name and bytes.
struct Upload {
    name: String,
    bytes: Vec<u8>,
}

/// Reads what was sent. A single new report is shown, of several what became of each; what takes
/// longer goes on without the browser.
///
/// # Errors
/// When nothing was sent that can be read, or the store cannot be written.
pub async fn add(desk: Desk, sent: Multipart) -> Result<Response, Refusal> {
    let (pairs, upload) = parts(sent).await?;
    let form = Form::of(&desk, pairs)?;
    let workbench = desk.shared();
    let begin = move |desk: &Desk, _: &Sqlite| {
        let reports = given::reports(&form, upload)?;
        Ok(progress::begin(&desk.shared(), desk.visitor.author(), reports)?)
    };
    let number = desk.ask(begin).await?;
    let begun = Instant::now();
    let job = loop {
        let job = workbench.jobs.get(number);
        let wait = job.as_ref().filter(|job| !job.done);
        match wait.map(|job| if job.reports == 1 { ONE } else { MANY }) {
            Some(wait) if begun.elapsed() < wait => tokio::time::sleep(LOOK).await,
            _ => break job,
        }
    };
    let next = match job.as_ref().map(|job| &job.added[..]) {
        Some([Added { report: Some(report), .. }]) => format!("/reports/{report}"),
        _ => format!("/add?job={number}"),
    };
    Ok(Redirect::to(&next).into_response())
}

/// Begins to read what a program sent, a file of any kind that is read: the job's number, and how many
/// reports there are.
///
/// # Errors
/// When it holds none or too many, or their date is none.
pub fn of_program(desk: &Desk, bytes: Vec<u8>, hints: &Hints) -> Result<(u64, usize), Refusal> {
    let name = "sent by a program".to_owned();
    let reports = given::of_file(Upload { name, bytes }, hints)?;
    let count = reports.len();
    if count == 0 {
        return Err(Refusal::wrong("nothing was sent that can be read"));
    }
    Ok((progress::begin(&desk.shared(), desk.visitor.author(), reports)?, count))
}

/// The fields of a form that carries a file, and the file.
async fn parts(mut sent: Multipart) -> Result<(Vec<(String, String)>, Option<Upload>), Refusal> {
    let broken = |error: MultipartError| Refusal::taken_apart(error.status(), error.body_text());
    let (mut pairs, mut upload) = (Vec::new(), None);
    while let Some(field) = sent.next_field().await.map_err(broken)? {
        let field_name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(broken)?;
        match file {
            Some(name) if !bytes.is_empty() => upload = Some(Upload { name, bytes: bytes.into() }),
            Some(_) => {}
            None => pairs.push((field_name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok((pairs, upload))
}
