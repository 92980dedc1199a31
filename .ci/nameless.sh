# What is shipped names nobody: messages of panics carry the paths of the sources,
# which lie in the builder's home. They are written as if every machine had the same
# folders, which also makes the same bytes wherever it is built. Sourced from the root
# of the repository; sets RUSTFLAGS.
nameless_cargo=${CARGO_HOME:-$HOME/.cargo}
nameless_sysroot=$(rustc --print sysroot)
# The last that fits is taken: the longer paths come last.
RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$HOME=/home --remap-path-prefix=$PWD=/bargeh"
RUSTFLAGS+=" --remap-path-prefix=$nameless_cargo=/cargo --remap-path-prefix=$nameless_sysroot=/rust"
export RUSTFLAGS

holds_no_path() { # file
  local told path
  told=$(strings -a "$1" | grep -E "/bargeh/src|/cargo/registry" | wc -l)
  [ "$told" -gt 0 ] || { echo "no path is found in $1: is it looked for as it is written?"; return 1; }
  # `inspect` knows the name of every home, so that the home alone says nothing.
  for path in "$HOME/." "$PWD" "$nameless_cargo" "$nameless_sysroot"; do
    if strings -a "$1" | grep -F -m3 -- "$path"; then
      echo "$1 holds $path"
      return 1
    fi
  done
}
