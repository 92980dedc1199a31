#!/usr/bin/env python3
"""Holds pages as pictures to what poppler shows of the PDF of the same pages.
usage: page_pictures.py FILE.pdf STEM   compares FILE.pdf with STEM-1.png, STEM-2.png ... at 150 ppi.
In every tile of 16 px the mean difference is at most 12 % after a shift of at most half a pixel, in every one
of 4 px at most 25 %. Then takes a dot, a word and half a page from a picture and must find each. Exit 0 or 1."""
import subprocess, sys, tempfile
from pathlib import Path
import numpy as np
from PIL import Image

PPI, LIMITS = 150, ((16, 0.12), (4, 0.25))

def read(path):
    return np.asarray(Image.open(path).convert('RGB'), dtype=np.float32) / 255

def shown(pdf):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['pdftoppm', '-r', str(PPI), '-png', pdf, f'{folder}/p'], check=True)
        return [read(path) for path in sorted(Path(folder).glob('p-*.png'))]

def tiles(difference, side):
    rows, columns = (-(-size // side) * side for size in difference.shape)
    whole = np.zeros((rows, columns), dtype=np.float32)
    whole[:difference.shape[0], :difference.shape[1]] = difference
    return whole.reshape(rows // side, side, columns // side, side).mean(axis=(1, 3))

def worst(ours, theirs):
    """The worst tile of each side, after its best shift."""
    rows, columns = min(ours.shape[0], theirs.shape[0]), min(ours.shape[1], theirs.shape[1])
    ours, theirs = ours[:rows, :columns], theirs[:rows, :columns]
    edged = np.pad(ours, ((1, 1), (1, 1), (0, 0)), mode='edge')
    least = {}
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            moved = edged[1 + down:1 + down + rows, 1 + right:1 + right + columns]
            across = edged[1:1 + rows, 1 + right:1 + right + columns]
            below = edged[1 + down:1 + down + rows, 1:1 + columns]
            difference = np.abs((ours + moved + across + below) / 4 - theirs).mean(axis=2)
            for side, _ in LIMITS:
                found = tiles(difference, side)
                least[side] = np.minimum(least[side], found) if side in least else found
    return [least[side].max() for side, _ in LIMITS]

def good(found):
    return all(value <= limit for value, (_, limit) in zip(found, LIMITS))

def spoiled(picture):
    """The same with a dot, a word, a part left out: where there is ink, paper."""
    ground = np.median(picture.reshape(-1, 3), axis=0)
    dark = np.abs(picture - ground).mean(axis=2) > 0.5
    rows, columns = np.nonzero(dark)
    middle = len(rows) // 2
    for name, height, width in (('dot', 3, 3), ('word', 20, 60), ('part', 200, 200)):
        other = picture.copy()
        row, column = max(rows[middle] - height // 2, 0), max(columns[middle] - width // 2, 0)
        other[row:row + height, column:column + width] = ground
        yield name, other

def main():
    pdf, stem = sys.argv[1:]
    rc, theirs = 0, shown(pdf)
    ours = [read(f'{stem}-{page}.png') for page in range(1, len(theirs) + 1)]
    for page, (one, other) in enumerate(zip(ours, theirs), 1):
        found = worst(one, other)
        if not good(found):
            print(f'FAIL\t{pdf}\tpage {page}\t' + ' '.join(f'{value:.3f}' for value in found))
            rc = 1
    for name, picture in spoiled(ours[0]):
        if good(worst(picture, theirs[0])):
            print(f'FAIL\t{pdf}\ta {name} left out is not found')
            rc = 1
    print('PASS' if rc == 0 else 'FAIL', pdf, len(theirs), 'pages', sep='\t')
    return rc

sys.exit(main())
