#!/usr/bin/env bash
# Runs the commands of docs/scaling.md for real: one machine, a stream, GNU
# parallel, Spark in local mode, and what Hadoop and Kubernetes would run.
# usage: tests/scaling.sh path/to/bargeh FILE.whl [MESSAGES]
# Needs: parallel, Java 17; PySpark is put into ~/.cache.
set -euo pipefail
bargeh=$(realpath "$1"); wheel=$(realpath "$2"); count=${3:-60}
here=$(realpath "$(dirname "$0")")
message=$here/../samples/message.md
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"; mkdir bin; ln -s "$bargeh" bin/bargeh; PATH="$dir/bin:$PATH"
say() { printf -- '-- %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# So many different messages, and what single runs make of them.
mkdir letters single
python3 - "$message" "$count" <<'P'
import json, sys
text, count = open(sys.argv[1]).read(), int(sys.argv[2])
with open("jobs.jsonl", "w") as jobs:
    for n in range(count):
        one = text.replace("# ", f"# پیام {n}: ", 1)
        open(f"letters/{n:04}.md", "w").write(one)
        jobs.write(json.dumps({"id": n, "text": one, "to": "pdf"}, ensure_ascii=False) + "\n")
P
for file in letters/*.md; do bargeh "$file" -q -o "single/$(basename "$file" .md).pdf"; done

# The results of a stream, in order, against the single runs.
compare() { python3 - "$1" "$count" <<'P'
import base64, json, sys
results = [json.loads(line) for line in open(sys.argv[1])]
assert [r["id"] for r in results] == list(range(int(sys.argv[2]))), "not all results, or not in order"
for r in results:
    assert r["ok"], r
    assert base64.b64decode(r["outputs"][0]["base64"]) == open(f"single/{r['id']:04}.pdf", "rb").read(), r["id"]
P
}

say "one machine"
bargeh letters/ --to pdf,epub -o out/ -j 8 2>&1 | grep -q "$count done" || fail "not all done"
for file in single/*.pdf; do cmp -s "$file" "out/$(basename "$file")" || fail "$file differs"; done
bargeh letters/ --to pdf,epub -o out/ --skip-unchanged 2>&1 | grep -q "($count unchanged)" || fail "not unchanged"

say "a stream of jobs"
printf '%s\n' '{"id": 1, "text": "# سلام", "to": "pdf"}' | bargeh batch --jobs-from - | grep -q '"ok":true' || fail "one job"
bargeh batch --jobs-from jobs.jsonl > results.jsonl; compare results.jsonl

say "GNU parallel"
parallel --pipe --keep-order --block 40k bargeh batch --jobs-from - -j1 < jobs.jsonl > results.jsonl; compare results.jsonl
find letters -name '*.md' | parallel bargeh {} -o {.}.pdf
for file in single/*.pdf; do cmp -s "$file" "letters/$(basename "$file")" || fail "$file differs"; done

say "Spark"
python=$HOME/.cache/bargeh-scaling/bin/python
[ -x "$python" ] || python3 -m venv "$HOME/.cache/bargeh-scaling"
"$python" -m pip install -q --disable-pip-version-check 'pyspark>=4,<5' 'pandas<3' pyarrow
"$python" -m pip install -q --disable-pip-version-check --no-index --force-reinstall --no-deps "$wheel"
PYSPARK_PYTHON=$python "$python" "$here/scaling_spark.py" "$here/../docs/scaling.md" "$count" 2>spark.log ||
  { tail -20 spark.log >&2; fail "Spark"; }

say "Hadoop's mapper, Kubernetes' pods"
bin/bargeh batch --jobs-from - -j1 < jobs.jsonl > results.jsonl; compare results.jsonl
for index in 0 1 2 3 4 5 6 7; do
  awk "NR % 8 == $index" jobs.jsonl | bargeh batch --jobs-from - > "results-$index.jsonl"
done
cat results-?.jsonl | python3 -c 'import json,sys; [print(l, end="") for l in sorted(sys.stdin, key=lambda l: json.loads(l)["id"])]' > results.jsonl
compare results.jsonl
say "all equal to single runs: $count messages"
