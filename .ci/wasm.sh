#!/usr/bin/env bash
# The library stands alone: with default features off it knows no arguments, no
# disk, no clock and no signals, and it is accepted for WebAssembly. The target is
# rustup's where it has it or can fetch it; else Debian's compiler and sources of
# `std`, unpacked beside the build and not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
target=wasm32-unknown-unknown

# What the program needs and the library must not.
kept_out='clap|clap_builder|ignore|indicatif|notify|rustix|signal-hook|tempfile|walkdir'
tree=$(cargo tree --locked --no-default-features --edges normal --prefix none --target "$target")
if printf '%s\n' "$tree" | grep -E "^($kept_out) "; then
  echo "the library draws in what the program alone may use"
  exit 1
fi
printf '%s\n' "$tree" | grep -q '^rustybuzz ' || { echo "cargo tree lists no dependencies"; exit 1; }

check() { nice cargo "$@" check --locked --no-default-features --lib --target "$target" --quiet; }

has_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; }
if has_target || { command -v rustup >/dev/null && rustup target add "$target" >/dev/null 2>&1 && has_target; }; then
  check
  exit
fi

# The version that Debian offers names the packages of its libraries.
folder=$PWD/target/wasm
root=$folder/debian/usr
if [ ! -x "$root/bin/rustc" ]; then
  mkdir -p "$folder/packages" "$folder/debian"
  apt-get -o DPkg::Lock::Timeout=900 update -qq
  depends() { apt-cache depends "$1" | sed -n 's/^ *Depends: //p'; }
  std=$(depends libstd-rust-web-dev | grep -E '^libstd-rust-web-[0-9]' | head -1)
  llvm=$(depends "$std" | grep -E '^libllvm[0-9]+' | head -1)
  (cd "$folder/packages" && apt-get -o APT::Sandbox::User=root download -qq rustc-web "$std" libstd-rust-web-dev rust-web-src "$llvm")
  for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$folder/debian"; done
  # Cargo looks for the sources of `std` beside the compiler.
  ln -sfn "$(echo "$root"/src/rustc-*)" "$root/lib/rustlib/src/rust"
fi
# `-Zbuild-std` is asked of a released compiler.
export LD_LIBRARY_PATH=$root/lib/x86_64-linux-gnu RUSTC=$root/bin/rustc RUSTC_BOOTSTRAP=1
CARGO_TARGET_DIR=$folder check -Zbuild-std=std,panic_abort
