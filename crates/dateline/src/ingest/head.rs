use std::io::{self, BufRead, BufReader, Cursor, Read};

/// Enough of an input to tell what it is.
const ENOUGH: usize = 4096;

/// The start of `reader`, and all of it again.
///
/// Waits for no more than is needed: a first row of JSON Lines is enough, so that rows can be read
/// as they are written.
pub fn peek<R: BufRead + Send + 'static>(mut reader: R) -> (Vec<u8>, Box<dyn BufRead + Send>) {
    let mut head = Vec::new();
    let mut error = None;
    while head.len() < ENOUGH && !is_row(&head) {
        match reader.fill_buf() {
            Ok([]) => break,
            Ok(more) => {
                let n = more.len();
                head.extend_from_slice(more);
                reader.consume(n);
            }
            Err(again) if again.kind() == io::ErrorKind::Interrupted => {}
            Err(other) => {
                error = Some(other);
                break;
            }
        }
    }
    let again = Cursor::new(head.clone());
    match error {
        None => (head, Box::new(again.chain(reader))),
        error => (head, Box::new(again.chain(BufReader::new(Failing(error))))),
    }
}

fn is_row(head: &[u8]) -> bool {
    head.trim_ascii_start().starts_with(b"{") && head.contains(&b'\n')
}

/// Gives its error once, then nothing.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let text = "x".repeat(10_000);
        let reader = BufReader::with_capacity(7, Cursor::new(text.clone().into_bytes()));
        let (head, mut reader) = peek(reader);
        assert!(head.len() >= ENOUGH && head.len() < 10_000);
        let mut all = String::new();
        reader.read_to_string(&mut all).unwrap();
        assert_eq!(all, text);
    }
}
