use super::{Body, Report, jsonl};
use dateline_doc::Problem;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
};

/// What the command line says of inputs that do not say it themselves.
#[derive(Clone, Default, Debug)]
pub struct Hints {
    /// EDTF.
    pub published: Option<String>,
    /// Who published them.
    pub outlet: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
}

/// The reports of every input, in order, read as they are asked for.
pub fn reports(inputs: Vec<String>, hints: Hints) -> impl Iterator<Item = Report> + Send {
    inputs.into_iter().flat_map(|input| of_input(&input)).map(move |mut report| {
        report.published = report.published.or_else(|| hints.published.clone());
        report.outlet = report.outlet.or_else(|| hints.outlet.clone());
        report.language = report.language.or_else(|| hints.language.clone());
        report
    })
}

fn of_input(input: &str) -> Box<dyn Iterator<Item = Report> + Send> {
    let reader: Box<dyn BufRead + Send> = match input {
        "-" => Box::new(BufReader::new(io::stdin())),
        path => match File::open(path) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => return Box::new(std::iter::once(failed(input, &error.to_string()))),
        },
    };
    if input.ends_with(".jsonl") || input == "-" {
        return Box::new(jsonl::reports(reader, input.to_owned()));
    }
    Box::new(std::iter::once(text(reader, input)))
}

fn text(mut reader: impl Read, input: &str) -> Report {
    let mut text = String::new();
    match reader.read_to_string(&mut text) {
        Ok(_) => {
            Report { file: Some(input.to_owned()), body: Body::Text(text), ..Report::default() }
        }
        Err(error) => failed(input, &error.to_string()),
    }
}

/// A report of which nothing could be read.
pub(super) fn failed(file: &str, message: &str) -> Report {
    let problem = Problem { message: message.to_owned(), fatal: true };
    Report { file: Some(file.to_owned()), problems: vec![problem], ..Report::default() }
}
