#!/usr/bin/env bash
# Runs the queue of docs/scaling.md for real: Redis, two workers, one of which dies
# in the middle of a job, which the other then makes: the bytes of single runs.
# usage: tests/queue.sh path/to/bargeh FILE.whl [MESSAGES]
# Needs: redis-server; RQ is put into ~/.cache.
set -euo pipefail
bargeh=$(realpath "$1"); wheel=$(realpath "$2"); count=${3:-20}
here=$(realpath "$(dirname "$0")")
venv=$HOME/.cache/bargeh-queue
dir=$(mktemp -d); redis=; worker=
end() { [ -z "$worker" ] || kill -9 "$worker" 2>/dev/null || true; [ -z "$redis" ] || kill "$redis" || true; rm -rf "$dir"; }
trap end EXIT
say() { printf -- '-- %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check 'rq>=2,<3'
"$venv/bin/pip" install -q --disable-pip-version-check --no-index --force-reinstall --no-deps "$wheel"

cd "$dir"; mkdir out
block() { awk -v marker="<!-- $1 -->" '$0 == marker { found = 1; next }
  found && /^```/ { if (inside) exit; inside = 1; next } inside' "$here/../docs/scaling.md"; }
block jobs.py > jobs.py; block enqueue > enqueue.py
export REDIS_URL=unix://$dir/redis.sock PYTHONPATH=$dir
redis-server --port 0 --unixsocket "$dir/redis.sock" --save '' --appendonly no --dir "$dir" >redis.log & redis=$!
for _ in {1..50}; do [ -S redis.sock ] && break; sleep 0.1; done

cat > ask.py <<'P'
import pathlib, sys
from enqueue import ask
message, count = pathlib.Path(sys.argv[1]).read_text(), int(sys.argv[2])
# The first is long enough to be caught in the middle.
texts = ["\n\n".join([message] * 1000)] + [message.replace("# ", f"# پیام {n}: ", 1) for n in range(1, count)]
for n, text in enumerate(texts):
    pathlib.Path(f"{n}.md").write_text(text)
    print(pathlib.Path(ask(text, {"paper": "a6"}, "out").id + ".pdf"))
P
"$venv/bin/python" ask.py "$here/../samples/message.md" "$count" > names
say "a worker dies in a job"
"$venv/bin/rq" worker letters --url "$REDIS_URL" --max-jobs 1 >first.log 2>&1 & worker=$!
for _ in {1..600}; do horse=$(pgrep -P "$worker" || true); [ -z "$horse" ] || break; sleep 0.1; done
[ -n "$horse" ] || fail "no job began"
sleep 0.5; kill -9 "$horse"; wait "$worker" || true; worker=
[ -z "$(ls out)" ] || fail "the job was done before its worker died"
say "another does its job and the rest"
"$venv/bin/rq" worker letters --url "$REDIS_URL" --burst >second.log 2>&1 || { tail -5 second.log >&2; fail "the second worker"; }
n=0
while read -r name; do
  "$bargeh" "$n.md" -q --paper a6 -o single.pdf
  cmp -s single.pdf "out/$name" || { tail -5 first.log second.log >&2; fail "job $n differs"; }
  n=$((n + 1))
done < names
[ "$(ls out | wc -l)" = "$count" ] || fail "more than the files asked for"
say "asked again, the same files"
sha256sum out/* > before
"$venv/bin/python" ask.py "$here/../samples/message.md" "$count" | cmp -s - names || fail "other names"
"$venv/bin/rq" worker letters --url "$REDIS_URL" --burst >third.log 2>&1
sha256sum --quiet -c before && [ "$(ls out | wc -l)" = "$count" ] || fail "other files"
say "all equal to single runs: $count jobs"
