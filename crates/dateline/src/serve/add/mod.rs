//! `/add`: a report pasted, or a file of reports, read and linked like any other.

mod given;
mod take;

use super::{
    desk::Desk,
    form::Form,
    frame::{Frame, page, some},
    refusal::Refusal,
};
use askama::Template;
use axum::{
    extract::Multipart,
    response::{IntoResponse, Redirect, Response},
};
use take::{Added, take};

#[derive(Template)]
#[template(path = "add.html")]
struct Page {
    frame: Frame,
    heading: String,
    added: Vec<Added>,
}

/// The form.
///
/// # Errors
/// None in practice.
pub async fn form(desk: Desk) -> Result<Response, Refusal> {
    let frame = desk.frame("add");
    page(&Page { frame, heading: "Add reports".to_owned(), added: Vec::new() })
}

/// What was sent: a file's name and bytes.
struct Upload {
    name: String,
    bytes: Vec<u8>,
}

/// Reads what was sent. A single new report is shown, of several what became of each.
///
/// # Errors
/// When nothing was sent that can be read, or the store cannot be written.
pub async fn add(desk: Desk, sent: Multipart) -> Result<Response, Refusal> {
    let (pairs, upload) = parts(sent).await?;
    let form = Form::of(&desk, pairs)?;
    let work = move |desk: &Desk, store: &mut _| {
        let reports = given::reports(&form, upload)?;
        let added = take(desk, store, reports)?;
        if let [Added { report: Some(report), .. }] = &added[..] {
            return Ok(Redirect::to(&format!("/reports/{report}")).into_response());
        }
        let heading = format!("{} received", some(added.len() as u64, "report"));
        page(&Page { frame: desk.frame("add"), heading, added })
    };
    desk.change(work).await
}

/// The fields of a form that carries a file, and the file.
async fn parts(mut sent: Multipart) -> Result<(Vec<(String, String)>, Option<Upload>), Refusal> {
    let broken =
        |error: axum::extract::multipart::MultipartError| Refusal::wrong(error.body_text());
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
