#!/usr/bin/env python3
"""Search judge. usage: pdf_phrases.py FILE.pdf [OTHER.pdf ...]
Counts the different words of each file, and its different pairs of words that stand side by side in one line (as poppler reads
them, without direction marks), and how many of them the plain search of PDFium and of MuPDF finds. With several files, the words
and pairs of the first are looked for in all. Needs the packages of install-validators.sh."""
import re, subprocess, sys
import pymupdf, pypdfium2
MARKS = re.compile('[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
def lines(pdf):
    text = subprocess.run(['pdftotext', pdf, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    return [line.split() for line in MARKS.sub('', text).split('\n')]
def pdfium(pdf):
    document = pypdfium2.PdfDocument(pdf); pages = [document[i].get_textpage() for i in range(len(document))]
    return lambda text: any(page.search(text, match_case=True).get_next() is not None for page in pages)
def mupdf(pdf):
    document = pymupdf.open(pdf)
    return lambda text: any(page.search_for(text) for page in document)
read = lines(sys.argv[1])
wanted = {'words': dict.fromkeys(w for line in read for w in line), 'phrases': dict.fromkeys(f'{a} {b}' for line in read for a, b in zip(line, line[1:]))}
for pdf in sys.argv[1:]:
    for name, reader in (('pdfium', pdfium(pdf)), ('mupdf', mupdf(pdf))):
        print(pdf, name, *(f'{kind}={sum(map(reader, texts))}/{len(texts)}' for kind, texts in wanted.items()), sep='\t')
