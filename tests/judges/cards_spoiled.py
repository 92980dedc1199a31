#!/usr/bin/env python3
"""A card spoiled for the judges: a dot where apps cover it, letters blurred, a pixel too small, with a name in it.
usage: cards_spoiled.py CARD.png OUT     beside the card the words it says, CARD.txt"""
import sys
from pathlib import Path
from shutil import copyfile
from PIL import Image, ImageFilter
from PIL.PngImagePlugin import PngInfo

card, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(exist_ok=True)
image = Image.open(card).convert('RGB')
dot = image.copy()
dot.putpixel((540, 20), (0, 0, 0))
inner = (70, 70, image.width - 70, image.height - 70)
blurred = image.copy()
blurred.paste(image.crop(inner).filter(ImageFilter.GaussianBlur(9)), inner)
named = PngInfo()
named.add_text('Author', 'A. Nonymous')
spoiled = {
    'covered': (dot, None),
    'blurred': (blurred, None),
    'small': (image.crop((0, 0, image.width - 1, image.height)), None),
    'named': (image, named),
}
for name, (picture, words) in spoiled.items():
    picture.save(out / f'{name}.png', pnginfo=words)
    copyfile(card.with_suffix('.txt'), out / f'{name}.txt')
