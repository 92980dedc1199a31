#!/usr/bin/env python3
"""Cards as a phone gets them.
usage: cards.py KIND FILE.png...       beside each the words it says, FILE.txt, as --alt writes them
The exact size; nothing but ground in the bands that apps cover; and after JPEG of quality 80 at 1280 px, as
Telegram makes them, tesseract reads at most 2 % fewer words of all the cards than before. Exit 0 or 1.
Words are those that the card says: what tesseract makes of a QR code or of a handle, which it takes for Persian
letters, is another dozen signs each time and would be counted as words lost and found."""
import re, subprocess, sys, tempfile, unicodedata
from collections import Counter
from pathlib import Path
import numpy as np
from PIL import Image

SIZES = {'post': (1080, 1350), 'square': (1080, 1080), 'tall': (1080, 1440), 'story': (1080, 1920)}
WIDTH = 1080                    # of every card; after JPEG it is read at the same size
FEED = 64                       # pixels all round that feeds cut or cover
STORY = (0.14, 0.20)            # shares above and below that a story's own words cover
QUALITY, LONG_SIDE = 80, 1280
LOST = 0.02
KNOWN = 0.85                    # of the words it says must be read at all: else nothing is judged
# Shares of a card's width at which it is read, and how its lines are looked for; a word counts that is read at one of them. At full size, with letters of
# 50 px, and of heads at any size, tesseract drops whole lines by chance, before JPEG and after it: of a card of 31 words
# it read 28, 31, 28 and 30 at four sizes, of the same after JPEG 28, 31, 28 and 24, and all of them in two sizes.
# By itself (3) it also takes a short last line of a list for no text at any size; read as scattered text (11) it is there.
READ_AT = ((0.4, 3), (0.5, 3), (0.65, 3), (0.5, 11))

def persian(text):
    """The words of two letters and more, without marks and with one form of each letter, as often as they stand."""
    plain = unicodedata.normalize('NFKD', text).replace('\u200c', '').replace('ي', 'ی').replace('ك', 'ک').replace('ة', 'ه')
    plain = ''.join(sign for sign in plain if not unicodedata.combining(sign))
    return Counter(re.findall('[\u0621-\u064a\u067e-\u06cc]{2,}', plain))

def words(image, said):
    found = Counter()
    for share, mode in READ_AT:
        size = (round(WIDTH * share), round(WIDTH * share * image.height / image.width))
        found |= persian(read(image.resize(size, Image.LANCZOS), mode)) & said
    return found.total()

def read(image, mode):
    with tempfile.NamedTemporaryFile(suffix='.png') as file:
        image.save(file.name)
        told = subprocess.run(['tesseract', file.name, '-', '-l', 'fas', '--psm', str(mode)], capture_output=True, text=True)
    return told.stdout

def sent(image):
    scale = min(1, LONG_SIDE / max(image.size))
    small = image.resize([round(side * scale) for side in image.size], Image.LANCZOS)
    with tempfile.NamedTemporaryFile(suffix='.jpg') as file:
        small.save(file.name, quality=QUALITY)
        return Image.open(file.name).convert('RGB')

def bands(kind, image):
    pixels = np.asarray(image)
    height = pixels.shape[0]
    above, below = (int(np.ceil(height * share)) for share in STORY) if kind == 'story' else (FEED, FEED)
    side = FEED
    return [pixels[:above], pixels[height - below:], pixels[:, :side], pixels[:, -side:]]

def main():
    kind, files = sys.argv[1], sys.argv[2:]
    rc, all_said, before, after = 0, 0, 0, 0
    for name in files:
        image = Image.open(name).convert('RGB')
        if image.size != SIZES[kind]:
            print(f'FAIL\t{name}\tis {image.size}')
            rc = 1
        if any(np.ptp(band.reshape(-1, 3), axis=0).max() > 0 for band in bands(kind, image)):
            print(f'FAIL\t{name}\tsomething stands where apps cover the picture')
            rc = 1
        said = persian(Path(name).with_suffix('.txt').read_text('utf-8'))
        all_said += said.total()
        before += words(image, said)
        after += words(sent(image), said)
    if before < all_said * KNOWN or after < before * (1 - LOST):
        print(f'FAIL\t{kind}\tof {all_said} words {before} were read, {after} after JPEG')
        rc = 1
    print('PASS' if rc == 0 else 'FAIL', kind, f'{len(files)} cards', f'{all_said} words, {before} read, {after} after JPEG',
          sep='\t')
    return rc

sys.exit(main())
