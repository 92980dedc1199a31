# Shared by the scripts of this folder; sourced.
#
# PACKAGES is the folder that all of them write to, PROGRAM the program that is
# packed (what `packaging/static` made, unless told).
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PACKAGES=$(realpath -m "${PACKAGES:-$top/target/packages}")
PROGRAM=$(realpath -m "${PROGRAM:-$PACKAGES/bargeh}")

# Everything in a package is of one moment, so that it is the same whenever it is
# made: nobody's clock is in it. Not 1970, which archivers take for no time at all.
export SOURCE_DATE_EPOCH=946684800 TZ=UTC LC_ALL=C.UTF-8
umask 022

version=$(sed -n '/^\[package\]/,/^\[/s/^version = "\(.*\)"/\1/p' "$top/Cargo.toml")

# Makes every `cargo` that follows build what is shipped: with the C library
# inside, and naming nobody.
as_shipped() {
  cd "$top"
  RUSTFLAGS="-C target-feature=+crt-static ${RUSTFLAGS:-}"
  . .ci/nameless.sh
  # A target that is named parts the program from what runs while it is built:
  # macros are libraries that the compiler loads, and cannot be static.
  CARGO_BUILD_TARGET=$(rustc -vV | sed -n 's/^host: //p')
  export CARGO_BUILD_TARGET
}
