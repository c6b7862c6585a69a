//! Lists the files of the packs and of the small model so that the binary carries them.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// The packs' files: see `src/packs.rs`, then the model.
fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../packs");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        writeln!(list, "    ({name:?}, include_bytes!({:?})),", file.to_str().unwrap()).unwrap();
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("packs.rs"), list).unwrap();
    small();
}

/// The small model's files, where it is: see `src/models.rs`.
fn small() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../models/small");
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = ["encoder.onnx", "heads.safetensors", "vocabulary.txt", "decoder.json"];
    let mut list = String::from("&[\n");
    for file in files.map(|file| folder.join(file)).iter().filter(|file| file.exists()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        writeln!(list, "    ({name:?}, include_bytes!({:?})),", file.to_str().unwrap()).unwrap();
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("small.rs"), list).unwrap();
}

/// What reading needs: neither the cases, nor what the packs were built from, nor prose.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if name != "cases" && name != "build" {
                collect(&path, files);
            }
        } else if !name.ends_with(".md") && !name.starts_with('.') {
            files.push(path);
        }
    }
}
