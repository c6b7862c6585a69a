#!/usr/bin/env bash
# From the package registries' weights and the corpora to the files the reader runs:
#   training/build.sh CORPORA METRICS WORK OUT
# CORPORA: folder with polnear, muc4, plover, geo and time. METRICS: folder with statements.py and
# roles.py. WORK: folder for weights and checkpoints; a stopped run goes on. OUT: gets base/, the
# teacher, and small/, its student. Some four hours on two CPU cores that multiply bfloat16.
# A model that ships is gone on with by `encoder.restore` and `encoder.train --start`.
set -euo pipefail
corpora=$(realpath "$1") metrics=$(realpath "$2")
mkdir -p "$3" "$4"
work=$(realpath "$3") out=$(realpath "$4")
cd "$(dirname "$0")"
python=${PYTHON:-python3}

finish() { # NAME: exports a run, tunes its constants on the very graph that ships, and scores it
  local name=$1 weights=$work/$1-weights run=$work/$1 to=$out/$1
  $python -m encoder.export --weights "$weights" --run "$run" --corpora "$corpora" --out "$to"
  $python -m encoder.fit_pairs --weights "$weights" --corpora "$corpora" --models "$to"
  $python -m encoder.evaluate --weights "$weights" --corpora "$corpora" --metrics "$metrics" \
    --run "$run" --graph "$to/encoder.onnx" --decoder "$to/decoder.json" --scores "$run/scores.json"
  $python -m encoder.golden --weights "$weights" --run "$run" --models "$to" --out "$to/golden.json"
  (cd "$to" && sha256sum encoder.onnx heads.safetensors vocabulary.txt decoder.json >SHA256SUMS)
}

[ -d "$work/base-weights" ] || $python weights.py mpnet "$work/base-weights" --layers 9
[ -d "$work/small-weights" ] || $python weights.py minilm "$work/small-weights"

$python -m encoder.train --weights "$work/base-weights" --corpora "$corpora" --run "$work/base" \
  --steps "${TEACHER_STEPS:-1300}" --cool 400 --rate 7e-5 --freeze 2 --pieces 1300
finish base

lessons=()
for part in 0 1; do
  lessons+=("$work/lessons-$part.safetensors")
  [ -f "${lessons[$part]}" ] || $python -m encoder.teacher --weights "$work/base-weights" \
    --run "$work/base" --corpora "$corpora" --part "$part/2" --out "${lessons[$part]}" &
done
wait
$python -m encoder.train --weights "$work/small-weights" --corpora "$corpora" --run "$work/small" \
  --steps "${STUDENT_STEPS:-4000}" --cool 700 --rate 2e-4 --drop 0.05 --pieces 1300 --teacher "${lessons[@]}"
finish small
