#!/usr/bin/env python3
"""Holds pages as pictures to what poppler shows of the PDF of the same pages.
usage: page_pictures.py FILE.pdf STEM   compares FILE.pdf with STEM-1.png, STEM-2.png ... at 150 ppi.
In every tile of 16 px, one every 8 px, the mean difference of the colour that differs most is at most 12 % after a
shift of at most half a pixel: black on yellow differs in two colours of three.
Then takes a dot, a letter and a part from a picture and must find each. Exit 0 or 1."""
import subprocess, sys, tempfile
from pathlib import Path
import numpy as np
from PIL import Image

PPI, FINER, SIDE, LIMIT = 150, 4, 16, 0.12

def read(path):
    return np.asarray(Image.open(path).convert('RGB'), dtype=np.float32) / 255

def reduced(path):
    return np.asarray(Image.open(path).convert('RGB').reduce(FINER), dtype=np.float32) / 255

def shown(pdf):
    """Poppler puts base lines on whole pixels, half a pixel off: it draws finer, and the mean is seen."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['pdftoppm', '-r', str(PPI * FINER), '-png', pdf, f'{folder}/p'], check=True)
        return [reduced(path) for path in sorted(Path(folder).glob('p-*.png'))]

def tiles(difference):
    """The means of tiles, each half over the next."""
    half = SIDE // 2
    rows, columns = (-(-size // half) * half for size in difference.shape)
    whole = np.zeros((rows, columns), dtype=np.float32)
    whole[:difference.shape[0], :difference.shape[1]] = difference
    quarters = whole.reshape(rows // half, half, columns // half, half).mean(axis=(1, 3))
    return (quarters[:-1, :-1] + quarters[1:, :-1] + quarters[:-1, 1:] + quarters[1:, 1:]) / 4

def worst(ours, theirs):
    """The worst tile, after its best shift."""
    rows, columns = min(ours.shape[0], theirs.shape[0]), min(ours.shape[1], theirs.shape[1])
    ours, theirs = ours[:rows, :columns], theirs[:rows, :columns]
    edged = np.pad(ours, ((1, 1), (1, 1), (0, 0)), mode='edge')
    least = None
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            moved = edged[1 + down:1 + down + rows, 1 + right:1 + right + columns]
            across = edged[1:1 + rows, 1 + right:1 + right + columns]
            below = edged[1 + down:1 + down + rows, 1:1 + columns]
            found = tiles(np.abs((ours + moved + across + below) / 4 - theirs).max(axis=2))
            least = found if least is None else np.minimum(least, found)
    return least.max()

def spoiled(picture):
    """The same with a dot, a word, a part left out: where there is ink, paper."""
    ground = np.median(picture.reshape(-1, 3), axis=0)
    # In the middle of the thickest ink: a dot of large letters.
    dark = (np.abs(picture - ground).max(axis=2) > 0.5).astype(np.float32)
    thick = tiles(dark)
    row, column = (8 * int(at) + 8 for at in np.unravel_index(thick.argmax(), thick.shape))
    for name, height, width in (('dot', 8, 8), ('letter', 20, 12), ('part', 200, 200)):
        other = picture.copy()
        top, left = max(row - height // 2, 0), max(column - width // 2, 0)
        other[top:top + height, left:left + width] = ground
        yield name, other

def main():
    pdf, stem = sys.argv[1:]
    rc, most, theirs = 0, 0.0, shown(pdf)
    ours = [read(f'{stem}-{page}.png') for page in range(1, len(theirs) + 1)]
    for page, (one, other) in enumerate(zip(ours, theirs), 1):
        found = worst(one, other)
        most = max(most, found)
        if found > LIMIT:
            print(f'FAIL\t{pdf}\tpage {page}\t{found:.3f}')
            rc = 1
    for name, picture in spoiled(ours[0]):
        if worst(picture, theirs[0]) <= LIMIT:
            print(f'FAIL\t{pdf}\ta {name} left out is not found')
            rc = 1
    print('PASS' if rc == 0 else 'FAIL', pdf, f'{len(theirs)} pages, {most:.3f}', sep='\t')
    return rc

sys.exit(main())
