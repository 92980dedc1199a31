#!/usr/bin/env bash
# Makes the sheets of samples/sheets anew, and the picture of them that the README shows.
# Needs poppler-utils and imagemagick.
set -euo pipefail
cd "$(dirname "$0")/.."
RENEW=1 cargo test --locked --quiet --test samples
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
for sheet in booklet trifold zine flyers; do
  pdftoppm -r 36 -l 2 -png "samples/sheets/message-$sheet.pdf" "$dir/$sheet"
  # Front over back, framed as paper is.
  convert "$dir/$sheet"-*.png -bordercolor '#999' -border 1 -bordercolor white -border 6 -append "$dir/sheet-$sheet.png"
done
convert "$dir"/sheet-{booklet,trifold,zine,flyers}.png -gravity north -background white +append \
  -colors 32 -strip -define png:exclude-chunks=date,time docs/pictures/sheets.png
