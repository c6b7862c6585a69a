//! The shipped model against what the recipe says of it: `models/small/golden.json`, written by `training/`.

use crate::{
    Constants, FillerConstants, Model, ModelFiles, StatementConstants,
    layout::Layout,
    linking::{facts, pool},
    scores::Scores,
};
use serde_json::Value;
use std::{borrow::Cow, fs, path::PathBuf};

struct Small {
    model: Model,
    golden: Value,
}

/// The model in the repository; `None`, and said, where there is none.
fn small() -> Option<Small> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/small"));
    if !folder.join("encoder.onnx").exists() {
        eprintln!("{} is not there: nothing to hold against the recipe", folder.display());
        return None;
    }
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    let json = |file: &str| serde_json::from_slice::<Value>(&read(file)).unwrap();
    let heads = read("heads.safetensors");
    let vocabulary = String::from_utf8(read("vocabulary.txt")).unwrap();
    let files = ModelFiles {
        encoder: Cow::Owned(read("encoder.onnx")),
        heads: &heads,
        vocabulary: &vocabulary,
        constants: constants(&json("decoder.json")),
    };
    Some(Small { model: Model::load("small", files).unwrap(), golden: json("golden.json") })
}

fn constants(decoder: &Value) -> Constants {
    let (s, f) = (&decoder["statements"], &decoder["fillers"]);
    Constants {
        statements: StatementConstants {
            bias: floats(&s["bias"]).try_into().unwrap(),
            none: s["none"].as_f64().unwrap() as f32,
            alone_gap: number(&s["alone_gap"]),
            alone_paragraphs: number(&s["alone_paragraphs"]),
            alone_reach: number(&s["alone_reach"]),
            calibration: floats(&s["calibration"]).try_into().unwrap(),
        },
        fillers: FillerConstants {
            bias: floats(&f["bias"]).try_into().unwrap(),
            least: floats(&f["least"]).try_into().unwrap(),
            gate: f["gate"].as_f64().unwrap() as f32,
            articles: strings(&f["articles"]),
            particles: strings(&f["particles"]),
            calibration: floats(&f["calibration"]).try_into().unwrap(),
        },
        languages: strings(&decoder["languages"]),
        roots: strings(&decoder["roots"]),
    }
}

fn floats(list: &Value) -> Vec<f32> {
    match list {
        Value::Array(items) => items.iter().flat_map(floats).collect(),
        one => vec![one.as_f64().unwrap() as f32],
    }
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn runs(list: &Value) -> Vec<std::ops::Range<usize>> {
    let pair = |pair: &Value| number(&pair[0])..number(&pair[1]);
    list.as_array().unwrap().iter().map(pair).collect()
}

/// The mean and the largest difference.
fn differences(a: &[f32], b: &[f32]) -> (f32, f32) {
    assert_eq!(a.len(), b.len());
    let apart = a.iter().zip(b).map(|(x, y)| (x - y).abs());
    (apart.clone().sum::<f32>() / a.len() as f32, apart.fold(0.0, f32::max))
}

/// A row a word, roles side by side, as the recipe writes them.
fn tags(roles: &[Vec<crate::crf::Emission>]) -> Vec<f32> {
    let row = |word: usize| roles.iter().flat_map(move |role| role[word]);
    (0..roles[0].len()).flat_map(row).collect()
}

#[test]
fn texts_are_cut_scored_and_read_as_the_recipe_does() {
    let Some(Small { model, golden }) = small() else { return };
    for expected in golden["texts"].as_array().unwrap() {
        let text = expected["text"].as_str().unwrap();
        let words = model.vocabulary.split(text);
        let ids: Vec<Value> = words.ids.iter().map(|id| (*id).into()).collect();
        assert_eq!(Value::Array(ids), expected["pieces"]);
        assert_eq!(
            words.first,
            floats(&expected["first_piece"]).iter().map(|x| *x as usize).collect::<Vec<_>>()
        );
        // The texts are plain ASCII, where bytes are code points.
        let spans: Vec<_> = words.spans.iter().map(|span| span.range()).collect();
        assert_eq!(spans, runs(&expected["words"]));
        let layout = Layout::new(text, &words.spans);
        assert_eq!(
            layout.sentence,
            floats(&expected["sentence"]).iter().map(|x| *x as u32).collect::<Vec<_>>()
        );
        let scores = Scores::of(&model.graph, &model.vocabulary, text, &words).unwrap();
        for (ours, name) in
            [(&scores.statement_tags, "statement_tags"), (&scores.filler_tags, "filler_tags")]
        {
            let ours = tags(ours);
            let (mean, most) = differences(&ours, &floats(&expected[name]));
            assert!(
                mean < 0.12 && most < 1.5,
                "{name}: {mean} and {most} from the same graph elsewhere"
            );
            let whole = floats(&expected[&format!("float_{name}")]);
            let (mean, most) = differences(&ours, &whole);
            assert!(mean < 0.35 && most < 3.0, "{name}: {mean} and {most} from floats");
        }
        let sketch = model.sketch(text).unwrap();
        let said: Vec<_> = sketch.sayings.iter().map(|one| one.content[0].range()).collect();
        let wanted: Vec<_> = expected["statements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| runs(&one["content"])[0].clone())
            .collect();
        // Whole numbers round otherwise on other processors, so a doubtful span may come or go.
        let missing = wanted.iter().filter(|one| !said.contains(one)).count();
        assert!(missing <= 1 && said.len() <= wanted.len() + 1, "{text}: {said:?} for {wanted:?}");
    }
}

#[test]
fn the_linker_and_the_pair_head_are_the_recipe_s() {
    let Some(Small { model, golden }) = small() else { return };
    let expected = &golden["linker"];
    let linker = &model.statements.linker;
    let count = number(&expected["words"]);
    let width = 384;
    let component = |at: usize| (0.37 * (at / width) as f32 + 0.11 * (at % width) as f32).sin();
    let hidden: Vec<f32> = (0..count * width).map(component).collect();
    let whole = |name: &str| floats(&expected[name]).iter().map(|x| *x as u32).collect();
    let layout = Layout { sentence: whole("sentence"), paragraph: whole("paragraph") };
    let [cues, contents, sources] =
        ["cues", "contents", "sources"].map(|name| runs(&expected[name]));
    let pooled = |run| pool(&hidden, width, run);
    for (scorer, others, name) in [
        (&linker.content, &contents, "content_scores"),
        (&linker.source, &sources, "source_scores"),
    ] {
        let score = |cue, other| {
            let facts = facts(&layout, cue, other, &cues, &contents);
            scorer.score(&scorer.cue(&pooled(cue)), &scorer.other(&pooled(other)), facts)
        };
        let score = &score;
        let ours: Vec<f32> =
            cues.iter().flat_map(|cue| others.iter().map(move |other| score(cue, other))).collect();
        let (_, most) = differences(&ours, &floats(&expected[name]));
        assert!(most < 0.01, "{name}: {ours:?}");
    }
    let none: Vec<f32> = cues.iter().map(|cue| linker.none(&pooled(cue))).collect();
    assert!(differences(&none, &floats(&expected["none_scores"])).1 < 0.01);
}

#[test]
fn a_broken_file_is_a_clear_error() {
    let Some(Small { .. }) = small() else { return };
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/small"));
    let decoder: Value =
        serde_json::from_slice(&fs::read(folder.join("decoder.json")).unwrap()).unwrap();
    let heads = fs::read(folder.join("heads.safetensors")).unwrap();
    let encoder = fs::read(folder.join("encoder.onnx")).unwrap();
    let load = |encoder: &[u8], heads: &[u8], vocabulary: &str| {
        let files = ModelFiles {
            encoder: Cow::Owned(encoder.to_vec()),
            heads,
            vocabulary,
            constants: constants(&decoder),
        };
        Model::load("small", files).err().map(|error| error.to_string()).unwrap_or_default()
    };
    let vocabulary = "[UNK]\n[CLS]\n[SEP]";
    assert!(
        load(&encoder[..encoder.len() / 2], &heads, vocabulary)
            .starts_with("the encoder cannot be read")
    );
    assert!(load(&encoder, &heads[..1000], vocabulary).starts_with("the heads cannot be read"));
    assert!(load(&encoder, &heads, "nothing").starts_with("the vocabulary has no piece"));
    assert_eq!(load(&encoder, &heads, vocabulary), "");
}
