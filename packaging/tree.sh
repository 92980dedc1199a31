# What a package installs, laid out in a folder; sourced by those that install it.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The processor of the program, in the words of dpkg (and of containers) and of rpm.
[ -x "$PROGRAM" ] || { echo "there is no $PROGRAM: packaging/static makes it"; exit 1; }
case $(readelf --file-header "$PROGRAM") in
  *X86-64*) deb_arch=amd64 rpm_arch=x86_64 ;;
  *AArch64*) deb_arch=arm64 rpm_arch=aarch64 ;;
  *) echo "$PROGRAM is for neither x86-64 nor aarch64"; exit 1 ;;
esac
systems="any Linux on $rpm_arch from kernel 3.2 on; it needs no library and no other package"

# Lays out what a package installs.
tree() { # folder, where zsh looks for completions
  local root=$1 zsh=$2 doc=$1/usr/share/doc/bargeh man=$1/usr/share/man page
  install -D -m 755 "$PROGRAM" "$root/usr/bin/bargeh"
  mkdir -p "$man/man1" "$man/fa/man1"
  "$PROGRAM" man --ui en | gzip -9n >"$man/man1/bargeh.1.gz"
  "$PROGRAM" man --ui fa | gzip -9n >"$man/fa/man1/bargeh.1.gz"
  # The pages that the main one points to.
  for page in $("$PROGRAM" man --ui en | sed -n 's/^bargeh\\-\(.*\)(1)$/\1/p'); do
    "$PROGRAM" man "$page" --ui en | gzip -9n >"$man/man1/bargeh-$page.1.gz"
  done
  mkdir -p "$root/usr/share/bash-completion/completions" "$root$zsh" "$root/usr/share/fish/vendor_completions.d"
  "$PROGRAM" completions bash >"$root/usr/share/bash-completion/completions/bargeh"
  "$PROGRAM" completions zsh >"$root$zsh/_bargeh"
  "$PROGRAM" completions fish >"$root/usr/share/fish/vendor_completions.d/bargeh.fish"
  mkdir -p "$doc/examples" "$doc/fa"
  cp "$top"/README.md "$top"/docs/{writing,settings,scaling}.md "$doc"
  cp "$top/docs/fa/writing.md" "$doc/fa"
  cp "$top"/samples/{message,flyer,poem}.md "$doc/examples"
  gzip -9n <"$top/CHANGELOG.md" >"$doc/changelog.gz"
  licences "$doc"
}

# Whose work is in the program, by which licence: `copyright` in the form that
# Debian reads, `crates.gz` with the notices that the crates ask to be passed on.
licences() { # folder
  local folder font
  {
    cat "$top/packaging/copyright"
    for folder in "$top"/fonts/*/; do
      font=$(basename "$folder")
      printf '\nFiles: fonts/%s/*\nCopyright: %s\nLicense: OFL-1.1\n' "$font" "$(sed -n 's/^Copyright *\((c)\|©\)\? *//p' "$folder/OFL.txt" | head -1)"
    done
    printf '\nLicense: MIT\n'
    sed '1,/^Copyright/d' "$top/LICENSE-MIT" | as_field
    printf '\nLicense: OFL-1.1\n'
    sed -n '/^SIL OPEN FONT LICENSE/,$p' "$top/fonts/vazirmatn/OFL.txt" | as_field
  } >"$1/copyright"
  crates | gzip -9n >"$1/crates.gz"
}

# Text as a field of Debian's: set in, a dot in empty lines.
as_field() { tr -d '\r' | sed -e '/./,$!d' -e 's/[[:blank:]]*$//' -e 's/^$/./' -e 's/^/ /'; }

# The crates in the program with their notices. Of those that may be used by
# several licences, the MIT one, which is the shortest.
crates() {
  local -A folder=()
  local path crate licence texts target
  target=$(rustc -vV | sed -n 's/^host: //p')
  while read -r path; do
    folder[$(basename "$path")]=$path
  done < <(cargo metadata --manifest-path "$top/Cargo.toml" --locked --format-version 1 --filter-platform "$target" |
    grep -o '"manifest_path":"[^"]*/Cargo.toml"' | sed 's/^"manifest_path":"//; s/.Cargo.toml"$//')
  echo "The program $version holds these crates of Rust, to be had from crates.io."
  while IFS='|' read -r crate licence; do
    path=${folder[${crate/ v/-}]}
    texts=$(find "$path" -maxdepth 1 -type f -iname '*MIT*' | sort)
    [ -n "$texts" ] || texts=$(find "$path" -maxdepth 1 -type f \( -iname 'licen[sc]e*' -o -iname 'copying*' -o -iname 'notice*' \) | sort)
    printf '\n%s\n== %s: %s\n' "$(printf '=%.0s' {1..78})" "$crate" "$licence"
    [ -n "$texts" ] || echo "(What its authors publish holds no text of it.)"
    while read -r path; do
      if [ -n "$path" ]; then tr -d '\r' <"$path"; fi
    done <<<"$texts"
  done < <(cargo tree --manifest-path "$top/Cargo.toml" --package bargeh --locked --edges normal --prefix none --no-dedupe --target "$target" --format '{p}|{l}' |
    grep -v -e '(proc-macro)' -e "($top" | LC_ALL=C sort -u)
}
