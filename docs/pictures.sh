#!/usr/bin/env bash
# Makes every picture in docs/pictures anew: `docs/pictures.sh [path/to/bargeh]`.
# Needs pdftoppm (poppler-utils) and montage (imagemagick).
set -euo pipefail
cd "$(dirname "$0")/.."
bargeh=$(realpath "${1:-target/release/bargeh}")
out=docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t themes < <("$bargeh" themes | cut -d" " -f1)

# Pages of a sample as pictures: NAME-1.png and so on.
pages() { # name, height in pixels, arguments of bargeh...
  local name=$1 height=$2
  shift 2
  "$bargeh" -q "$@" -o "$work/$name.pdf"
  pdftoppm -png -scale-to-x -1 -scale-to-y "$height" "$work/$name.pdf" "$work/$name"
}

# Pages side by side on gray, in few colours.
sheet() { # name, tiles, pictures...
  local name=$1 tiles=$2
  shift 2
  montage "$@" -tile "$tiles" -geometry +6+6 -gravity north -background '#d8d8d8' -strip "$work/sheet.png"
  convert "$work/sheet.png" -strip +dither -colors 64 -define png:exclude-chunks=date,time \
    -define png:compression-level=9 "PNG8:$out/$name.png"
}

mkdir -p "$out"
# What was before cannot be made again; the page has its own script (docs/page.sh).
find "$out" -name '*.png' ! -name before-after.png ! -name page.png -delete
pages leaflet 591 samples/message.md
sheet leaflet 2x "$work"/leaflet-[12].png
pages flyers 714 samples/flyer.md --sheet copies:4
sheet flyer 1x "$work"/flyers-1.png
pages poem 591 samples/poem.md --theme book
sheet poem 1x "$work"/poem-1.png
"$bargeh" samples/message.md -q --card -o "$work/cards.png"
for number in 4 3 2 1; do convert "$work/cards-card-$number.png" -resize 270x "$work/card-$number.png"; done
sheet cards 4x "$work"/card-4.png "$work"/card-3.png "$work"/card-2.png "$work"/card-1.png
"$bargeh" themes --preview "$work/themes"
sheet themes 7x $(for theme in "${themes[@]}"; do
  convert "$work/themes/$theme.png" -resize x312 "$work/themes/$theme-small.png"
  echo "$work/themes/$theme-small.png"
done)

# The contact sheets: every page of every sample, a sheet a theme.
for theme in "${themes[@]}"; do
  shown=()
  for sample in samples/*.md; do
    name=$(basename "$sample" .md)-$theme
    pages "$name" 420 "$sample" --theme "$theme"
    shown+=("$work/$name"-*.png)
  done
  sheet "all-$theme" 6x "${shown[@]}"
done

# The samples on sheets, and their picture.
docs/sheets.sh
