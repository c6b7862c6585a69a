use flate2::bufread::{GzDecoder, ZlibDecoder};
use std::io::{BufReader, Read};

/// An HTTP response as it was received.
#[derive(Default, Debug, PartialEq)]
pub struct Response {
    pub status: u16,
    /// Without parameters, in lower case; empty when not given.
    pub content_type: String,
    pub charset: Option<String>,
    pub body: Vec<u8>,
    /// What went wrong while undoing its encodings.
    pub problem: Option<String>,
}

/// Parses a response whose head and body are in `bytes`; the body is unpacked up to `limit` bytes.
pub fn parse(bytes: &[u8], limit: usize) -> Option<Response> {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut head = httparse::Response::new(&mut headers);
    let Ok(httparse::Status::Complete(length)) = head.parse(bytes) else { return None };
    let header = |name: &str| {
        let found = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).into_owned())
    };
    let (content_type, charset) = content_type(&header("content-type").unwrap_or_default());
    let mut response =
        Response { status: head.code?, content_type, charset, ..Response::default() };
    let is_chunked =
        header("transfer-encoding").is_some_and(|it| it.to_ascii_lowercase().contains("chunked"));
    // Archives often keep the header but store the body already joined.
    let joined = is_chunked.then(|| joined(&bytes[length..])).flatten();
    let body = joined.unwrap_or_else(|| bytes[length..].to_vec());
    let encoding = header("content-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    (response.body, response.problem) = unpacked(body, &encoding, limit);
    Some(response)
}

/// A `Content-Type` header's type and charset.
pub fn content_type(header: &str) -> (String, Option<String>) {
    let mut parts = header.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim_matches([' ', '"', '\'']).to_owned())
    });
    (kind, charset)
}

/// The body that was sent in chunks; none when it is not in chunks.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            return (!out.is_empty()).then_some(out);
        };
        let size = usize::try_from(size).ok()?;
        if size == 0 {
            return Some(out);
        }
        let end = start.checked_add(size)?.min(rest.len());
        out.extend_from_slice(&rest[start..end]);
        rest = rest[end..].strip_prefix(b"\r\n").unwrap_or(&rest[end..]);
    }
}

fn unpacked(body: Vec<u8>, encoding: &str, limit: usize) -> (Vec<u8>, Option<String>) {
    let mut reader: Box<dyn Read + '_> = match encoding {
        "" | "identity" => return (body, None),
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            Box::new(GzDecoder::new(BufReader::new(&body[..])))
        }
        "deflate" => Box::new(ZlibDecoder::new(BufReader::new(&body[..]))),
        "gzip" | "x-gzip" => return (body, None),
        other => {
            let problem = format!("content encoding {other:?} is not known; fetch it without");
            return (Vec::new(), Some(problem));
        }
    };
    let mut out = Vec::new();
    let error = reader.by_ref().take(limit as u64).read_to_end(&mut out).err();
    drop(reader);
    (
        out,
        error.map(|error| {
            format!("the {encoding} data is damaged ({error}); it was read up to there")
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset=\"latin1\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n2;x=y\r\nbc\r\n0\r\n\r\n";
        let response = parse(bytes, 100).unwrap();
        assert_eq!(response.body, b"<p>abc");
        assert_eq!(
            (response.status, response.content_type.as_str(), response.charset.as_deref()),
            (200, "text/html", Some("latin1"))
        );
    }

    #[test]
    fn a_body_said_to_be_in_chunks_but_joined_already_is_kept() {
        let bytes = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>abc";
        assert_eq!(parse(bytes, 100).unwrap().body, b"<p>abc");
        assert_eq!(parse(b"nothing", 100), None);
    }
}
