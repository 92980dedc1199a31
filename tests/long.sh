#!/usr/bin/env bash
# What is worth hours before a release and not minutes before every change: inputs
# as bad as they get, many messages on one and on many machines, fuzzing.
# `.ci/run` is the other tier and comes first.
# usage: tests/long.sh [SECONDS for each fuzz target]
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export CARGO_TERM_COLOR=never PATH="$HOME/.cargo/bin:$PATH"
fuzzing=${1:-600}
. .ci/sections.sh

bargeh=$(realpath -m "${PACKAGES:-target/packages}/bargeh")

# Debian packages that a step asks for, where they are missing.
needs() { # command package
  command -v "$1" >/dev/null || apt-get -o DPkg::Lock::Timeout=900 install -y -qq --no-install-recommends "$2" >/dev/null
}
limits() { needs unzip unzip && tests/limits.sh "$bargeh"; }
many_messages() { tests/many.sh "$bargeh" 1000 50; }
wheel() { rm -rf target/wheel && python/wheel.sh target/wheel dist; }
python_module() { python/test.sh target/wheel/*.whl 10000; }
many_machines() { needs parallel parallel && tests/scaling.sh "$bargeh" target/wheel/*.whl 600; }
queue() { needs redis-server redis-server && tests/queue.sh "$bargeh" target/wheel/*.whl; }
fuzz() { needs unzip unzip && BARGEH=$bargeh fuzz/run "$1" "$fuzzing"; }

# Every sample in every theme as pictures, beside what poppler shows.
pictures() {
  local python=${VALIDATORS_HOME:-$HOME/.cache/validators}/venv/bin/python dir sample name theme rc=0
  dir=$(mktemp -d) || return 1
  for sample in samples/*.md; do
    name=$(basename "$sample" .md)
    for theme in $("$bargeh" themes | cut -d' ' -f1); do
      rm -f "$dir"/*
      "$bargeh" "$sample" -q --theme "$theme" --to pdf,png -o "$dir/" || return 1
      "$python" tests/judges/page_pictures.py "$dir/$name.pdf" "$dir/$name" || { echo "$sample $theme"; rc=1; }
    done
  done
  rm -rf "$dir"
  return $rc
}

# The page as it is passed on.
page() {
  page/build && node tests/judges/page.mjs target/page/bargeh.html "$bargeh" target/page/judged || return 1
  local size; size=$(stat -c %s target/page/bargeh.html)
  [ "$size" -le $((8 << 20)) ] || { echo "$size bytes are more than 8 MiB"; return 1; }
}

# Made-up texts by other seeds than the one of every day (`.cargo/config.toml`).
properties() {
  local round
  for round in {1..20}; do
    PROPTEST_RNG_SEED=$RANDOM$RANDOM cargo test --locked --quiet --lib || return 1
    PROPTEST_RNG_SEED=$RANDOM$RANDOM cargo test --locked --quiet --test all clean:: import:: || return 1
  done
}

section "the program as shipped" packaging/static
section "properties" properties
section "the page" page
section "pictures" pictures
section "limits" limits
section "many messages" many_messages
section "the wheel" wheel
section "Python" python_module
section "many machines" many_machines
section "a queue" queue
for target in fuzz/fuzz_targets/*.rs; do
  section "fuzz: $(basename "$target" .rs)" fuzz "$(basename "$target" .rs)"
done

finish 240
