#!/usr/bin/env bash
# What the program touches, as the kernel sees it: no socket, and nothing written
# but the output and its temporary neighbour, whatever it reads and makes; `serve`
# writes nothing, and its one socket listens on the loopback address. Needs strace,
# and the right to trace, which a container may forbid.
# usage: tests/touches.sh path/to/bargeh
set -uo pipefail
bargeh=$(realpath "$1")
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failed=0

if ! strace -f -qq -o trace true 2>refused || ! grep -q 'execve(' trace; then
  echo "what the program touches cannot be seen, as tracing is forbidden here: $(head -1 refused)"
  echo "(a container allows it with --cap-add=SYS_PTRACE --security-opt seccomp=unconfined)"
  exit 1
fi

writes='(open[a-z0-9]*\(.*O_(WRONLY|RDWR|CREAT|TRUNC)'
writes+='|(creat|mkdir|rmdir|rename|link|symlink|unlink|truncate|mknod|f?chmod|f?chown|utime|futimes|l?setxattr)[a-z0-9]*\()'

# Runs a command; `strange` is what it opened or wrote that is not `out/`, a file
# `a…` or `b…` in it, or the temporary neighbour of one.
traced() {
  status=0
  strace -f -qq -s 300 -e trace=%network,%file,io_uring_setup -o trace "$@" >said 2>&1 || status=$?
  local sockets='(socket|connect|bind|listen|sendto|io_uring_setup)\('
  local known='^[^"]*("(/dev/null|([^"]*/)?out(/(\.bargeh-[^"/]*|[ab][-.0-9a-z]*)?)?)"[^"]*)+$'
  strange=$(grep -E "^[0-9]+ +($sockets|$writes)" trace | grep -vE "$known")
  strange+=$(grep -E "^[0-9]+ +$sockets" trace)
}

check() { # name, command...
  local name=$1 problem=
  shift
  traced "$@"
  [ "$status" = 0 ] || problem="ended in $status: $(head -c 300 said)"
  [ -z "$strange" ] || problem="touched: $(head -2 <<<"$strange")"
  printf '%-28s %s\n' "$name" "${problem:-as it should}"
  [ -z "$problem" ] || failed=1
}

# What is looked for must be found where it is.
planted() { # name, shell command
  local problem=
  traced bash -c "$2"
  [ -n "$strange" ] || problem="was not seen"
  printf '%-28s %s\n' "planted: $1" "${problem:-seen}"
  [ -z "$problem" ] || failed=1
}

mkdir out
planted 'a socket' 'exec 3<>/dev/tcp/127.0.0.1/9'
planted 'a file' ': > elsewhere'
planted 'a name beside the output' ': > out/c.pdf'
planted 'a file moved away' ': > out/a; mv out/a a'

cat > a.md <<'TEXT'
# سلام

متن [جا](https://example.org/) و ![عکس](https://example.org/a.png) و ![نقش](a.svg)

::: qr
https://example.org/
:::
TEXT
echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="https://example.org/a.png"/><path d="M0 0h9v9z"/></svg>' > a.svg
echo '<!DOCTYPE html><title>سلام</title><link rel="stylesheet" href="https://example.org/a.css"><p>متن <img src="https://example.org/a.png">' > b.html
echo '{"id": 1, "text": "# سلام", "output": "out/b.pdf"}' > jobs

check 'a message, all formats' "$bargeh" a.md --to pdf,epub,html,png,jpg,md,txt,telegram,whatsapp -o out/
check 'a page' "$bargeh" b.html --to pdf,epub -o out/
check 'jobs' "$bargeh" batch --jobs-from jobs
check 'impose' "$bargeh" impose out/a.pdf --sheet grid:2x2 -o out/b-sheet.pdf
check 'clean' "$bargeh" clean a.md
check 'inspect' "$bargeh" inspect out/a.pdf out/a.epub out/a.html

# Served until a page and a picture were fetched, and a save was shown.
served() {
  local problem= url= line listening name='serve'
  : > address
  strace -f -qq -s 300 -e trace=%network,%file,io_uring_setup -o trace "$bargeh" serve a.md >address 2>said &
  local tracer=$!
  for _ in $(seq 100); do read -r url <address && break; sleep 0.1; done
  if curl -fsS --max-time 60 -o page "$url" && curl -fsS --max-time 60 -o news "${url}news/0" &&
    curl -fsS --max-time 60 -o picture "${url}picture/0/1" && cp a.md draft && echo 'دیگر' >>draft && mv draft a.md; then
    curl -fsS --max-time 60 -o news "${url}news/1" && grep -q '"number":2' news || problem="a save is not shown"
  else
    problem="no answer at ${url:-its address}: $(head -c 300 said)"
  fi
  pkill -INT -P "$tracer"; wait "$tracer"
  listening=$(grep -cE '^[0-9]+ +bind\(.*sin_addr=inet_addr\("127\.0\.0\.1"\)' trace)
  line=$(grep -E '^[0-9]+ +(socket|connect|bind|sendto|io_uring_setup)\(' trace |
    grep -vE 'socket\(AF_INET, SOCK_STREAM|bind\(.*inet_addr\("127\.0\.0\.1"\)|sendto\(.*, NULL, 0\) = ' | head -2)
  [ "$(grep -cE '^[0-9]+ +socket\(' trace)" = 1 ] && [ "$listening" = 1 ] && [ -z "$line" ] || problem+=" sockets: $(grep -E '^[0-9]+ +(socket|bind|connect)\(' trace | head -3)"
  line=$(grep -E "^[0-9]+ +$writes" trace | grep -vE '"/dev/null"' | head -2)
  [ -z "$line" ] || problem+=" wrote: $line"
  printf '%-28s %s\n' "$name" "${problem:-as it should}"
  [ -z "$problem" ] || failed=1
}
served
exit $failed
