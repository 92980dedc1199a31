#!/usr/bin/env bash
# The known text, tests/data/pdf/text.md, made a PDF by each producer: the files beside it, which tests read. They are made
# once and kept; run this to see how they were made, or to add one. make.sh [OUT] (default: tests/data/pdf).
# Debian: chromium libreoffice-writer-nogui fop texlive-xetex texlive-luatex texlive-lang-arabic qpdf.
# PyPI: typst weasyprint fpdf2 arabic-reshaper python-bidi (in the environment that PYTHON names).
# BARGEH is the program, BARGEH_01 that of version 0.1 (`git log --until 2026-11-26` has it; without it that file is left).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../../.." && pwd)
out=${1:-$root/tests/data/pdf}; python=${PYTHON:-python3}; bargeh=${BARGEH:-bargeh}; fonts=$root/fonts
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1767225600 FONTCONFIG_FILE=$work/fonts.conf
echo "<fontconfig><dir>$fonts</dir><cachedir>$work/cache</cachedir></fontconfig>" >"$FONTCONFIG_FILE"
form() { "$python" "$here/forms.py" "$1" | sed "s#FONTS#$fonts#g" >"$work/$2"; }
# Objects are packed, so that the files are small; the content of pages and the fonts stay as they were made.
keep() { qpdf --deterministic-id --object-streams=generate --recompress-flate --compression-level=9 "$work/$1.pdf" "$out/$1.pdf"; }

set_typst() {
  "$python" -c 'import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)' \
    "$work/$1.typ" "$work/$1.pdf" "$fonts"
}
form typst typst.typ
set_typst typst
keep typst
"$python" "$here/newspaper.py" >"$work/newspaper.typ"
set_typst newspaper
keep newspaper

form html chromium.html
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$work/chromium.pdf" "$work/chromium.html"
keep chromium

form odt libreoffice.fodt
soffice "-env:UserInstallation=file://$work/office" --headless --convert-to \
  'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}' --outdir "$work" "$work/libreoffice.fodt"
keep libreoffice

form html-foot weasyprint.html
"$python" -m weasyprint "$work/weasyprint.html" "$work/weasyprint.pdf"
keep weasyprint

form fo fop.fo
for weight in Regular:normal Bold:bold; do
  echo "<font embed-url=\"file:$fonts/markazi-text/MarkaziText-${weight%:*}.ttf\"><font-triplet name=\"Markazi\" style=\"normal\"" \
    "weight=\"${weight#*:}\"/></font>"
done >"$work/fop.fonts"
echo "<fop version=\"1.0\"><renderers><renderer mime=\"application/pdf\"><fonts>$(cat "$work/fop.fonts")</fonts></renderer></renderers></fop>" \
  >"$work/fop.xconf"
fop -c "$work/fop.xconf" -fo "$work/fop.fo" -pdf "$work/fop.pdf"
keep fop

"$python" "$here/visual.py" "$fonts/vazirmatn/Vazirmatn-Regular.ttf" "$fonts/vazirmatn/Vazirmatn-Bold.ttf" "$work/visual.pdf"
keep visual

"$bargeh" "$root/tests/data/pdf/text.md" -q --paper a5 --theme plain -o "$work/bargeh.pdf" && cp "$work/bargeh.pdf" "$out/"
if [ -n "${BARGEH_01:-}" ]; then
  "$BARGEH_01" "$root/tests/data/pdf/text.md" -q --paper a5 --theme plain -o "$work/bargeh-0.1.pdf" && cp "$work/bargeh-0.1.pdf" "$out/"
fi

form xetex xepersian.tex
(cd "$work" && xelatex -interaction=batchmode xepersian.tex && xelatex -interaction=batchmode xepersian.tex)
keep xepersian

form luatex luatex.tex
(cd "$work" && lualatex -interaction=batchmode luatex.tex && lualatex -interaction=batchmode luatex.tex)
keep luatex
