#!/usr/bin/env python3
"""Pages that a browser printed: each is A5, and no line lies across the end of a page or stands on two.

A browser that cannot break a box cuts it with the paper: the line at the cut is drawn on both pages, half on each.
usage: printed.py FILE.pdf...   Prints FAIL lines; exit 1 on any."""
import sys

import pymupdf

A5 = (148 / 25.4 * 72, 210 / 25.4 * 72)
EDGE = 12 / 25.4 * 72  # less than the least margin of any theme's page


def lines(page):
    """The lines of a page: their text and the top and bottom of their letters' ink, near enough."""
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            text = "".join(span["text"] for span in line["spans"]).strip()
            if text:
                size = max(span["size"] for span in line["spans"])
                base = line["spans"][0]["origin"][1]
                yield text, base - 0.55 * size, base + 0.25 * size


def faults(file):
    pages = pymupdf.open(file)
    last = set()
    for number, page in enumerate(pages, 1):
        width, height = page.rect.width, page.rect.height
        if abs(width - A5[0]) > 2 or abs(height - A5[1]) > 2:
            yield f"page {number} is {width / 72 * 25.4:.0f} x {height / 72 * 25.4:.0f} mm"
        found = list(lines(page))
        for text, top, bottom in found:
            if top < EDGE or bottom > height - EDGE:
                yield f"page {number}: «{text[:30]}» lies in the margin, {top:.0f} to {bottom:.0f} of {height:.0f} pt"
        for text, top, _ in found:
            if len(text) > 10 and top < height / 4 and text in last:
                yield f"page {number} begins with «{text[:30]}», the page before ends with it"
        last = {text for text, top, _ in found if top > height * 3 / 4}


failed = False
for name in sys.argv[1:]:
    for fault in faults(name):
        failed = True
        print(f"FAIL\tprinted\t{fault}\t{name}")
sys.exit(failed)
