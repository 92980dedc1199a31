#!/usr/bin/env python3
"""Spoils a good PDF and two good EPUBs, each copy in one way, so that every judge can be seen to fail.
usage: controls.py GOOD.pdf GOOD.epub BOOK.epub DIR      prints FILE <tab> JUDGE... : the judges that must fail it
The book has chapters, sections, lists, frames and half-spaces (tests/data/six-chapters.md)."""
import re, sys, zipfile
import pikepdf

pdf, epub, book, folder = sys.argv[1:]


def spoil_pdf(name, judges, spoil):
    with pikepdf.open(pdf) as document:
        spoil(document)
        document.save(f"{folder}/{name}")
    print(f"{folder}/{name}", *judges, sep="\t")


def without_language(document):
    del document.Root.Lang


def without_fonts(document):
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def author(document):
    document.docinfo["/Author"] = "Ali"


def spoil_epub(name, judges, spoil, good=epub):
    with zipfile.ZipFile(good) as whole, zipfile.ZipFile(f"{folder}/{name}", "w") as copy:
        for entry in whole.infolist():
            content = spoil(entry.filename, whole.read(entry))
            if content is not None:
                copy.writestr(entry, content)
    print(f"{folder}/{name}", *judges, sep="\t")


def replaced(ending, old, new):
    def spoil(name, content):
        if not name.endswith(ending):
            return content
        assert re.search(old, content), f"{name} has no {old}"
        return re.sub(old, new, content, count=1)
    return spoil


def everywhere(ending, old, new):
    return lambda name, content: re.sub(old, new, content, flags=re.S) if name.endswith(ending) else content


def chapters_run_on(name, content):
    return replaced(".xhtml", rb"<section epub:type=.chapter", rb"<p>end</p>\n\g<0>")(name, content) if "text-0004" in name else content


spoil_pdf("control-language.pdf", ["verapdf:ua1", "page:ua1"], without_language)
spoil_pdf("control-fonts.pdf", ["verapdf:ua1", "verapdf:2u", "page:ua1", "page:2u", "mutool", "poppler"], without_fonts)
spoil_pdf("control-author.pdf", ["exiftool", "mat2"], author)
with open(pdf, "rb") as whole, open(f"{folder}/control-cut.pdf", "wb") as copy:
    content = whole.read()
    copy.write(content[: len(content) * 2 // 3])
print(f"{folder}/control-cut.pdf", "verapdf:ua1", "page:ua1", "qpdf", "ghostscript", "pdfjs", sep="\t")
spoil_epub("control-style.epub", ["epubcheck", "epubcheck-ts"], lambda name, content: None if name.endswith(".css") else content)
spoil_epub("control-alt.epub", ["ace"], replaced("cover.xhtml", rb' alt="[^"]*"', b""))
spoil_epub("control-direction.epub", ["reader:epubjs", "reader:foliate"],
           replaced(".opf", rb'direction="rtl"', b'direction="ltr"'))
spoil_epub("control-author.epub", ["exiftool", "mat2"],
           replaced(".opf", rb"<dc:language>", b"<dc:creator>Ali</dc:creator><dc:language>"))
# What engines of few properties need, and what turns, nests and begins a book.
spoil_epub("control-torn.epub", ["mupdf"], everywhere(".xhtml", rb"<p>", b'<p dir="ltr">'), book)
spoil_epub("control-body.epub", ["calibre"], everywhere(".xhtml", rb'<body dir="rtl"', b"<body"), book)
spoil_epub("control-sides.epub", ["mupdf"], everywhere(".css", rb"(padding|margin)-right:[^;]*;", b""), book)
spoil_epub("control-lines.epub", ["mupdf"], everywhere(".css", rb"border[-a-z]*:[^;]*;", b""), book)
spoil_epub("control-sizes.epub", ["mupdf"], everywhere(".css", rb"@supports \(width[^{]*\{ ([^}]*\}) \}", rb"\1"))
spoil_epub("control-turn.epub", ["calibre"], replaced(".opf", rb'direction="rtl"', b'direction="ltr"'), book)
spoil_epub("control-cover.epub", ["calibre"], everywhere(".opf", rb' properties="cover-image"|<meta name="cover"[^>]*>', b""), book)
spoil_epub("control-nesting.epub", ["chapters:epubjs", "chapters:foliate"],
           everywhere("nav.xhtml", rb"\n\s*<ol>\s*(<li>(?:(?!<ol>).)*?)</ol>\s*</li>", rb"</li>\1"), book)
spoil_epub("control-chapters.epub", ["chapters:epubjs", "chapters:foliate"], chapters_run_on, book)
