#!/usr/bin/env bash
# From weights and corpora to the files the reader runs:
#   training/build.sh WEIGHTS CORPORA METRICS RUN OUT [train options]
# WEIGHTS: folder of the encoder to start from (config.json, model.safetensors,
# tokenizer.json). CORPORA: folder with polnear, muc4 and plover. METRICS: folder with
# statements.py and roles.py. RUN: folder for checkpoints; a stopped run goes on. OUT: the
# model's folder.
set -euo pipefail
weights=$(realpath "$1") corpora=$(realpath "$2") metrics=$(realpath "$3")
mkdir -p "$4" "$5"
run=$(realpath "$4") out=$(realpath "$5")
shift 5
cd "$(dirname "$0")"
python=${PYTHON:-python3}
$python -m encoder.train --weights "$weights" --corpora "$corpora" --run "$run" "$@"
$python -m encoder.export --weights "$weights" --run "$run" --out "$out"
# The constants are tuned and the scores taken on the very graph that ships.
$python -m encoder.evaluate --weights "$weights" --corpora "$corpora" --metrics "$metrics" \
  --run "$run" --graph "$out/encoder.onnx" --decoder "$out/decoder.json" --scores "$run/scores.json"
$python -m encoder.golden --weights "$weights" --run "$run" --models "$out" --out "$out/golden.json"
(cd "$out" && sha256sum encoder.onnx heads.safetensors vocabulary.txt decoder.json >SHA256SUMS)
