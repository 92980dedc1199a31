#!/usr/bin/env python3
"""The prose of the known text as a page of a newspaper, three columns below its name, as Typst sets it: to standard output."""
from forms import Typst

HEAD = '''#set document(date: none)
#set page("a4", margin: 12mm)
#set text(font: "Vazirmatn", size: 8pt, lang: "fa", dir: rtl)
#set par(justify: true, first-line-indent: 1em)
#align(center, text(26pt, weight: "bold")[روزنامهٔ کوچه])
#line(length: 100%)
#show: columns.with(3, gutter: 6mm)
'''


def prose(form):
    for kind, value in form.blocks:
        if kind == 'heading':
            yield form.heading(value)
        elif kind == 'paragraph':
            yield form.paragraph([span for span in value if span[0] != 'note'])


form = Typst()
print(HEAD + '\n'.join(prose(form)))
