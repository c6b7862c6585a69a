use std::io::{self, BufRead};

/// What was read up to a limit.
#[derive(Default)]
pub struct Taken {
    pub bytes: Vec<u8>,
    /// There was more than the limit.
    pub cut: bool,
    /// Reading ended with this error.
    pub error: Option<io::Error>,
}

/// Reads until the end, an error, or `limit` bytes.
pub fn take(reader: &mut dyn BufRead, limit: usize) -> Taken {
    let mut taken = Taken::default();
    loop {
        match reader.fill_buf() {
            Ok([]) => return taken,
            Ok(more) => {
                let room = limit - taken.bytes.len();
                if room == 0 {
                    taken.cut = true;
                    return taken;
                }
                let n = more.len().min(room);
                taken.bytes.extend_from_slice(&more[..n]);
                reader.consume(n);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                taken.error = Some(error);
                return taken;
            }
        }
    }
}

/// One line, without its line break; `None` at the end. A line longer than `limit` is returned cut,
/// and its rest is skipped, up to `skip` bytes: past those, the input counts as ended.
pub fn line(reader: &mut dyn BufRead, limit: usize, skip: u64) -> Option<Taken> {
    let mut taken = Taken::default();
    let mut skipped = 0u64;
    loop {
        let more = match reader.fill_buf() {
            Ok([]) => return (!taken.bytes.is_empty() || taken.cut).then_some(taken),
            Ok(more) => more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                taken.error = Some(error);
                return Some(taken);
            }
        };
        let end = memchr::memchr(b'\n', more);
        let part = &more[..end.unwrap_or(more.len())];
        let kept = part.len().min(limit - taken.bytes.len());
        taken.bytes.extend_from_slice(&part[..kept]);
        taken.cut |= kept < part.len();
        skipped += (part.len() - kept) as u64;
        let consumed = part.len() + usize::from(end.is_some());
        reader.consume(consumed);
        if end.is_some() {
            return Some(taken);
        }
        if skipped > skip {
            let message =
                format!("a line goes on for more than {skip} bytes; the input was given up there");
            taken.error = Some(io::Error::new(io::ErrorKind::InvalidData, message));
            return Some(taken);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read};

    #[test]
    fn long_lines_are_cut_and_the_next_is_whole() {
        let text = format!("a\n{}\nb", "x".repeat(100_000));
        let mut reader = text.as_bytes();
        let mut lines = std::iter::from_fn(|| line(&mut reader, 10, u64::MAX));
        assert_eq!(lines.next().unwrap().bytes, b"a");
        let long = lines.next().unwrap();
        assert!(long.cut && long.bytes.len() == 10);
        assert_eq!(lines.next().unwrap().bytes, b"b");
        assert!(lines.next().is_none());
    }

    #[test]
    fn an_endless_line_is_given_up() {
        let mut endless = BufReader::new(io::repeat(b'x'));
        let found = line(&mut endless, 10, 1 << 20).unwrap();
        assert!(found.cut && found.error.is_some());
        let taken = take(&mut BufReader::new(io::repeat(b'x').take(1 << 40)), 1000);
        assert!(taken.cut && taken.bytes.len() == 1000);
    }
}
