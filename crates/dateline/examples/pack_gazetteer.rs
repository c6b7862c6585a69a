//! Packs the gazetteer: `pack_gazetteer PLACES.tsv FOLDING.tsv OUT`. See `packs/gazetteer/README.md`.

use anyhow::{Context, Result, bail};
use std::fs;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [places, folding, out] = &arguments[..] else {
        bail!("usage: pack_gazetteer PLACES.tsv FOLDING.tsv OUT")
    };
    let read = |path: &str| fs::read_to_string(path).with_context(|| format!("reading {path}"));
    let bytes = dateline_read::gazetteer::pack(&read(places)?, &read(folding)?)
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    fs::write(out, &bytes).with_context(|| format!("writing {out}"))?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}
