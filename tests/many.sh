#!/usr/bin/env bash
# Many messages in one call give what single runs give, byte for byte; killed
# at any moment, every output is the old file or the new one.
# usage: tests/many.sh path/to/bargeh [MESSAGES [KILLS]]
set -euo pipefail
bargeh=$(realpath "$1"); count=${2:-1000}; kills=${3:-50}
message=$(realpath "$(dirname "$0")/../samples/message.md")
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"; mkdir letters single
say() { printf -- '-- %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

for ((n = 0; n < count; n++)); do
  sed "0,/^# /s//# پیام $n: /" "$message" > "$(printf 'letters/%04d.md' "$n")"
done

say "$count messages in one call"
begin=$(date +%s%N)
"$bargeh" letters/ --to pdf,epub -o out/ -q
took=$((($(date +%s%N) - begin) / 1000000))
begin=$(date +%s%N)
for file in letters/*.md; do "$bargeh" "$file" --to pdf,epub -o single/ -q; done
say "in one call $took ms, one by one $((($(date +%s%N) - begin) / 1000000)) ms"
diff -rq out single || fail "the outputs differ"
[ "$(sha256sum out/*.pdf | cut -d' ' -f1 | sort -u | wc -l)" = "$count" ] || fail "some messages gave the same file"

say "killed $kills times"
echo old > old; mkdir before
for file in single/*; do ln old "before/${file#single/}"; done
RANDOM=1
written=0
within=$((took < 5000 ? took : 5000))
for ((round = 0; round < kills; round++)); do
  case $((round % 3)) in 0) signal=KILL ;; 1) signal=INT ;; *) signal=TERM ;; esac
  rm -rf out; cp -al before out
  # In a job of its own, or the shell would have it ignore SIGINT.
  set -m
  "$bargeh" letters/ --to pdf,epub -o out/ -q & child=$!
  set +m
  sleep "$(awk -v part="$RANDOM" -v within="$within" 'BEGIN { print part / 32768 * within / 1000 }')"
  kill -s "$signal" "$child" 2>/dev/null || true
  status=0; wait "$child" 2>/dev/null || status=$?
  # 143: before the program had begun, the system itself ended it.
  case $signal-$status in KILL-137 | INT-130 | TERM-130 | TERM-143 | *-0) ;; *) fail "round $round: $signal ended in $status" ;; esac
  # Each output is the old file still, or what a single run makes.
  [ "$(cat old)" = old ] || fail "round $round: $signal, an old file was written into"
  find out -samefile old -delete
  [ "$signal" != KILL ] || find out -name '.bargeh-*' -delete
  diff -rq out single | grep -v '^Only in single' && fail "round $round: $signal left this"
  written=$((written + $(find out -type f | wc -l)))
done
say "no torn file, nothing left behind; $written of $((kills * 2 * count)) outputs were written before the kills"
