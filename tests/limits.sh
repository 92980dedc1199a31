#!/usr/bin/env bash
# Inputs as large, as deep and as twisted as the world will make them, each
# within 60 s of processor time and 2 GiB: refused with the message it should
# be, or converted whole. The tests in tests/bad_inputs/ do the same smaller.
# usage: tests/limits.sh path/to/bargeh [FOLDER for the files that come out]
set -euo pipefail
bargeh=$(realpath "$1"); keep=${2:-}
[ -z "$keep" ] || { mkdir -p "$keep"; keep=$(realpath "$keep"); }
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
failed=0

# name, exit status, part of what is said (or nothing), Python expression of
# the message, flags...
check() {
  local name=$1 want=$2 part=$3 text=$4 status=0 problem=
  shift 4
  rm -f a.pdf a.epub
  python3 -c "import sys; sys.stdout.buffer.write(($text).encode())" > a.md
  (ulimit -v $((2 << 20)) -t 60; exec "$bargeh" a.md --to pdf,epub "$@" > said 2>&1) || status=$?
  [ "$status" = "$want" ] || problem="ended in $status"
  [ -z "$part" ] || grep -qF -- "$part" said || problem="did not say: $part"
  ! grep -q 'internal error' said || problem="has a defect"
  case $want in
    0) { [ "$(head -c5 a.pdf)" = %PDF- ] && [ "$(tail -c6 a.pdf)" = "%%EOF" ] && unzip -tqq a.epub; } || problem="not whole" ;;
    *) [ "$(ls -A)" = $'a.md\nsaid' ] || problem="left $(ls -A)" ;;
  esac
  printf '%-28s %s\n' "$name" "${problem:-as it should}"
  if [ -n "$problem" ]; then head -c 500 said; failed=1; fi
  if [ -n "$keep" ] && [ -e a.pdf ]; then mv a.pdf "$keep/$name.pdf"; mv a.epub "$keep/$name.epub"; fi
}

long='longer than its line'
check nested-quotes 1 'nested more than 100' '">" * 100_000 + "a"'
check nested-lists 1 'nested more than 100' '"- " * 100_000 + "a"'
check brackets 0 "$long" '"[" * 100_000'
check emphasis 0 '' '"*a " * 100_000'
check backticks 0 '' '" ".join("`" * n for n in range(1, 1_000))'
check too-large 1 'larger than 32 MiB' '"ا" * 25_000_000'
check long-word 0 "$long" '"ب" * 2_500_000'
check long-table 0 '' '"| الف | ب |\n|---|---|\n" + "| ۱ | متن |\n" * 50_000'
check endless-table 1 'more than 500000 blocks, cells' '"| الف | ب |\n|---|---|\n" + "| ۱ | متن |\n" * 1_000_000'
check wide-table 0 '' '"| متن " * 2_000 + "|\n" + "|---" * 2_000 + "|\n" + "| ۱ " * 2_000 + "|\n"'
check notes 0 '' '"".join(f"متن[^{n}] " for n in range(10_000)) + "\n\n" + "".join(f"[^{n}]: یادداشت\n\n" for n in range(10_000))'
check one-note 0 '' '"متن[^۱] " * 1_000 + "\n\n[^۱]: یادداشت\n"'
check headings 0 '' '"".join("#" * (1 + n * 5 % 6) + f" بخش {n}\n\n" for n in range(100_000))'
check long-heading 0 '' '"# " + "سرفصل " * 1_700 + "\n\nمتن"'
check marks 0 '' '"ب" + "\u064e" * 100_000 + " دیگر"'
check embeddings 0 '' '"سلام " + "\u202b" * 10_000 + " متن"'
check isolates 0 '' '"سلام " + "\u2067" * 10_000 + " متن"'
check definitions 0 '' '"".join(f"[a{n}]: https://example.org/{n}\n" for n in range(500_000)) + "\nمتن [a1]\n"'
check swelling-links 0 'kept as text' '"[a]: https://example.org/" + "x" * 100_000 + "\n\n" + "[a] " * 100_000'
check front-matter 1 '64 KiB' '"---\ntitle: " + "x" * 10_000_000 + "\n---\n\nمتن"'
check long-address 0 '' '"https://example.org/" + "x" * 100_000'
check fences 1 'nested more than 100' '"::: box\n" * 100_000 + "متن\n"'
check guillemets 0 '' '"«" * 100_000'
check arabic-word 0 "$long" '"ي" * 400_000'
check digits 0 "$long" '"1" * 200_000' --clean guarded
check numbers 0 '' '"1 " * 100_000' --clean guarded
check arabic-letters 0 '' '"كتابي\n" * 200_000'
check one-paragraph 0 '' '"متن سلام دنیا. " * 40_000'
check both-ways 0 '' '"متن abc ۱۲ (x) " * 40_000'
check long-code 0 '' '"```\n" + "let x = 1;\n" * 100_000 + "```\n"'
check pages 0 '' '("# بخش\n\n" + "این پیام باید خوانده شود و به دست دیگران برسد. " * 60 + "\n\n") * 1_200' --theme book --toc
exit $failed
