#!/usr/bin/env bash
# Builds the program as it is shipped (profile `dist`) and holds it to naming
# nobody: messages of panics carry the paths of the sources, which lie in the
# builder's home. They are written as if every machine had the same folders,
# which also makes the program the same wherever it is built.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo_home=${CARGO_HOME:-$HOME/.cargo}
sysroot=$(rustc --print sysroot)
# The last that fits is taken: the longer paths come last.
RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$HOME=/home --remap-path-prefix=$PWD=/bargeh"
RUSTFLAGS+=" --remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$sysroot=/rust"
export RUSTFLAGS
cargo build --profile dist --locked --quiet --bin bargeh
program=${CARGO_TARGET_DIR:-target}/dist/bargeh

told=$(strings -a "$program" | grep -E "/bargeh/src|/cargo/registry" | wc -l)
[ "$told" -gt 0 ] || { echo "no path is found in $program: is it looked for as it is written?"; exit 1; }
# `inspect` knows the name of every home, so that the home alone says nothing.
for path in "$HOME/." "$PWD" "$cargo_home" "$sysroot"; do
  if strings -a "$program" | grep -F -m3 -- "$path"; then
    echo "$program holds $path"
    exit 1
  fi
done
ls -l "$program"
