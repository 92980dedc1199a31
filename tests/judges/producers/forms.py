#!/usr/bin/env python3
"""The known text in the forms that programs set: forms.py html|typst|odt|fo|xetex|luatex, to standard output. Each is what a
person would write in that form by hand: its own lists, tables and notes; couplets as two halves of one width."""
import re
import sys

from text import blocks

DIGITS = str.maketrans('0123456789', '۰۱۲۳۴۵۶۷۸۹')


def xml(text):
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


class Form:
    """What all forms share: the order of the blocks. A form says how each is written."""
    escape = staticmethod(xml)

    def __init__(self):
        self.blocks, self.notes = blocks()

    def inline(self, spans):
        write = {'text': self.escape, 'bold': lambda text: self.bold(self.escape(text)), 'note': self.note}
        return ''.join(write[kind](value) for kind, value in spans)

    def write(self):
        body = '\n'.join(getattr(self, kind)(value) for kind, value in self.blocks)
        return self.head + body + self.foot()

    def foot(self):
        return self.tail

    def latin(self, text):
        """Whether a line runs from the left."""
        return not re.search('[\u0600-\u06ff]', text)


class Html(Form):
    head = '''<!DOCTYPE html><html lang="fa" dir="rtl"><meta charset="utf-8"><title>برگه</title><style>
@page { size: A5; margin: 15mm }
body { font: 10.5pt/1.7 Vazirmatn; text-align: justify; margin: 0 }
h1 { font-size: 16pt } h2 { font-size: 12.5pt } h1, h2 { margin: 1em 0 .3em; text-align: start } p { margin: 0 0 .4em }
table { border-collapse: collapse; width: 100%; margin: .5em 0 } td, th { border: .5pt solid; padding: 2pt 4pt; text-align: start }
.couplet { display: flex; gap: 1em; font-size: 9pt } .couplet span { flex: 1; text-align-last: justify; text-align: justify }
sup, .note { font-size: 7.5pt } .foot { float: footnote; font-size: 8pt; text-align: start }
</style>
'''
    tail = '</html>\n'
    # WeasyPrint sets notes at the foot; browsers at the end.
    at_foot = False

    def bold(self, text):
        return f'<b>{text}</b>'

    def note(self, number):
        if self.at_foot:
            return f'<span class="foot">{self.inline(self.notes[number])}</span>'
        return f'<sup>{str(number).translate(DIGITS)}</sup>'

    def heading(self, value):
        level, text = value
        way = ' dir="ltr"' if self.latin(text) else ''
        return f'<h{level}{way}>{xml(text)}</h{level}>'

    def paragraph(self, spans):
        way = ' dir="ltr"' if self.latin(spans[0][1]) else ''
        return f'<p{way}>{self.inline(spans)}</p>'

    def poem(self, couplets):
        return '\n'.join(f'<div class="couplet"><span>{xml(a)}</span><span>{xml(b)}</span></div>' for a, b in couplets)

    def table(self, rows):
        row = lambda cells, tag: '<tr>' + ''.join(f'<{tag}>{xml(cell)}</{tag}>' for cell in cells) + '</tr>'
        return '<table>' + row(rows[0], 'th') + ''.join(row(cells, 'td') for cells in rows[1:]) + '</table>'

    def items(self, tag, items):
        style = ' style="list-style: persian"' if tag == 'ol' else ''
        return f'<{tag}{style}>' + ''.join(f'<li>{self.inline(item)}</li>' for item in items) + f'</{tag}>'

    def bullets(self, items):
        return self.items('ul', items)

    def numbers(self, items):
        return self.items('ol', items)

    def foot(self):
        if self.at_foot:
            return self.tail
        line = lambda number: f'<p class="note">{str(number).translate(DIGITS)}. {self.inline(self.notes[number])}</p>'
        return '<hr>' + ''.join(map(line, self.notes)) + self.tail


class HtmlFoot(Html):
    at_foot = True


class Typst(Form):
    head = '''#set document(date: none)
#set page("a5", margin: 15mm, numbering: "1")
#set text(font: "Vazirmatn", size: 10.5pt, lang: "fa", dir: rtl)
#set par(justify: true)
#let couplet(a, b) = grid(columns: (1fr, 1fr), gutter: 1em, ..(a, b).map(half => text(9pt)[#half #linebreak(justify: true)]))
'''
    tail = '\n'

    @staticmethod
    def escape(text):
        return re.sub(r'([\\#*_`$<>@~\[\]=/+-])', r'\\\1', text)

    def bold(self, text):
        return f'*{text}*'

    def note(self, number):
        return f'#footnote[{self.inline(self.notes[number])}]'

    def heading(self, value):
        return f'\n{"=" * value[0]} {self.escape(value[1])}\n'

    def paragraph(self, spans):
        text = self.inline(spans)
        return f'\n#text(dir: ltr, lang: "en")[{text}]\n' if self.latin(spans[0][1]) else f'\n{text}\n'

    def poem(self, couplets):
        return '\n'.join(f'#couplet[{self.escape(a)}][{self.escape(b)}]' for a, b in couplets)

    def table(self, rows):
        cells = ''.join('\n  ' + ', '.join(f'[{self.escape(cell)}]' for cell in row) + ',' for row in rows)
        return f'#table(columns: {len(rows[0])}, align: start,{cells}\n)'

    def bullets(self, items):
        return '\n'.join(f'- {self.inline(item)}' for item in items)

    def numbers(self, items):
        return '\n'.join(f'+ {self.inline(item)}' for item in items)


class Tex(Form):
    tail = '\n\\end{document}\n'

    @staticmethod
    def escape(text):
        text = re.sub(r'([#$%&_{}])', r'\\\1', text)
        return re.sub(r'([A-Za-zÀ-ž0-9@+][A-Za-zÀ-ž0-9@:/?=._\\ ()+-]*[A-Za-zÀ-ž0-9])', lambda match: f'\\lr{{{match[1]}}}', text)

    def bold(self, text):
        return f'\\textbf{{{text}}}'

    def note(self, number):
        return f'\\footnote{{{self.inline(self.notes[number])}}}'

    def heading(self, value):
        command = '\\section*' if value[0] == 1 else '\\subsection*'
        return f'\n{command}{{{self.escape(value[1])}}}\n'

    def paragraph(self, spans):
        if self.latin(spans[0][1]):
            return f'\n\\begin{{latin}}{spans[0][1]}\\end{{latin}}\n'
        return f'\n{self.inline(spans)}\n'

    def poem(self, couplets):
        half = lambda text: f'\\makebox[.47\\linewidth][s]{{\\small {self.escape(text)}}}'
        return '\n'.join(f'\n\\noindent {half(a)}\\hfill {half(b)}\\par' for a, b in couplets)

    def table(self, rows):
        width = f'{.86 / len(rows[0]):.3f}'
        columns = '|'.join([f'p{{{width}\\linewidth}}'] * len(rows[0]))
        lines = ' \\\\ \\hline\n'.join(' & '.join(map(self.escape, row)) for row in rows)
        return f'\n\\noindent\\begin{{tabular}}{{|{columns}|}}\\hline\n{lines} \\\\ \\hline\\end{{tabular}}\n'

    def items(self, name, items):
        lines = '\n'.join(f'\\item {self.inline(item)}' for item in items)
        return f'\\begin{{{name}}}\n{lines}\n\\end{{{name}}}'

    def bullets(self, items):
        return self.items('itemize', items)

    def numbers(self, items):
        return self.items('enumerate', items)


class XeTex(Tex):
    head = r'''\documentclass[10pt]{article}
\usepackage[a5paper,margin=15mm]{geometry}
\usepackage{xepersian}
\settextfont[Path=FONTS/markazi-text/,Extension=.ttf,BoldFont=MarkaziText-Bold]{MarkaziText-Regular}
\setlatintextfont[Path=FONTS/markazi-text/,Extension=.ttf,BoldFont=MarkaziText-Bold]{MarkaziText-Regular}
\begin{document}
'''


class LuaTex(Tex):
    head = r'''\documentclass[10pt]{article}
\usepackage[a5paper,margin=15mm]{geometry}
\usepackage[bidi=basic,layout=counters.lists.tabular.footnotes]{babel}
\babelprovide[import,main]{persian}
\babelprovide[import]{english}
\babelfont{rm}[Path=FONTS/vazirmatn/,Extension=.ttf,BoldFont=Vazirmatn-Bold]{Vazirmatn-Regular}
\newcommand{\lr}[1]{\foreignlanguage{english}{#1}}
\newenvironment{latin}{\begin{otherlanguage}{english}}{\end{otherlanguage}}
\begin{document}
'''


class Fo(Form):
    head = '''<?xml version="1.0" encoding="utf-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="Markazi" font-size="13pt" line-height="1.7" xml:lang="fa">
<fo:layout-master-set><fo:simple-page-master master-name="a5" page-width="148mm" page-height="210mm" margin="15mm">
<fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="a5" writing-mode="rl-tb"><fo:flow flow-name="xsl-region-body" text-align="justify">
'''
    tail = '\n</fo:flow></fo:page-sequence></fo:root>\n'

    def block(self, text, attributes=''):
        return f'<fo:block space-after="4pt"{attributes}>{text}</fo:block>'

    def bold(self, text):
        return f'<fo:inline font-weight="bold">{text}</fo:inline>'

    def note(self, number):
        return f'<fo:inline font-size="8pt" vertical-align="super">{str(number).translate(DIGITS)}</fo:inline>'

    # FOP 2.8 sets notes at the foot from the left, letter by letter: they come at the end.
    def foot(self):
        line = lambda number: self.block(f'{str(number).translate(DIGITS)}. {self.inline(self.notes[number])}', ' font-size="10pt"')
        return ''.join(map(line, self.notes)) + self.tail

    def heading(self, value):
        size = {1: '16pt', 2: '13pt'}[value[0]]
        return self.block(xml(value[1]), f' font-size="{size}" font-weight="bold" text-align="start" keep-with-next="always"')

    def paragraph(self, spans):
        return self.block(self.inline(spans))

    def cells(self, rows, attributes, halves=''):
        row = lambda cells: '<fo:table-row>' + ''.join(
            f'<fo:table-cell{attributes}><fo:block{halves}>{xml(cell)}</fo:block></fo:table-cell>' for cell in cells) + '</fo:table-row>'
        return ('<fo:table table-layout="fixed" width="100%" space-after="4pt"><fo:table-body>' + '\n'.join(map(row, rows))
                + '</fo:table-body></fo:table>')

    def poem(self, couplets):
        return self.cells(couplets, ' padding-left="1mm" padding-right="1mm"', ' font-size="11.5pt" text-align-last="justify"')

    def table(self, rows):
        return self.cells(rows, ' border="0.5pt solid black" padding="2pt"', ' text-align="start"')

    def items(self, items, label):
        item = lambda number, text: (
            f'<fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>{label(number)}</fo:block></fo:list-item-label>'
            f'<fo:list-item-body start-indent="body-start()"><fo:block>{self.inline(text)}</fo:block></fo:list-item-body></fo:list-item>')
        lines = '\n'.join(item(number, text) for number, text in enumerate(items, 1))
        return f'<fo:list-block provisional-distance-between-starts="8mm">{lines}</fo:list-block>'

    def bullets(self, items):
        return self.items(items, lambda _: '•')

    def numbers(self, items):
        return self.items(items, lambda number: str(number).translate(DIGITS) + '.')


class Odt(Form):
    head = '''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="justify"
 fo:margin-bottom="1.5mm"/><style:text-properties style:font-name="Vazirmatn" style:font-name-complex="Vazirmatn"
 fo:font-family="Vazirmatn" style:font-family-complex="Vazirmatn" fo:font-size="10.5pt" style:font-size-complex="10.5pt"/></style:default-style>
<style:style style:name="H1" style:family="paragraph"><style:paragraph-properties fo:text-align="right" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="16pt" style:font-size-complex="16pt" fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="H2" style:family="paragraph"><style:paragraph-properties fo:text-align="right" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="12.5pt" style:font-size-complex="12.5pt" fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Half" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-align-last="justify"
 style:justify-single-word="false"/>
<style:text-properties fo:font-size="9pt" style:font-size-complex="9pt"/></style:style>
<style:style style:name="Cell" style:family="paragraph"><style:paragraph-properties fo:text-align="start" fo:margin-bottom="0mm"/></style:style>
<style:style style:name="Left" style:family="paragraph"><style:paragraph-properties style:writing-mode="lr-tb"/></style:style>
<style:style style:name="Foot" style:family="paragraph"><style:text-properties fo:font-size="8pt" style:font-size-complex="8pt"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="۱, ۲, ۳, ..." style:num-suffix="."><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="space"/>
</style:list-level-properties></text:list-level-style-number></text:list-style>
</office:styles><office:automatic-styles>
<style:page-layout style:name="A5"><style:page-layout-properties fo:page-width="148mm" fo:page-height="210mm" fo:margin="15mm"
 style:writing-mode="rl-tb"/></style:page-layout>
<style:style style:name="Grid" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.5mm"/></style:style>
<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties fo:padding-left="1mm" fo:padding-right="1mm"/></style:style>
<style:style style:name="Table" style:family="table"><style:table-properties style:writing-mode="rl-tb" table:align="margins"/></style:style>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A5"/></office:master-styles>
<office:body><office:text>
'''
    tail = '\n</office:text></office:body></office:document>\n'

    def bold(self, text):
        return f'<text:span text:style-name="B">{text}</text:span>'

    def note(self, number):
        return (f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation><text:note-body>'
                f'<text:p text:style-name="Foot">{self.inline(self.notes[number])}</text:p></text:note-body></text:note>')

    def heading(self, value):
        return f'<text:h text:style-name="H{value[0]}" text:outline-level="{value[0]}">{xml(value[1])}</text:h>'

    def paragraph(self, spans):
        style = ' text:style-name="Left"' if self.latin(spans[0][1]) else ''
        return f'<text:p{style}>{self.inline(spans)}</text:p>'

    def grid(self, rows, cell, paragraph):
        line = lambda cells: '<table:table-row>' + ''.join(
            f'<table:table-cell table:style-name="{cell}"><text:p text:style-name="{paragraph}">{xml(text)}</text:p></table:table-cell>'
            for text in cells) + '</table:table-row>'
        return (f'<table:table table:style-name="Table"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
                + ''.join(map(line, rows)) + '</table:table>')

    def poem(self, couplets):
        return self.grid(couplets, 'Bare', 'Half')

    def table(self, rows):
        return self.grid(rows, 'Grid', 'Cell')

    def items(self, style, items):
        lines = ''.join(f'<text:list-item><text:p>{self.inline(item)}</text:p></text:list-item>' for item in items)
        return f'<text:list text:style-name="{style}">{lines}</text:list>'

    def bullets(self, items):
        return self.items('Bullets', items)

    def numbers(self, items):
        return self.items('Numbers', items)


FORMS = {'html': Html, 'html-foot': HtmlFoot, 'typst': Typst, 'odt': Odt, 'fo': Fo, 'xetex': XeTex, 'luatex': LuaTex}

if __name__ == '__main__':
    print(FORMS[sys.argv[1]]().write(), end='')
