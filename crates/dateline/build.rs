//! Lists the files of the packs, the small model and the workbench so that the binary carries them.

use flate2::{Compression, write::GzEncoder};
use std::{
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

/// The packs' files: see `src/packs.rs`, then the model's and the workbench's.
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
    web();
}

/// The workbench's files, packed: see `src/serve/assets.rs` and `src/serve/map/world.rs`.
fn web() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../web");
    let out = env::var("OUT_DIR").unwrap();
    for folder in ["assets", "templates", "world.txt"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("assets")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let packed = Path::new(&out).join(format!("{name}.gz"));
        pack(&file, &packed);
        writeln!(list, "    ({name:?}, include_bytes!({:?})),", packed.to_str().unwrap()).unwrap();
    }
    list.push(']');
    fs::write(Path::new(&out).join("assets.rs"), list).unwrap();
    pack(&root.join("world.txt"), &Path::new(&out).join("world.txt.gz"));
}

fn pack(file: &Path, packed: &Path) {
    let mut encoder = GzEncoder::new(fs::File::create(packed).unwrap(), Compression::best());
    encoder.write_all(&fs::read(file).unwrap()).unwrap();
    encoder.finish().unwrap();
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
