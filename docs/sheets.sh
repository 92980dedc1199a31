#!/usr/bin/env bash
# Makes the sheets of samples/sheets anew, and the picture of them that the README shows.
# Needs poppler-utils and imagemagick.
set -euo pipefail
cd "$(dirname "$0")/.."
RENEW=1 cargo test --locked --quiet --test all samples
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
for sheet in message-booklet message-trifold message-zine flyers; do
  pdftoppm -r 36 -l 2 -png "samples/sheets/$sheet.pdf" "$dir/$sheet"
  # Front over back, framed as paper is.
  convert "$dir/$sheet"-*.png -bordercolor '#999' -border 1 -bordercolor white -border 6 -append "$dir/sheet-$sheet.png"
done
convert "$dir"/sheet-{message-booklet,message-trifold,message-zine,flyers}.png -gravity north -background white +append \
  -colors 32 -strip -define png:exclude-chunks=date,time docs/pictures/sheets.png
