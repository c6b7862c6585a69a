use super::{Limits, head::peek};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// Unpacks gzip of one or more members, and stops at a bomb.
pub struct Gunzip<R: Read> {
    decoder: MultiGzDecoder<BufReader<Counting<R>>>,
    out: u64,
    limits: Limits,
}

/// Whether `head` starts as gzip does.
fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b, 0x08])
}

impl<R: Read> Gunzip<R> {
    pub fn new(packed: R, limits: Limits) -> Self {
        let counting = Counting { inner: packed, read: 0 };
        Self { decoder: MultiGzDecoder::new(BufReader::new(counting)), out: 0, limits }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.decoder.read(buffer).map_err(explained)?;
        self.out += n as u64;
        let packed = self.decoder.get_ref().get_ref().read.max(1);
        if self.out > self.limits.ratio_from && self.out / packed > self.limits.ratio {
            let message = format!(
                "unpacks to more than {} times its size; unpack it yourself if you trust it",
                self.limits.ratio
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(n)
    }
}

fn explained(error: io::Error) -> io::Error {
    let what = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the gzip data breaks off; fetch the file again".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            format!("the gzip data is damaged ({error}); fetch the file again")
        }
        _ => return error,
    };
    io::Error::new(error.kind(), what)
}

struct Counting<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read += n as u64;
        Ok(n)
    }
}

/// `reader` unpacked as often as it is packed, twice at most; with its start.
pub fn unpacked<R: BufRead + Send + 'static>(
    reader: R,
    limits: Limits,
) -> (Vec<u8>, Box<dyn BufRead + Send>) {
    let (mut head, mut reader) = peek(reader);
    for _ in 0..2 {
        if !is_gzip(&head) {
            break;
        }
        let inner = BufReader::with_capacity(1 << 16, Gunzip::new(reader, limits));
        (head, reader) = peek(inner);
    }
    (head, reader)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> (Vec<u8>, Option<io::Error>) {
        let mut out = Vec::new();
        let (_, mut reader) = unpacked(io::Cursor::new(bytes), Limits::default());
        let error = reader.read_to_end(&mut out).err();
        (out, error)
    }

    #[test]
    fn members_follow_each_other_and_nest() {
        let two = [packed(b"one "), packed(b"two")].concat();
        assert_eq!(read(two.clone()).0, b"one two");
        assert_eq!(read(packed(&two)).0, b"one two");
    }

    #[test]
    fn a_bomb_is_stopped_early() {
        let (out, error) = read(packed(&vec![0; 64 << 20]));
        assert!(out.len() < 16 << 20);
        assert!(error.unwrap().to_string().contains("200 times its size"));
    }

    #[test]
    fn what_precedes_a_break_is_read() {
        let text: Vec<u8> =
            (0..200_000u32).flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_le_bytes()).collect();
        let mut bytes = packed(&text);
        bytes.truncate(bytes.len() / 2);
        let (out, error) = read(bytes);
        assert!(!out.is_empty() && text.starts_with(&out));
        assert!(error.unwrap().to_string().contains("breaks off"));
    }
}
