#!/usr/bin/env python3
"""The known text read back out of the files of tests/data/pdf by each program: words found / words in their order, in percent, as
a table in Markdown for docs/reading-pdf.md. BARGEH is the program, which compares the words, too; PyPI: pymupdf pypdfium2 pdf_oxide;
Debian: poppler-utils. What a program prints is compared as it is, without its marks of direction."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pdf_oxide
import pymupdf
import pypdfium2

DATA = Path(__file__).resolve().parents[2] / 'data/pdf'
BARGEH = os.environ.get('BARGEH', 'bargeh')
NAMES = {
    'bargeh': 'bargeh, with tags', 'bargeh-0.1': 'bargeh 0.1, with tags', 'chromium': 'Chromium, with tags', 'typst': 'Typst, with tags', 'libreoffice': 'LibreOffice',
    'weasyprint': 'WeasyPrint', 'xepersian': 'XePersian', 'luatex': 'LuaTeX with babel', 'fop': 'FOP',
    'visual': 'presentation forms in visual order (fpdf2)',
}


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout.decode('utf-8', 'replace')


def pdfium(path):
    file = pypdfium2.PdfDocument(path)
    return '\n'.join(page.get_textpage().get_text_bounded() for page in file)


def oxide(path):
    file = pdf_oxide.PdfDocument(str(path))
    return '\n'.join(file.extract_text(number) for number in range(file.page_count()))


READERS = {
    'bargeh': None,
    'poppler': lambda path: run('pdftotext', path, '-'),
    'MuPDF': lambda path: '\n'.join(page.get_text() for page in pymupdf.open(path)),
    'PDFium': pdfium,
    'pdf_oxide': oxide,
}


def compared(path):
    lines = [json.loads(line) for line in run(BARGEH, 'compare', '--json', DATA / 'text.md', path).splitlines()]
    lines = [line for line in lines if 'same' in line or 'kind' in line]
    total = next(line for line in lines if 'same' in line)
    lost = sum(len(line['first']['words'].split()) if '…' not in line['first']['words'] else int(re.search(r'\((\d+)', line['first']['words'])[1])
               for line in lines if 'kind' in line and line['kind'] != 'moved')
    words = total['words'][0] if isinstance(total['words'], list) else total['words']
    return f"{100 * (words - lost) / words:.1f} / {100 * total['same'] / words:.1f}"


def main(files):
    print('| Producer |', ' | '.join(READERS), '|')
    print('|---' * (len(READERS) + 1) + '|')
    with tempfile.TemporaryDirectory() as folder:
        for path in map(Path, files):
            cells = []
            for name, read in READERS.items():
                out = path
                if read:
                    out = Path(folder) / 'read.txt'
                    out.write_text(re.sub('[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]', '', read(path)), 'utf-8')
                try:
                    cells.append(compared(out))
                except Exception as error:
                    cells.append(f'– ({error})')
            print('|', NAMES.get(path.stem, path.stem), '|', ' | '.join(cells), '|', flush=True)


main(sys.argv[1:] or [DATA / f'{name}.pdf' for name in NAMES if (DATA / f'{name}.pdf').exists()])
