# WebAssembly: `wasm_cargo COMMAND…` runs cargo for it, and `wasm_folder` says where it
# leaves things. The target is rustup's where it has it or can fetch it; else Debian's
# compiler and sources of `std`, unpacked beside the build and not installed. Sourced
# from the root of the repository.
wasm_target=wasm32-unknown-unknown

has_wasm_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/$wasm_target/lib" ]; }
rustup_has_wasm_target() { command -v rustup >/dev/null && rustup target add "$wasm_target" >/dev/null 2>&1 && has_wasm_target; }

# The version that Debian offers names the packages of its libraries.
fetch_debian_wasm() { # folder
  mkdir -p "$1/packages" "$1/debian"
  apt-get -o DPkg::Lock::Timeout=900 update -qq
  depends() { apt-cache depends "$1" | sed -n 's/^ *Depends: //p'; }
  local std llvm package
  std=$(depends libstd-rust-web-dev | grep -E '^libstd-rust-web-[0-9]' | head -1)
  llvm=$(depends "$std" | grep -E '^libllvm[0-9]+' | head -1)
  (cd "$1/packages" && apt-get -o APT::Sandbox::User=root download -qq rustc-web "$std" libstd-rust-web-dev rust-web-src "$llvm" lld-19 libllvm19)
  for package in "$1"/packages/*.deb; do dpkg -x "$package" "$1/debian"; done
  # Cargo looks for the sources of `std` beside the compiler.
  ln -sfn "$(echo "$1"/debian/usr/src/rustc-*)" "$1/debian/usr/lib/rustlib/src/rust"
}

if has_wasm_target || rustup_has_wasm_target; then
  wasm_cargo() { nice cargo "$1" --target "$wasm_target" "${@:2}"; }
  wasm_folder() { echo "target/$wasm_target"; }
else
  wasm_root=$PWD/target/wasm/debian/usr
  [ -x "$wasm_root/bin/rustc" ] || fetch_debian_wasm "$PWD/target/wasm"
  # `-Zbuild-std` is asked of a released compiler.
  wasm_cargo() {
    LD_LIBRARY_PATH=$wasm_root/lib/x86_64-linux-gnu:$wasm_root/lib/llvm-19/lib RUSTC=$wasm_root/bin/rustc RUSTC_BOOTSTRAP=1 \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$wasm_root/lib/llvm-19/bin/wasm-ld CARGO_TARGET_DIR=target/wasm nice cargo "$1" --target "$wasm_target" -Zbuild-std=std,panic_abort "${@:2}"
  }
  wasm_folder() { echo "target/wasm/$wasm_target"; }
fi
