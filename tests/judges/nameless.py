#!/usr/bin/env python3
"""What PDFs, EPUBs and pictures say of their making, by exiftool, mat2 and a search through all that is compressed.
usage: nameless.py FILE.pdf|FILE.epub|FILE.png|FILE.jpg...     needs exiftool (with Archive::Zip), mat2, qpdf
One line per tool and file: PASS|FAIL <tab> tool <tab> file [<tab> what]; exit 1 where anything is told but title,
language, format, an identifier, the fixed date and conformance, and of pictures their pixels: size, depth, colours."""
import getpass, json, os, re, socket, subprocess, sys, zipfile
from pathlib import Path

# exiftool groups and names that describe the file on this disk or are allowed.
EXIF = re.compile(
    r"SourceFile|ExifTool:ExifToolVersion|System:.*|File:(FileType|FileTypeExtension|MIMEType)"
    r"|PDF:(PDFVersion|Linearized|PageCount|Language|TaggedPDF|Title|PageLayout|PageMode)"
    r"|XMP-pdfaid:(Part|Conformance)|XMP-pdfuaid:Part|XMP-dc:Title|XMP-pdfaExtension:.*"
    r"|XML-dc:(Identifier|IdentifierId|Title|Language)"
    r"|XML:(Manifest|Spine|Guide|Meta).*"
    r"|PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette)"
    r"|File:(ImageWidth|ImageHeight|EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling)"
    r"|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)|Composite:(ImageSize|Megapixels)")
EXIF_META = {"dcterms:modified", "1980:01:01 00:00:00Z", "cover", "cover-image"}
MAT2 = re.compile(
    r"creation-date: -1|mod-date: -1|format: PDF-1\.7|title: .*|metadata: <\?xpacket.*|dc:(identifier: urn:uuid:.*"
    r"|language: .*|title: .*)|ImageSize: .*|Megapixels: .*|Title: .*|dtb:(depth|maxPageNumber|totalPageCount): \d+"
    r"|dtb:uid: urn:uuid:.*"
    # The colours of a drawn cover, a page or a card, which are the picture itself: a PNG without a palette shows the
    # same ones, in twice the bytes.
    r"|Palette: \(Binary data.*", re.S)
TOOLS = rb"bargeh|printpdf|lopdf|epub-builder|skera|rustc|cargo|Producer|/Creator\b|CreationDate|ModDate|generator"


def exiftool(path):
    [told] = json.loads(subprocess.run(["exiftool", "-j", "-G1", "-a", "-struct", path], capture_output=True, check=True).stdout)
    for key, value in told.items():
        if not EXIF.fullmatch(key) or (re.fullmatch("XML:Meta.*", key) and value not in EXIF_META):
            yield f"{key}={value}"


def mat2(path):
    shown = subprocess.run(["mat2", "--show", path], capture_output=True, text=True, check=True)
    if shown.stderr.strip():
        yield shown.stderr.strip()
    for line in filter(str.strip, shown.stdout.splitlines()):
        line = line.strip()
        if not re.match(r"\[\++\] Metadata for |No metadata found", line) and not MAT2.fullmatch(line):
            yield line


def contents(path):
    """Everything in the file, decompressed; pictures as they are, fonts and pictures of an EPUB, too."""
    if path.endswith((".png", ".jpg")):
        yield Path(path).read_bytes()
    elif path.endswith(".epub"):
        with zipfile.ZipFile(path) as book:
            yield from (entry.filename.encode() + b"\n" + book.read(entry) for entry in book.infolist())
    else:
        yield subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=True).stdout


def strings(path):
    here = {os.path.expanduser("~"), os.getcwd(), socket.gethostname(), getpass.getuser()}
    names = [rb"(?<!\w)" + re.escape(name.encode()) + rb"(?!\w)" for name in here if len(name) > 3]
    wanted = re.compile(b"|".join([TOOLS, rb"D:(19|20)\d\d[01]\d", rb"(?<!\d)20[12]\d-[01]\d-[0-3]\dT", rb"/home/|/tmp/|/root/|file://", *names]))
    for content in contents(path):
        yield from sorted({found.group().decode("utf-8", "replace") for found in wanted.finditer(content)})


rc = 0
for path in sys.argv[1:]:
    for tool in (exiftool, mat2, strings):
        try:
            told = list(tool(path))
        except (subprocess.CalledProcessError, zipfile.BadZipFile) as error:
            told = [f"cannot be read: {error}"]
        rc |= bool(told)
        print("\t".join(["FAIL" if told else "PASS", tool.__name__, path, *told]))
sys.exit(rc)
