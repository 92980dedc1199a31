#!/usr/bin/env bash
# Inputs as large, as deep and as twisted as the world will make them, each
# within 60 s of processor time and 2 GiB: refused with the message it should
# be, or converted whole; files of other kinds within 20 s and 1.5 GiB. The tests
# in tests/bad_inputs/ do the same smaller. Needs python3 and unzip.
# usage: tests/limits.sh path/to/bargeh [FOLDER for the files that come out]
set -euo pipefail
bargeh=$(realpath "$1"); keep=${2:-}
[ -z "$keep" ] || { mkdir -p "$keep"; keep=$(realpath "$keep"); }
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
failed=0

# name, exit status, part of what is said (or nothing), Python expression of
# the message, flags...
check() {
  local name=$1 want=$2 part=$3 text=$4 status=0 problem=
  shift 4
  rm -f a.pdf a.epub
  python3 -c "import sys; sys.stdout.buffer.write(($text).encode())" > a.md
  (ulimit -v $((2 << 20)) -t 60; exec "$bargeh" a.md --to pdf,epub "$@" > said 2>&1) || status=$?
  [ "$status" = "$want" ] || problem="ended in $status"
  [ -z "$part" ] || grep -qF -- "$part" said || problem="did not say: $part"
  ! grep -q 'internal error' said || problem="has a defect"
  case $want in
    0) { [ "$(head -c5 a.pdf)" = %PDF- ] && [ "$(tail -c6 a.pdf)" = "%%EOF" ] && unzip -tqq a.epub; } || problem="not whole" ;;
    *) [ "$(ls -A)" = $'a.md\nsaid' ] || problem="left $(ls -A)" ;;
  esac
  printf '%-28s %s\n' "$name" "${problem:-as it should}"
  if [ -n "$problem" ]; then head -c 500 said; failed=1; fi
  if [ -n "$keep" ] && [ -e a.pdf ]; then mv a.pdf "$keep/$name.pdf"; mv a.epub "$keep/$name.epub"; fi
}

long='longer than its line'
check nested-quotes 1 'nested more than 100' '">" * 100_000 + "a"'
check nested-lists 1 'nested more than 100' '"- " * 100_000 + "a"'
check brackets 0 "$long" '"[" * 100_000'
check emphasis 0 '' '"*a " * 100_000'
check backticks 0 '' '" ".join("`" * n for n in range(1, 1_000))'
check too-large 1 'larger than 32 MiB' '"ا" * 25_000_000'
check long-paragraph 1 'a paragraph is larger than 8 MiB' '"متن " * 2_500_000'
check long-word 0 "$long" '"ب" * 2_500_000'
check long-stroke 0 "$long" '"ـ" * 100_000'
check long-table 0 '' '"| الف | ب |\n|---|---|\n" + "| ۱ | متن |\n" * 50_000'
check endless-table 1 'more than 500000 blocks, cells' '"| الف | ب |\n|---|---|\n" + "| ۱ | متن |\n" * 1_000_000'
check wide-table 0 '' '"| متن " * 2_000 + "|\n" + "|---" * 2_000 + "|\n" + "| ۱ " * 2_000 + "|\n"'
check notes 0 '' '"".join(f"متن[^{n}] " for n in range(10_000)) + "\n\n" + "".join(f"[^{n}]: یادداشت\n\n" for n in range(10_000))'
check one-note 0 '' '"متن[^۱] " * 1_000 + "\n\n[^۱]: یادداشت\n"'
check headings 0 '' '"".join("#" * (1 + n * 5 % 6) + f" بخش {n}\n\n" for n in range(100_000))'
check long-heading 0 '' '"# " + "سرفصل " * 1_700 + "\n\nمتن"'
check marks 0 '' '"ب" + "\u064e" * 100_000 + " دیگر"'
check embeddings 0 '' '"سلام " + "\u202b" * 10_000 + " متن"'
check isolates 0 '' '"سلام " + "\u2067" * 10_000 + " متن"'
check definitions 0 '' '"".join(f"[a{n}]: https://example.org/{n}\n" for n in range(500_000)) + "\nمتن [a1]\n"'
check swelling-links 0 'kept as text' '"[a]: https://example.org/" + "x" * 100_000 + "\n\n" + "[a] " * 100_000'
check front-matter 1 '64 KiB' '"---\ntitle: " + "x" * 10_000_000 + "\n---\n\nمتن"'
check long-address 0 '' '"https://example.org/" + "x" * 100_000'
check fences 1 'nested more than 100' '"::: box\n" * 100_000 + "متن\n"'
check guillemets 0 '' '"«" * 100_000'
check arabic-word 0 "$long" '"ي" * 400_000'
check digits 0 "$long" '"1" * 200_000' --clean guarded
check numbers 0 '' '"1 " * 100_000' --clean guarded
check arabic-letters 0 '' '"كتابي\n" * 200_000'
check one-paragraph 0 '' '"متن سلام دنیا. " * 40_000'
check both-ways 0 '' '"متن abc ۱۲ (x) " * 40_000'
check long-code 0 '' '"```\n" + "let x = 1;\n" * 100_000 + "```\n"'
check links 1 'more than 500000' '"# س\n\n" + ("[ا](https://example.org/a) " * 200 + "\n\n") * 2_400'
check note-web 1 'more than 500000' '"".join(f"متن[^{n}] " for n in range(1_500)) + "\n\n" + "".join(f"[^{n}]: " + "".join(f"ش[^{m}] " for m in range(0, 1_500, 5)) + "\n\n" for n in range(1_500))'
check two-marks 0 '' '"ا" + "\u0651\u064e\u0670\u0323\u0301" * 200_000'
check pages 0 '' '("# بخش\n\n" + "این پیام باید خوانده شود و به دست دیگران برسد. " * 60 + "\n\n") * 1_200' --theme book --toc

# Files of the other kinds: name, exit status, part of what is said, Python
# statements that write the file `name` in the folder `more`, arguments.
more=$(mktemp -d); trap 'rm -rf "$dir" "$more"' EXIT
made() {
  local name=$1 want=$2 part=$3 text=$4 status=0 problem=
  shift 4
  rm -rf "$more"/* out; (cd "$more" && python3 -c "$text")
  (ulimit -v $((3 << 19)) -t 20; exec "$bargeh" "$@" > said 2>&1) || status=$?
  [ "$status" = "$want" ] || problem="ended in $status"
  [ -z "$part" ] || grep -qF -- "$part" said || problem="did not say: $part"
  ! grep -q 'internal error' said || problem="has a defect"
  printf '%-28s %s\n' "$name" "${problem:-as it should}"
  if [ -n "$problem" ]; then head -c 500 said; failed=1; fi
}
message() { made "$@" "$more/a.md" --to pdf,epub -o out/; }
drawing='open("a.md", "w").write("# سلام\n\n![نقش](p.svg)\n"); open("p.svg", "w").write("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"90\" height=\"90\">"'
message svg-uses 0 'too complex' "$drawing + '<defs><path id=\"a0\" d=\"M0 0L9 9\"/>' + ''.join(f'<g id=\"a{n}\">' + f'<use xlink:href=\"#a{n-1}\"/>' * 10 + '</g>' for n in range(1, 11)) + '</defs><use xlink:href=\"#a10\"/></svg>')"
message svg-arc 0 'above ten million' "$drawing + '<path d=\"M0 0A1e30 1e30 0 0 0 9 9\" stroke=\"#000\" stroke-width=\"2\"/></svg>')"
message svg-patterns 0 'too complex' "$drawing + ''.join(f'<pattern id=\"p{n}\" width=\"1\" height=\"1\" patternUnits=\"userSpaceOnUse\">' + f'<rect width=\"9\" height=\"9\" fill=\"url(#p{n+1})\"/>' * 10 + '</pattern>' for n in range(12)) + '<rect width=\"90\" height=\"90\" fill=\"url(#p0)\"/></svg>')"
message svg-files 0 'too complex' "[open(f'{n}.svg', 'w').write('<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0' + 'l1 1l2-1' * 60_000 + f'l{n} 1\"/></svg>') for n in range(100)]; open('a.md', 'w').write('# سلام\n\n' + ''.join(f'![ع]({n}.svg)\n\n' for n in range(100)))"
message contents-of-contents 0 'left out' 'open("a.md", "w").write("::: toc\n:::\n\n" * 500 + "".join(f"# بخش {n}\n\n" for n in range(500)))'
message syllable 0 '' 'open("a.md", "w").write("# سلام\n\n" + "\u0915\u094d" * 129)'
message open-isolates 0 'hidden' 'open("a.md", "w").write("# سلام\n\n" + "\u2067" * 20_000 + "م")'
message flags 0 '' 'open("a.md", "w").write("# سلام\n\n" + "\U0001f1ee" * 15_000)'
message codes 0 'QR codes' 'open("a.md", "w").write("# سلام\n\n" + "".join("::: qr\nhttps://example.org/" + "x" * 1_500 + f"{n}\n:::\n\n" for n in range(1_500)))'
pixels='import struct, zlib; chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)); picture = lambda w, h: b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(bytes((w + 1) * h))) + chunk(b"IEND", b"")'
message letters-of-no-font 0 'no font has' 'open("a.md", "w").write("".join(map(chr, range(0x20000, 0xa0000))))'
message many-pictures 0 'of memory together' "$pixels; [open(f'{n}.png', 'wb').write(picture(8000 - n, 8000)) for n in range(12)]; open('a.md', 'w').write('# سلام\n\n' + ''.join(f'![ع]({n}.png)\n\n' for n in range(12)))"
message high-picture 0 'too long a side' "$pixels; open('p.png', 'wb').write(picture(1, 1_000_000)); open('a.md', 'w').write('# سلام\n\n![ع](p.png)\n')"
word='import zipfile; z = zipfile.ZipFile("a.docx", "w", zipfile.ZIP_DEFLATED); w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"; z.writestr("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")'
made docx-text 1 '' "$word; z.writestr('word/document.xml', f'<w:document xmlns:w=\"{w}\"><w:body>' + '<w:p><w:r><w:t>' + 'ا' * 40_000_000 + '</w:t></w:r></w:p></w:body></w:document>'); z.close()" "$more/a.docx" --to pdf,epub -o out/
made docx-paragraphs 1 'more than 500000' "$word; z.writestr('word/document.xml', f'<w:document xmlns:w=\"{w}\"><w:body>' + '<w:p/>' * 20_000_000 + '</w:body></w:document>'); z.close()" "$more/a.docx" --to pdf,epub -o out/
made odt-text 1 '' "import zipfile; z = zipfile.ZipFile('a.odt', 'w', zipfile.ZIP_DEFLATED); z.writestr('mimetype', 'application/vnd.oasis.opendocument.text'); z.writestr('content.xml', '<document-content><body><text><p>' + 'ا' * 40_000_000 + '</p></text></body></document-content>'); z.close()" "$more/a.odt" --to pdf,epub -o out/
made odt-cells 1 'more than 500000' "import zipfile; z = zipfile.ZipFile('a.odt', 'w', zipfile.ZIP_DEFLATED); z.writestr('mimetype', 'application/vnd.oasis.opendocument.text'); z.writestr('content.xml', '<document-content><body><text>' + '<table><table-row><table-cell number-columns-repeated=\"99999999\"/></table-row></table>' * 400_000 + '</text></body></document-content>'); z.close()" "$more/a.odt" --to pdf,epub -o out/
book="import zipfile
def book(chapters, opf='', more=()):
    z = zipfile.ZipFile('a.epub', 'w', zipfile.ZIP_DEFLATED)
    z.writestr('mimetype', 'application/epub+zip')
    z.writestr('META-INF/container.xml', '<container><rootfile full-path=\"b.opf\"/></container>')
    items = ''.join(f'<item id=\"c{n}\" href=\"c{n}.xhtml\" media-type=\"application/xhtml+xml\"/>' for n in range(len(chapters)))
    spine = ''.join(f'<itemref idref=\"c{n}\"/>' for n in range(len(chapters)))
    z.writestr('b.opf', f'<package><manifest>{items}</manifest><spine>{spine}{opf}</spine></package>')
    for n, body in enumerate(chapters): z.writestr(f'c{n}.xhtml', f'<html><head><link rel=\"stylesheet\" href=\"s.css\"/></head><body>{body}</body></html>')
    for name, text in more: z.writestr(name, text)
    z.close()
"
made epub-text 1 'larger than' "${book}book(['<p>متن</p>' + ' ' * 40_000_000])" "$more/a.epub" --to pdf,epub -o out/
made epub-chapters 0 '' "${book}book(['<h1>فصل</h1><p>متن</p>'] * 9_000, '<itemref idref=\"c0\"/>' * 100_000)" clean "$more/a.epub"
made epub-notes 0 '' "${book}book([''.join(f'<p><a id=\"r{n}\" href=\"c1.xhtml#n{n}\">{n % 1000}</a></p>' for n in range(60_000)), ''.join(f'<p id=\"n{n}\"><a href=\"c0.xhtml#r{n}\">{n % 1000}</a> شرح</p>' for n in range(60_000))])" clean "$more/a.epub"
made epub-links 0 '' "${book}book(['<p id=\"x\">' + '<a href=\"#x\">1</a> ' * 200_000 + '</p>'])" clean "$more/a.epub"
made epub-deep 0 '' "${book}book(['<div id=\"x\">' * 200_000 + 'متن'])" clean "$more/a.epub"
made epub-sheets 0 'too large' "${book}book(['<p>متن</p>'] * 200, more=[('s.css', '.a{width:1px}' * 100_000)])" clean "$more/a.epub"
made telegram-posts 0 '' 'open("result.json", "w").write("{\"name\": \"آ\", \"type\": \"public_channel\", \"messages\": [" + ",".join(f"{{\"id\": {n}, \"type\": \"message\", \"date\": \"2024-05-01T10:00:00\", \"text\": \"متن\"}}" for n in range(150_000)) + "]}")' clean "$more/result.json"
made telegram-deep 1 'cannot be read' 'open("result.json", "w").write("{\"id\": 1, \"date\": 1, \"messages\": " + "[" * 10_000_000)' clean --from telegram-export "$more/result.json"
made compare-strangers 1 '' 'open("a.txt", "w").write("".join(f"آ{n} " for n in range(400_000))); open("b.txt", "w").write("".join(f"ب{n} " for n in range(400_000)))' compare -q "$more/a.txt" "$more/b.txt"
made compare-refrain 1 '' 'open("a.txt", "w").write("آب نان " * 300_000); open("b.txt", "w").write("آب نان آب نان نان " * 200_000)' compare -q "$more/a.txt" "$more/b.txt"
made text-bars 0 '' 'open("a.txt", "w").write("متن\n" + "│\n" * 250_000)' clean "$more/a.txt"
made text-dashes 0 '' 'open("a.txt", "w").write("کارها:\n" + "- ا:\n" * 150_000)' clean "$more/a.txt"
made text-questions 0 '' 'open("a.txt", "w").write("کارها:\n" + "- ا:\n" * 150_000 + "- ب؟\n")' clean "$more/a.txt"
made html-classes 0 '' 'open("a.html", "w").write("<style>" + ".a{width:1px}" * 8_192 + "</style><p class=\"" + "a " * 500_000 + "\">متن")' clean "$more/a.html"
made html-children 0 'too long to be followed' 'open("a.html", "w").write("<style>" + (">".join(["b"] * 32) + "{width:1px}") * 8_192 + "</style><p>متن" + "<b>" * 1_000_000)' clean "$more/a.html"
made rows-grow 1 'MiB of text' 'open("a.md", "w").write("{{a}} " * 20_000); open("t.csv", "w").write("a\n" + ("متن " * 50_000 + "\n") * 10)' "$more/a.md" --data "$more/t.csv" -o out/
made rows-one-text 1 'MiB of text' "import zipfile; open('a.md', 'w').write('# {{a}}'); z = zipfile.ZipFile('t.ods', 'w', zipfile.ZIP_DEFLATED); z.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'); z.writestr('content.xml', '<body><spreadsheet><table><table-row><table-cell><p>a</p></table-cell></table-row><table-row><table-cell number-columns-repeated=\"99999999\"><p>' + 'ا' * 5_000_000 + '</p></table-cell></table-row></table></spreadsheet></body>'); z.close()" "$more/a.md" --data "$more/t.ods" -o out/
made html-spans 1 'more than 500000' 'open("a.html", "w").write("<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>ا" * 30) * 300)' "$more/a.html" --to pdf,epub -o out/
made html-ragged 1 'more than 500000' 'open("a.html", "w").write("<table><tr>" + "<td>ا" * 20_000 + "<tr><td>ا" * 40_000)' "$more/a.html" --to pdf,epub -o out/
made html-attributes 1 'attributes' 'open("a.html", "w").write("<p " + " ".join(f"a{n}=1" for n in range(500_000)) + ">متن")' "$more/a.html" --to pdf,epub -o out/
made pages-as-pictures 2 'the limit is 1000 megapixels' 'open("a.md", "w").write(("این پیام باید خوانده شود. " * 40 + "\n\n") * 900)' "$more/a.md" --to jpg --ppi 300 --paper a3 -o out/
made inspect-brackets 0 '' 'open("a.md", "w").write("![" * 3_000_000)' inspect "$more/a.md"
made inspect-handlers 1 'onclick' 'open("a.html", "w").write("<html>" + "<p onclick=go()>متن" * 100_000)' inspect "$more/a.html"
sheet='import zlib
def pdf(content, extra="", resources=""):
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>", content, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"] + list(extra)
    out, places = b"%PDF-1.7\n", []
    for n, o in enumerate(objects, 1):
        places.append(len(out)); out += b"%d 0 obj\n" % n + (o if isinstance(o, bytes) else o.encode()) + b"\nendobj\n"
    start = len(out); out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    open("a.pdf", "wb").write(out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
def stream(body, extra=""):
    body = zlib.compress(body); return f"<<{extra}/Filter/FlateDecode/Length {len(body)}>>stream\n".encode() + body + b"\nendstream"
'
made read-pdf-bomb 1 'more than can be read' "$sheet
pdf(stream(b' ' * 200_000_000))" clean "$more/a.pdf"
made read-pdf-forms 1 'more than can be read' "$sheet
form = lambda n: stream((b'/X%d Do ' % (n + 1)) * 10 if n < 11 else b'BT /F 9 Tf (a) Tj ET', f'/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X{n + 1} {n + 7} 0 R>>>>')
pdf(stream(b'/X0 Do ' * 10), [form(n) for n in range(12)], '/XObject<</X0 6 0 R>>')" clean "$more/a.pdf"
made read-pdf-glyphs 1 'more than can be read' "$sheet
pdf(stream((b'BT /F 9 Tf 9 9 Td (' + b'ab ' * 25 + b') Tj ET ') * 40_000))" clean "$more/a.pdf"
made read-pdf-pieces 0 '' "$sheet
pdf(stream(b''.join(b'BT /F 5 Tf %d %d Td (abc) Tj ET\\n' % (n % 37 * 20, n // 37 % 100 * 7) for n in range(200_000))))" clean "$more/a.pdf"
made read-pdf-places 0 '' "$sheet
pdf(stream(b''.join(b'BT /F 5 Tf %d %d.%d Td (abc) Tj ET\\n' % (n * 7919 % 9999, n * 104729 % 9973, n % 10) for n in range(200_000))))" clean "$more/a.pdf"
made read-pdf-rows 1 'more than can be read' "$sheet
pdf(b'<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4000000000>>/Length 20>>stream\n' + b'0' * 20 + b'\nendstream')" clean "$more/a.pdf"
made read-pdf-failing-forms 1 'more than can be read' "$sheet
pdf(stream(b'/X Do ' * 1_000), [stream(b' ' * 33_000_000, '/Type/XObject/Subtype/Form')], '/XObject<</X 6 0 R>>')" clean "$more/a.pdf"
made read-pdf-maps 0 '' "$sheet
pdf(stream(b'BT /G 9 Tf 9 9 Td (ab) Tj ET'), ['<</Type/Font/Subtype/Type0/BaseFont/G/Encoding/Identity-H/ToUnicode 7 0 R>>', stream(b'<0000> <7FFF> <0000> ' * 195_000 + b'endbfrange')], '/Font<</G 6 0 R>>')" clean "$more/a.pdf"
made read-pdf-fonts 1 'more than 2000 fonts' "$sheet
pdf(stream(b''.join(b'/G%d 9 Tf ' % n for n in range(4_000))), [stream(b'<0000> <FFFF> <0041> endbfrange')] + ['<</Type/Font/Subtype/Type0/BaseFont/G/Encoding/Identity-H/ToUnicode 6 0 R>>'] * 4_000, '/Font<<' + ''.join(f'/G{n} {n + 7} 0 R' for n in range(4_000)) + '>>')" clean "$more/a.pdf"
made read-pdf-letters 1 'more than can be read' "$sheet
pdf(stream(b'BT /G 9 Tf 9 9 Td <' + b'0041' * 1_400_000 + b'> Tj ET'), ['<</Type/Font/Subtype/Type0/BaseFont/G/Encoding/Identity-H/ToUnicode 7 0 R>>', stream(b'<0041> <' + b'0628' * 64 + b'> endbfchar')], '/Font<</G 6 0 R>>')" clean "$more/a.pdf"
made read-pdf-small-pieces 0 '' "$sheet
pdf(stream(b'BT /F 300 Tf 0 200 Td (a) Tj ET ' + b''.join(b'BT /F .6 Tf %d %.4f Td (b) Tj ET\n' % (n % 380, 199 - n * .0006) for n in range(200_000))))" clean "$more/a.pdf"
tree='objects = ["<</Type/Catalog/Pages 2 0 R>>"] + ["<</Type/Pages/Count 10000000000/Kids[" + f"{n + 1} 0 R " * 10 + "]>>" for n in range(2, 14)] + ["<</Type/Page/MediaBox[0 0 9 9]>>"]
out, places = b"%PDF-1.7\n", []
for n, o in enumerate(objects, 1):
    places.append(len(out)); out += b"%d 0 obj\n" % n + o.encode() + b"\nendobj\n"
start = len(out); out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
open("a.pdf", "wb").write(out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))'
made read-pdf-tree 1 '' "$tree" clean "$more/a.pdf"
made inspect-pdf-tree 0 '' "$tree" inspect "$more/a.pdf"
made pdf-index 1 'broken' 'open("a.pdf", "wb").write(b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[0 0 0]/Index[0 2147483647]/Root 1 0 R/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n")' impose "$more/a.pdf" --sheet grid:2x2 -o x.pdf

# One bad job loses none of the good.
python3 -c "
import json
for n in range(20):
    print(json.dumps({'id': n, 'text': '# سلام\n\nمتن', 'output': f'out/{n}.epub'}))
    print(json.dumps({'id': f'bad{n}', 'text': '>' * 100_000 + 'a', 'output': f'out/bad{n}.epub'}))" > "$more/jobs"
rm -rf out; (ulimit -v $((3 << 19)) -t 60; exec "$bargeh" batch --jobs-from "$more/jobs" > said 2>&1) || true
good=$(grep -c '"ok":true' said || true)
if [ "$good" = 20 ] && [ "$(find out -name '*.epub' | wc -l)" = 20 ]; then problem=; else problem="$good of 20 good jobs were done"; failed=1; fi
printf '%-28s %s\n' 'good jobs among bad' "${problem:-as it should}"

# Four heavy messages at once need no more memory than one, and none of the good
# beside them is lost.
rm -rf "$more"/* out
(cd "$more" && python3 -c "$pixels
for n in range(7): open(f'{n}.png', 'wb').write(picture(8000 - n, 8000))
for n in range(4): open(f'heavy{n}.md', 'w').write('# سلام\n\n' + ''.join(f'![ع]({k}.png)\n\n' for k in range(7)))
for n in range(20): open(f'good{n}.md', 'w').write('# سلام\n\nمتن')")
(ulimit -v $((3 << 19)) -t 60; exec "$bargeh" -j 4 -q "$more" --to pdf,epub -o out/ > said 2>&1) || true
made=$(find out -name '*.pdf' -o -name '*.epub' | wc -l)
if [ "$made" = 48 ]; then problem=; else problem="$made of 48 files were made"; failed=1; fi
printf '%-28s %s\n' 'heavy messages at once' "${problem:-as it should}"
exit $failed
