#!/usr/bin/env bash
# Builds the wheel: the module, and the program as the command that comes with it.
# usage: python/wheel.sh FOLDER [PROFILE]
# A wheel that is passed on has the profile `dist`. One of the profile `release` is
# or `dev` is there to be tried: it takes what was compiled for the program as it is.
# Needs: maturin ($MATURIN, else made in ~/.cache).
set -euo pipefail
folder=$(realpath -m "$1"); profile=${2:-dist}
cd "$(dirname "$0")/.."
maturin=${MATURIN:-$HOME/.cache/bargeh-python/bin/maturin}
if ! [ -x "$maturin" ]; then
  python3 -m venv "$HOME/.cache/bargeh-python"
  "$HOME/.cache/bargeh-python/bin/pip" install -q --disable-pip-version-check 'maturin>=1.9,<2'
  maturin=$HOME/.cache/bargeh-python/bin/maturin
fi
features=extension-module
[ "$profile" = dist ] || features+=,as-program

# What is passed on names nobody: no folder of whoever builds it is inside.
[ "$profile" != dist ] || . .ci/nameless.sh

# The command that is passed on is the one that every package carries.
if [ "$profile" = dist ]; then
  (RUSTFLAGS='' packaging/static)
  program=${PACKAGES:-target/packages}/bargeh
else
  cargo build --locked --quiet --profile "$profile" --bin bargeh
  built=$profile; [ "$profile" != dev ] || built=debug
  program=${CARGO_TARGET_DIR:-target}/$built/bargeh
fi
rm -rf python/bargeh.data
install -D "$program" python/bargeh.data/scripts/bargeh
# No place or hour of the build is told: the same bytes wherever it is built.
SOURCE_DATE_EPOCH=315532800 "$maturin" build --quiet --locked --profile "$profile" --features "$features" \
  --manifest-path python/Cargo.toml --out "$folder"
rm -rf python/bargeh.data
