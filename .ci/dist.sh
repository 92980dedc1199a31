#!/usr/bin/env bash
# Builds the program as it is shipped (profile `dist`) and holds it to naming nobody.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/nameless.sh
cargo build --profile dist --locked --quiet --bin bargeh
program=${CARGO_TARGET_DIR:-target}/dist/bargeh
holds_no_path "$program"
ls -l "$program"
