#!/usr/bin/env python3
"""Spoils a good PDF and a good EPUB, each copy in one way, so that every judge can be seen to fail.
usage: controls.py GOOD.pdf GOOD.epub DIR      prints FILE <tab> JUDGE... : the judges that must fail it"""
import re, sys, zipfile
import pikepdf

pdf, epub, folder = sys.argv[1:]


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


def spoil_epub(name, judges, spoil):
    with zipfile.ZipFile(epub) as whole, zipfile.ZipFile(f"{folder}/{name}", "w") as copy:
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
