#!/usr/bin/env bash
# Installs a wheel where there is nothing else and tries it: the README as written,
# then `python/test.py`.
# usage: python/test.sh FILE.whl [CONVERSIONS]
set -euo pipefail
wheel=$(realpath "$1"); conversions=${2:-300}
here=$(realpath "$(dirname "$0")")
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-index "$wheel"
# As the README has it, in a folder of its own; the command is the wheel's.
awk '$0 == "<!-- python -->" { found = 1; next }
  found && /^```/ { if (inside) exit; inside = 1; next }
  inside' "$here/../README.md" > "$dir/readme.py"
[ -s "$dir/readme.py" ] || { echo "README has no block python"; exit 1; }
mkdir "$dir/run"; cp -r "$here/../samples" "$dir/run/"
cd "$dir/run"
"$dir/venv/bin/python" "$dir/readme.py"
"$dir/venv/bin/python" "$here/test.py" "$dir/venv/bin/bargeh" "$dir/readme.py" "$conversions"
