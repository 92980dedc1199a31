#!/usr/bin/env bash
# The library stands alone: with default features off it knows no arguments, no
# disk, no clock and no signals, and it is accepted for WebAssembly.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/wasm-target.sh

# What the program needs and the library must not.
kept_out='clap|clap_builder|ignore|indicatif|notify|rustix|signal-hook|tempfile|walkdir'
tree=$(cargo tree --locked --no-default-features --edges normal --prefix none --target "$wasm_target")
if printf '%s\n' "$tree" | grep -E "^($kept_out) "; then
  echo "the library draws in what the program alone may use"
  exit 1
fi
printf '%s\n' "$tree" | grep -q '^rustybuzz ' || { echo "cargo tree lists no dependencies"; exit 1; }

wasm_cargo check --locked --no-default-features --lib --quiet
