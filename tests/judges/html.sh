#!/usr/bin/env bash
# All that judges HTML files, and each judge failing a file that was spoiled for it.
# usage: html.sh FOLDER FILE.html...   The files' pages as printed stay in the folder. Exit 1 on any failure.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
V=${VALIDATORS_HOME:-$HOME/.cache/validators}
dir=$1
shift
mkdir -p "$dir" || exit 1

# The checker's style sheets end with 2022: it knows no container queries (CSS Containment 3), which every browser since has.
nu() { java -jar "$V/npm/node_modules/vnu-jar/build/dist/vnu.jar" --format gnu --filterpattern '.*(container-type|@container).*' "$@" 2>&1; }
printed() { local file; for file in "$@"; do "$V/venv/bin/python" "$here/printed.py" "$dir/$(basename "$file" .html).pdf" || return 1; done; }

rc=0
nu "$@" || rc=1
node "$here/html.mjs" "$dir" "$@" || rc=1
node "$here/narrow.mjs" "$@" || rc=1
node "$here/markup-order.mjs" "$@" || rc=1
printed "$@" || rc=1

# One file, spoiled in one way for each judge.
spoil() { sed "$2" "$good" >"$dir/spoiled-$1.html"; cmp -s "$good" "$dir/spoiled-$1.html" && { echo "nothing was spoiled for $1"; rc=1; }; }
fails() { # judge, command...
  local told
  told=$("${@:2}" "$dir/spoiled-$1.html") && { echo "$1 does not fail a spoiled file"; rc=1; }
  grep -q "FAIL	$1	\|$1.html.*error" <<<"$told" || { echo "$1 fails for another reason: $told"; rc=1; }
}
good=$1
spoil nu 's|</main>|</article></main>|'
spoil requests 's|</main>|<img src="https://example.org/a.png" alt="a"></main>|'
spoil axe 's|<html lang="[a-z]*"|<html|'
spoil fonts 's|data:font/woff;base64,....|data:font/woff;base64,AAAA|'
spoil links 's|</main>|<a href="#nowhere">a</a></main>|'
spoil narrow 's|</main>|<p style="width: 50em">a</p></main>|'
spoil markup-order 's|</main>|<p>از Linux <span style="display: inline-block">6.8</span> و</p></main>|'
# A box that cannot be broken, with lines so near each other that the paper's end must cut one.
lines=$(printf 'the line of number %s<br/>' {100..299})
spoil printed "s|</main>|<div style=\"contain: size; height: 1500pt; font-size: 20px; line-height: 10px\">$lines</div></main>|"
fails nu nu
for judge in requests axe fonts links; do fails "$judge" node "$here/html.mjs" "$dir"; done
fails narrow node "$here/narrow.mjs"
fails markup-order node "$here/markup-order.mjs"
node "$here/html.mjs" "$dir" "$dir/spoiled-printed.html" >"$dir/told" || cat "$dir/told"
fails printed printed
exit $rc
