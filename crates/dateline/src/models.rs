//! Models: those in the binary, and those installed beside it.

use crate::hash::Hash;
use anyhow::{Context, Result, anyhow, bail};
use clap::ValueEnum;
use dateline_heads::{Constants, FillerConstants, Model, ModelFiles, StatementConstants};
use serde::Deserialize;
use std::{
    borrow::Cow,
    env, fs,
    path::{Path, PathBuf},
};

/// A file's name in its model's folder, and its bytes.
type Embedded = (&'static str, &'static [u8]);

/// The files of `models/small/` as they were when this binary was built; empty when there were none.
static SMALL: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/small.rs"));

/// The list of a model's files with their SHA-256, as `sha256sum` writes it.
const SUMS: &str = "SHA256SUMS";
const FILES: [&str; 4] = ["encoder.onnx", "heads.safetensors", "vocabulary.txt", "decoder.json"];

/// The larger model's share in what both say; `training/NOTES.md` has others.
const BASE_SHARE: f32 = 0.3;

/// Which model reads beside the lexicons.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// The lexicons alone
    None,
    /// The one in the program
    Small,
    /// A larger one and the small one together, once `dateline data add` has installed it
    Base,
}

impl Choice {
    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Small => "small",
            Self::Base => "base",
        }
    }
}

/// The model chosen; nobody's choice is the small one where there is one.
pub fn load(choice: Option<Choice>) -> Result<Option<Model>> {
    let name = choice.unwrap_or(Choice::Small).name();
    if choice == Some(Choice::None) {
        return Ok(None);
    }
    let found = match choice {
        Some(Choice::Base) => together(name)?,
        _ => of_folder_or_program(Choice::Small, name)?,
    };
    match (found, choice) {
        (None, Some(_)) => bail!(
            "--model {name}: there is none in {}; install it with `dateline data add`, or read with --model none",
            folder(name).display()
        ),
        (found, _) => Ok(found),
    }
}

/// The base model with the small one, or alone where the program has no other.
fn together(name: &str) -> Result<Option<Model>> {
    let Some(base) = of_folder_or_program(Choice::Base, name)? else { return Ok(None) };
    Ok(Some(match of_folder_or_program(Choice::Small, name)? {
        Some(small) => small.with_second(base, BASE_SHARE),
        None => base,
    }))
}

/// A model under the name that its evidence will carry, where there is one.
fn of_folder_or_program(model: Choice, name: &str) -> Result<Option<Model>> {
    let folder = folder(model.name());
    if folder.is_dir() {
        let model = installed(name, &folder).with_context(|| {
            format!(
                "{}: this model cannot be used; install it again, or read with --model none",
                folder.display()
            )
        });
        return model.map(Some);
    }
    if model == Choice::Small && !SMALL.is_empty() {
        return embedded(name).map(Some);
    }
    Ok(None)
}

/// By what the model that [`load`] opens is known: its name and the beginning of a hash over its
/// files, the same wherever they lie; empty where none is.
pub fn known_as(choice: Option<Choice>) -> Result<String> {
    let choice = choice.unwrap_or(Choice::Small);
    let mut sums = Vec::new();
    if choice == Choice::Base {
        sums = sums_of(Choice::Base)?;
    }
    if choice != Choice::None {
        sums.extend(sums_of(Choice::Small)?);
    }
    let hash = Hash::of(sums.concat());
    Ok(if sums.is_empty() { String::new() } else { format!("{} {hash:.12}", choice.name()) })
}

/// The SHA-256 of each of a model's files, in hexadecimal; none where the model is not there.
fn sums_of(model: Choice) -> Result<Vec<String>> {
    let folder = folder(model.name());
    Ok(if folder.is_dir() {
        let listed = fs::read_to_string(folder.join(SUMS)).with_context(|| SUMS.to_owned())?;
        FILES.iter().filter_map(|file| sum_of(&listed, file)).map(str::to_lowercase).collect()
    } else if model == Choice::Small {
        let bytes = |wanted: &&str| SMALL.iter().find(|(file, _)| file == wanted);
        FILES.iter().filter_map(bytes).map(|(_, bytes)| Hash::of(bytes).to_string()).collect()
    } else {
        Vec::new()
    })
}

/// Where a model is installed: `$DATELINE_DATA`, else the user's data folder.
pub fn folder(name: &str) -> PathBuf {
    let set =
        |variable: &str| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = set("DATELINE_DATA")
        .or_else(|| Some(set("XDG_DATA_HOME")?.join("dateline")))
        .or_else(|| Some(set("HOME")?.join(".local/share/dateline")))
        .unwrap_or_else(|| PathBuf::from("dateline-data"));
    data.join("models").join(name)
}

/// Loads a model from its folder once its files are what their sums say.
pub fn installed(name: &str, folder: &Path) -> Result<Model> {
    let sums = fs::read_to_string(folder.join(SUMS)).with_context(|| SUMS.to_owned())?;
    let [encoder, heads, vocabulary, decoder] =
        FILES.map(|file| checked(&sums, file, fs::read(folder.join(file))));
    assemble(name, Cow::Owned(encoder?), &heads?, &vocabulary?, &decoder?)
}

/// The bytes of a file, when their sum is the one listed.
fn checked(sums: &str, file: &str, bytes: std::io::Result<Vec<u8>>) -> Result<Vec<u8>> {
    let bytes = bytes.with_context(|| file.to_owned())?;
    let listed = sum_of(sums, file).ok_or_else(|| anyhow!("{SUMS} does not list {file}"))?;
    if !Hash::of(&bytes).to_string().eq_ignore_ascii_case(listed) {
        bail!("{file} is not the file that {SUMS} lists: it was cut short or altered");
    }
    Ok(bytes)
}

/// A file's sum in a list.
fn sum_of<'a>(sums: &'a str, file: &str) -> Option<&'a str> {
    sums.lines().find_map(|line| {
        let (sum, name) = line.split_once(char::is_whitespace)?;
        (name.trim_start().trim_start_matches('*') == file).then_some(sum)
    })
}

fn embedded(name: &str) -> Result<Model> {
    let file = |wanted: &str| {
        let found = SMALL.iter().find(|(file, _)| *file == wanted);
        found.map(|(_, bytes)| *bytes).ok_or_else(|| anyhow!("this build lacks {wanted} of {name}"))
    };
    let [encoder, heads, vocabulary, decoder] = FILES.map(file);
    assemble(name, Cow::Borrowed(encoder?), heads?, vocabulary?, decoder?)
}

fn assemble(
    name: &str,
    encoder: Cow<'static, [u8]>,
    heads: &[u8],
    vocabulary: &[u8],
    decoder: &[u8],
) -> Result<Model> {
    let decoder: Decoder = serde_json::from_slice(decoder).context("decoder.json")?;
    let files = ModelFiles {
        encoder,
        heads,
        vocabulary: std::str::from_utf8(vocabulary).context("vocabulary.txt")?,
        constants: decoder.into(),
    };
    Ok(Model::load(name, files)?)
}

/// `decoder.json`, as `training/` writes it.
#[derive(Deserialize)]
struct Decoder {
    languages: Vec<String>,
    roots: Vec<String>,
    statements: Statements,
    fillers: Fillers,
}

#[derive(Deserialize)]
struct Statements {
    bias: [f32; 3],
    none: f32,
    alone_gap: usize,
    alone_paragraphs: usize,
    alone_reach: usize,
    calibration: [f32; 2],
}

#[derive(Deserialize)]
struct Fillers {
    bias: [f32; 5],
    least: [f32; 5],
    gate: f32,
    articles: Vec<String>,
    particles: Vec<String>,
    calibration: [f32; 2],
}

impl From<Decoder> for Constants {
    fn from(decoder: Decoder) -> Self {
        let Decoder { languages, roots, statements: s, fillers: f } = decoder;
        let statements = StatementConstants {
            bias: s.bias,
            none: s.none,
            alone_gap: s.alone_gap,
            alone_paragraphs: s.alone_paragraphs,
            alone_reach: s.alone_reach,
            calibration: s.calibration,
        };
        let fillers = FillerConstants {
            bias: f.bias,
            least: f.least,
            gate: f.gate,
            articles: f.articles,
            particles: f.particles,
            calibration: f.calibration,
        };
        Self { languages, roots, statements, fillers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_sum_says_or_refused() {
        let sum = Hash::of(b"abc").to_string();
        assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let sums = format!("{sum}  decoder.json\n");
        assert!(checked(&sums, "decoder.json", Ok(b"abc".to_vec())).is_ok());
        let altered = checked(&sums, "decoder.json", Ok(b"abd".to_vec())).unwrap_err();
        assert!(altered.to_string().contains("cut short or altered"));
        assert!(checked(&sums, "vocabulary.txt", Ok(Vec::new())).is_err());
    }
}
