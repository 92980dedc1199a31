#!/usr/bin/env python3
"""EPUBs as MuPDF shows them: an engine of few properties, that knows left and right and plain lengths alone. Its pages are
asked for what the XHTML promises: frames and rules are drawn, lists stand in, no word is torn at a half-space, large titles
are large. PyMuPDF brings a recent engine; the `mutool` of Debian 12 (1.21) knows no generated content, which mends words in code.
usage: epub_mupdf.py FILE.epub...    One line a file: PASS|FAIL <tab> mupdf <tab> counts <tab> file <tab> what is wrong"""
import difflib, re, sys, unicodedata, zipfile
import xml.etree.ElementTree as ET
import pymupdf

WIDTH, HEIGHT, EM = 420, 600, 12
HALF_SPACE = "\u200c"
MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069\\s]")


def elements(file):
    """The elements of the text's pages, each with its direction and what it lies in."""
    with zipfile.ZipFile(file) as book:
        for name in sorted(name for name in book.namelist() if re.search(r"text-\d+\.xhtml$", name)):
            # What the document says, not its body alone: that is what is judged.
            root = ET.fromstring(book.read(name))
            todo = [(root, root.get("dir"), ())]
            while todo:
                element, direction, around = todo.pop()
                direction = element.get("dir", direction)
                tag = element.tag.rsplit("}", 1)[-1]
                yield tag, (element.get("class") or "").split(), direction, around, element
                todo += [(child, direction, around + (tag,)) for child in element]


def lines(file):
    """The lines of all pages: letters, for each its left and right end, its size and its base line."""
    with pymupdf.open(file) as book:
        book.layout(width=WIDTH, height=HEIGHT, fontsize=EM)
        for page in book:
            for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES)["blocks"]:
                for line in block["lines"]:
                    yield [(letter["c"], letter["bbox"][0], letter["bbox"][2], span["size"], letter["origin"][1]) for span in line["spans"] for letter in span["chars"]]


def own_text(item):
    """The text of a list item before what is nested in it."""
    text = item.text or ""
    for child in item:
        if child.tag.rsplit("}", 1)[-1] not in ("span", "a", "strong", "em", "p", "code"):
            break
        text += "".join(child.itertext()) + (child.tail or "")
    return MARKS.sub("", text)


def is_right(letter):
    """Whether a letter is right-to-left, or a mark on one."""
    return unicodedata.bidirectional(letter) in ("R", "AL", "NSM")


def is_like(line, title):
    """Whether most letters of a line are those that the title begins with."""
    line = line.strip()
    return len(line) > 1 and difflib.SequenceMatcher(None, line, title[:len(line) + 3]).ratio() > 0.7


def judge(file):
    wrong, torn, joints = [], 0, 0
    found = list(elements(file))
    rtl = found[0][2] == "rtl"
    shown = list(lines(file))
    # One after the other: MuPDF's lines may end at a half-space, though the word goes on beside it.
    letters = [letter for line in shown for letter in line]
    for at, (letter, *_) in enumerate(letters):
        # Behind a Latin word («API‌ها») in left-to-right text its ending need not stand beside it.
        if letter != HALF_SPACE or not all(is_right(letter) for letter, *_ in letters[max(at - 1, 0): at] + letters[at + 1: at + 2]):
            continue
        joints += 1
        # The letters of a ligature are told with the first, the others have no width.
        beside = [letter for letter in letters[max(at - 3, 0): at] if letter[2] > letter[1]][-1:] + letters[at + 1: at + 2]
        if len(beside) < 2 or beside[0][4] != beside[1][4] or min(abs(beside[0][1] - beside[1][2]), abs(beside[0][2] - beside[1][1])) > EM / 2:
            torn += 1
            wrong.append("torn: " + "".join(letter for letter, *_ in letters[max(at - 8, 0): at + 8]))
    # Lists stand in from the edge that other lines begin at.
    edge = max((letter[2] for line in shown for letter in line), default=0) if rtl else min(letter[1] for line in shown for letter in line)
    starts = {}
    for line in shown:
        written = [letter for letter in line if not MARKS.match(letter[0]) and letter[0] not in "•◦▪"]
        # A counter is no part of the text.
        while written and re.match(r"[\d.]", written[0][0]):
            written = written[1:]
        if written:
            inset = edge - max(letter[2] for letter in written) if rtl else min(letter[1] for letter in written) - edge
            starts.setdefault("".join(letter[0] for letter in written)[:10], []).append(inset)
    items = 0
    for tag, classes, direction, around, element in found:
        text = own_text(element)[:10]
        # What is to be done has its sign in the text.
        if tag == "li" and text[:1] not in "☐☑" and (direction == "rtl") == rtl and "nav" not in around and len(text) > 3 and text in starts:
            items += 1
            # 1.8 em is what a list stands in; the signs hang in it.
            if max(starts[text]) < EM:
                wrong.append(f"no indent: {text}")
    # Frames, rules, tables.
    drawn = set()
    with pymupdf.open(file) as book:
        book.layout(width=WIDTH, height=HEIGHT, fontsize=EM)
        for page in book:
            for drawing in page.get_drawings():
                box = drawing["rect"]
                if drawing["type"] == "f" and min(box.width, box.height) < EM < max(box.width, box.height):
                    drawn.add((page.number, round(box.y0)) if box.height < box.width else (page.number, round(box.x0), round(box.y0)))
    framed = sum(1 for _, classes, *_ in found if {"alert", "box"} & set(classes))
    ruled = sum(1 for tag, classes, *_ in found if tag in ("hr", "tr") or "notes" in classes)
    # Some themes frame with one thick bar.
    if len(drawn) < framed + ruled:
        wrong.append(f"{len(drawn)} lines for {framed} frames and {ruled} rules")
    titles = [MARKS.sub("", "".join(element.itertext())) for _, classes, _, _, element in found if "title" in classes]
    for title in titles:
        # Display fonts have forms that MuPDF knows no letter for: most letters are enough.
        begin = [line[0][3] for line in shown if line and is_like(MARKS.sub("", "".join(letter[0] for letter in line)), title)]
        if begin and max(begin) < 1.3 * EM:
            wrong.append(f"a title of {max(begin):g} points")
    counts = f"lines={len(drawn)}/{framed + ruled} items={items} half-spaces={joints} torn={torn}"
    print("FAIL" if wrong else "PASS", "mupdf", counts, file, "; ".join(wrong[:4]), sep="\t")
    return not wrong


# All files, whatever became of the first.
sys.exit(0 if all([judge(file) for file in sys.argv[1:]]) else 1)
