#!/usr/bin/env python3
"""EPUBs on their way to a Kindle: calibre makes AZW3 of each, and the raw file must turn pages the same way, have a body
that runs so in every part, and find the cover.
usage: epub_calibre.py FILE.epub...    One line a file: PASS|FAIL <tab> calibre <tab> counts <tab> file <tab> what is wrong"""
import glob, os, re, subprocess, sys, tempfile, zipfile


def judge(file):
    wrong = []
    with zipfile.ZipFile(file) as book:
        page = next(name for name in book.namelist() if name.endswith("text-0001.xhtml"))
        # By the letters that are read: what the file says of itself is judged.
        text = re.sub("<[^>]*>", "", book.read(page).decode())
    way = "rtl" if re.search("[\u0590-\u08ff]", text) else "ltr"
    with tempfile.TemporaryDirectory() as folder:
        run = lambda *command: subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
        run("ebook-convert", os.path.abspath(file), "book.azw3")
        run("calibre-debug", "--inspect-mobi", "book.azw3")
        with open(f"{folder}/decompiled_book/header.txt") as header:
            told = header.read()
        said = re.search(r"page-progression-direction \(527\): b'(\w+)'", told)
        said = said[1] if said else "ltr"
        if said != way:
            wrong.append(f"pages turn {said}")
        parts = []
        for name in glob.glob(f"{folder}/decompiled_book/files/part*.html"):
            with open(name, encoding="utf-8") as part:
                parts.append(re.search(r"<body[^>]*>", part.read())[0])
        turned = sum(f'dir="{way}"' in part for part in parts)
        if not parts or turned < len(parts):
            wrong.append(f"{len(parts) - turned} of {len(parts)} parts lost their direction")
        cover = re.search(r"^CoverOffset \(201\): (\d+)$", told, re.M)
        images = sorted(glob.glob(f"{folder}/decompiled_book/images/*"))
        if not cover or int(cover[1]) >= len(images):
            wrong.append("no cover")
    print("FAIL" if wrong else "PASS", "calibre", f"parts={turned}/{len(parts)} turn={said}", file, "; ".join(wrong), sep="\t")
    return not wrong


# All files, whatever became of the first.
sys.exit(0 if all([judge(file) for file in sys.argv[1:]]) else 1)
