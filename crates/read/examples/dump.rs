//! Scratch.
use dateline_read::{PackFiles, Packs, article};
use std::io::Read;
fn main() {
    let mut files = PackFiles::default();
    for tag in ["en","ar","de","fr","es","pt","ru","uk","tr","fa","da","no","it","nl"] {
        for name in std::fs::read_dir(format!("packs/lang/{tag}")).into_iter().flatten().flatten() {
            if name.path().extension().is_some_and(|e| e == "tsv") {
                files.insert(format!("lang/{tag}/{}", name.file_name().to_string_lossy()), std::fs::read(name.path()).unwrap());
            }
        }
    }
    let packs = Packs::load(&files).unwrap();
    let list: Vec<String> = std::io::read_to_string(std::io::stdin()).unwrap().lines().map(str::to_owned).collect();
    let pages: Vec<(String, String)> = list.iter().map(|p| { let mut b = vec![]; flate2::read::MultiGzDecoder::new(std::fs::File::open(p).unwrap()).read_to_end(&mut b).unwrap(); (p.clone(), String::from_utf8_lossy(&b).into_owned()) }).collect();
    let t = std::time::Instant::now();
    let mut worst = (0.0, String::new());
    let outs: Vec<_> = pages.iter().map(|(p, h)| { let t = std::time::Instant::now(); let a = article::from_html(h, &article::Known::default(), &packs); let e = t.elapsed().as_secs_f64(); if e > worst.0 { worst = (e, p.clone()) } a }).collect();
    eprintln!("{:.1} pages/s; worst {worst:?}", pages.len() as f64 / t.elapsed().as_secs_f64());
    for ((p, _), a) in pages.iter().zip(outs) {
        let k = p.rsplit('/').next().unwrap();
        let k = if p.contains("/pages/") { k.trim_end_matches(".html.gz") } else { k };
        println!("{}", serde_json::json!({"k": k, "o": {"text": a.text, "title": a.title, "author": a.byline, "date": a.published.map(|d| d.to_string()), "outlet": a.outlet, "lang": a.language, "url": a.url, "problems": a.problems.len(), "via": a.via.iter().map(|v| format!("{} {:?} {:?}", v.outlet, v.relation, v.span)).collect::<Vec<_>>()}}));
    }
}
