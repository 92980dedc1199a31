#!/usr/bin/env python3
"""The known text as programs without shaping wrote it: presentation forms, turned into the order they are seen in, lines
broken by hand. visual.py FONT BOLD OUT.pdf"""
import sys

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from fpdf import FPDF

from forms import DIGITS
from text import blocks

WIDTH, SIZE = 118, 10.5
RESHAPER = ArabicReshaper({'delete_harakat': False, 'support_zwj': True, 'use_unshaped_instead_of_isolated': False})


class Page(FPDF):
    def __init__(self, regular, bold):
        super().__init__(format='a5')
        self.set_creation_date(__import__('datetime').datetime(2026, 1, 1, tzinfo=__import__('datetime').timezone.utc))
        self.add_font('F', fname=regular)
        self.add_font('F', 'B', bold)
        self.set_margins(15, 15)
        self.set_auto_page_break(True, 15)
        self.add_page()

    def seen(self, text):
        """A line as it is seen. Half-spaces shape the letters beside them, and are not drawn."""
        return get_display(RESHAPER.reshape(text).replace('\u200c', ''), base_dir='R')

    def lines(self, text, width):
        line = ''
        for word in text.split():
            longer = f'{line} {word}'.strip()
            if line and self.get_string_width(self.seen(longer)) > width:
                yield line
                line = word
            else:
                line = longer
        if line:
            yield line

    def text_of(self, text, size=SIZE, style='', inset=0.0):
        self.set_font('F', style, size)
        for line in self.lines(text, WIDTH - inset):
            self.cell(WIDTH - inset, size * .6, self.seen(line), align='R', new_x='LMARGIN', new_y='NEXT')
        self.ln(1.5)

    def row(self, cells, size, border):
        self.set_font('F', '', size)
        width = WIDTH / len(cells)
        lines = [list(self.lines(cell, width - 3)) or [''] for cell in cells]
        for number in range(max(map(len, lines))):
            for cell in reversed(lines):
                text = self.seen(cell[number]) if number < len(cell) else ''
                ends = ('T' if number == 0 else '') + ('B' if number + 1 == max(map(len, lines)) else '')
                self.cell(width, size * .6, text, align='R', border='LR' + ends if border else 0)
            self.ln()


def plain(spans):
    return ''.join(str(value).translate(DIGITS) if kind == 'note' else value for kind, value in spans)


def write(regular, bold, out):
    page, (all_blocks, notes) = Page(regular, bold), blocks()
    for kind, value in all_blocks:
        if kind == 'heading':
            page.text_of(value[1], 16 if value[0] == 1 else 13, 'B')
        elif kind == 'paragraph':
            page.text_of(plain(value))
        elif kind in ('bullets', 'numbers'):
            for number, item in enumerate(value, 1):
                label = '•' if kind == 'bullets' else f'{str(number).translate(DIGITS)}.'
                page.text_of(f'{label} {plain(item)}', inset=5)
        else:
            for cells in value:
                page.row(cells, 9 if kind == 'poem' else SIZE, kind == 'table')
            page.ln(2)
    for number, note in notes.items():
        page.text_of(f'{str(number).translate(DIGITS)}. {plain(note)}', 8)
    page.output(out)


if __name__ == '__main__':
    write(*sys.argv[1:])
