use super::{
    Body, Encoded, Hints, Limits, Meter, Report,
    bounded::{self, Taken},
    feed, fetch,
    format::Format,
    gzip, jsonl, warc,
};
use anyhow::Result;
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _},
};

/// Reports one after the other, read as they are asked for.
type Reports = Box<dyn Iterator<Item = Report> + Send>;

/// The reports of every input, in order.
pub fn reports(inputs: Vec<String>, hints: Hints) -> impl Iterator<Item = Report> + Send {
    let (limits, meter) = (Limits::default(), Meter::default());
    let of_input = {
        let meter = meter.clone();
        move |input: String| of_input(&input, limits, &meter)
    };
    inputs.into_iter().flat_map(of_input).map(move |mut report| {
        report.hints = hints.clone();
        report.taken = meter.taken();
        report
    })
}

fn of_input(input: &str, limits: Limits, meter: &Meter) -> Reports {
    if input == "-" {
        return of_stream(BufReader::new(io::stdin()), input, limits);
    }
    if input.starts_with("http://") || input.starts_with("https://") {
        return fetched(input, limits);
    }
    of_path(input, 0, limits, meter)
}

fn of_path(path: &str, depth: usize, limits: Limits, meter: &Meter) -> Reports {
    let kind = match fs::metadata(path) {
        Ok(kind) => kind,
        Err(error) => return one(Report::failed(path, &error.to_string())),
    };
    if kind.is_dir() {
        return of_folder(path, depth, limits, meter);
    }
    // A pipe or a device among files would be waited for without end.
    if depth > 0 && !kind.is_file() {
        return one(Report::failed(path, "neither a file nor a folder; leave it out"));
    }
    match File::open(path) {
        Ok(file) => of_stream(BufReader::with_capacity(1 << 16, meter.of(file)), path, limits),
        Err(error) => one(Report::failed(path, &error.to_string())),
    }
}

/// Every file under the folder, by name. Left out are names that start with a dot, and links to
/// folders, which may lead in circles.
fn of_folder(folder: &str, depth: usize, limits: Limits, meter: &Meter) -> Reports {
    if depth >= limits.depth {
        return one(Report::failed(folder, "folders are nested too deeply; name this one itself"));
    }
    let paths = match paths_in(folder) {
        Ok(paths) => paths,
        Err(error) => return one(Report::failed(folder, &error.to_string())),
    };
    let meter = meter.clone();
    Box::new(paths.into_iter().flat_map(move |path| of_path(&path, depth + 1, limits, &meter)))
}

fn paths_in(folder: &str) -> io::Result<Vec<String>> {
    let mut paths: Vec<String> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .filter(|entry| !is_link_to_folder(entry))
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .collect();
    paths.sort();
    Ok(paths)
}

/// The bytes in the files that the inputs name, as they lie on the disk; none when an input has no
/// length, as standard input and addresses have not.
pub fn size(inputs: &[String]) -> Option<u64> {
    inputs.iter().map(|input| size_of(input, 0)).sum()
}

fn size_of(path: &str, depth: usize) -> Option<u64> {
    let Ok(kind) = fs::metadata(path) else {
        return (path != "-" && !path.contains("://")).then_some(0);
    };
    if !kind.is_dir() {
        return Some(if kind.is_file() { kind.len() } else { 0 });
    }
    if depth >= Limits::default().depth {
        return Some(0);
    }
    paths_in(path).unwrap_or_default().iter().map(|path| size_of(path, depth + 1)).sum()
}

fn is_link_to_folder(entry: &fs::DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir()
}

/// The reports in a stream of bytes, named `name`.
pub fn of_stream(reader: impl BufRead + Send + 'static, name: &str, limits: Limits) -> Reports {
    let (head, reader) = gzip::unpacked(reader, limits);
    of_format(Format::of(&head, name), reader, name, limits)
}

/// The reports in bytes that were received whole.
pub fn of_taken(taken: Taken, charset: Option<&str>, name: &str, limits: Limits) -> Reports {
    let format = Format::of(&taken.bytes[..taken.bytes.len().min(1 << 14)], name);
    match format {
        Format::Feed => feed::reports(taken, name),
        Format::Html | Format::Text => one(page(taken, format, charset, name)),
        _ => of_stream(io::Cursor::new(taken.bytes), name, limits),
    }
}

fn of_format(
    format: Format,
    mut reader: Box<dyn BufRead + Send>,
    name: &str,
    limits: Limits,
) -> Reports {
    match format {
        Format::JsonLines => Box::new(jsonl::reports(reader, name.to_owned(), limits)),
        Format::Warc => Box::new(warc::reports(reader, name.to_owned(), limits)),
        Format::Feed => feed::reports(bounded::take(&mut *reader, limits.feed), name),
        Format::Html => one(page(bounded::take(&mut *reader, limits.page), format, None, name)),
        Format::Text => one(page(bounded::take(&mut *reader, limits.text), format, None, name)),
        Format::Empty => {
            let error = reader.read(&mut [0]).err();
            one(Report::failed(
                name,
                &error.map_or("the input is empty".to_owned(), |it| it.to_string()),
            ))
        }
        Format::Binary(what) => {
            one(Report::failed(name, &format!("{what}; save it as text or HTML first")))
        }
    }
}

/// One page or text, as far as it could be read.
pub fn page(taken: Taken, format: Format, charset: Option<&str>, name: &str) -> Report {
    let size = taken.bytes.len() >> 20;
    let text = Encoded { bytes: taken.bytes, charset: charset.map(str::to_owned) };
    let body = if format == Format::Html { Body::Html(text) } else { Body::Text(text) };
    let mut report = Report { file: Some(name.to_owned()), body, ..Report::default() };
    if taken.cut {
        report.note(format!("longer than {size} MiB; the rest was left unread"));
    }
    if let Some(error) = taken.error {
        report.note(error.to_string());
    }
    report
}

fn one(report: Report) -> Reports {
    Box::new(std::iter::once(report))
}

/// The reports at an address, and the server's stamp on them; nothing when they are as they were.
///
/// # Errors
/// When it is not fetched.
pub fn newer(address: &str, known: &fetch::Stamp) -> Result<Option<(Reports, fetch::Stamp)>> {
    let Some(page) = fetch::fetch_newer(address, known)? else { return Ok(None) };
    let (asked, stamp) = (address.to_owned(), page.stamp.clone());
    let reports = page.reports(Limits::default()).map(move |mut report| {
        report.fetched = Some(asked.clone());
        report
    });
    Ok(Some((Box::new(reports), stamp)))
}

fn fetched(address: &str, limits: Limits) -> Reports {
    let reports = match fetch::fetch(address) {
        Ok(page) => page.reports(limits),
        Err(error) => {
            let mut report = Report::failed(address, &format!("{error:#}"));
            (report.file, report.url) = (None, Some(address.to_owned()));
            one(report)
        }
    };
    let asked = address.to_owned();
    Box::new(reports.map(move |mut report| {
        report.fetched = Some(asked.clone());
        report
    }))
}
