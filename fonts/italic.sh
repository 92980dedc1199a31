#!/usr/bin/env bash
# Makes the two italics of the whole fonts: Latin letters, marks and signs alone,
# without hints, as emphasis in Persian texts has no others in italic. The whole
# ones would add 600 kB to the program, these 36 kB. Their license reserves no
# name, so what is left may keep it. Needs npm and Python.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fonttools==4.60.1
for family in Sans Serif; do
  folder=noto-${family,,}
  mkdir "$work/$folder"
  (cd "$work/$folder" && npm pack --silent "@expo-google-fonts/$folder@0.4.2" >/dev/null && tar xzf ./*.tgz)
  "$work/venv/bin/pyftsubset" "$work/$folder/package/400Regular_Italic/Noto${family}_400Regular_Italic.ttf" \
    --unicodes=20-7E,A0-17F,2BC,2C6,2C7,2D8-2DD,1E9E,2010-2015,2018-201E,2020-2022,2026,2030,2032,2033,2039,203A,20AC,2122,2212 \
    --layout-features=kern,mark,ccmp,liga --no-hinting --notdef-outline \
    --name-IDs=0,1,2,3,4,5,6,7,13,14 --output-file="$folder-italic/Noto$family-Italic.ttf"
done
