#!/usr/bin/env bash
# Makes docs/pictures/page.png anew, of what the page's judge saw: `docs/page.sh DIR`
# after `node tests/judges/page.mjs --shots PAGE.html PROGRAM DIR`. Needs imagemagick.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for screen in desk phone; do convert "$1/page-$screen-pages.png" -resize x640 "$work/$screen.png"; done
convert "$work/desk.png" "$work/phone.png" -bordercolor '#d8d8d8' -border 6 +append -strip +dither -colors 96 \
  -define png:exclude-chunks=date,time -define png:compression-level=9 PNG8:docs/pictures/page.png
