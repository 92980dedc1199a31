"""Moves the dots of Estedad to where they stand (needs fonttools).

usage: dots.py FROM.ttf TO.ttf

Estedad takes its letters apart (ش is س and three dots) and lifts the dots by an
offset of the layout tables. WebKitGTK ignores such offsets: dots above would lie within
their letter, and «شب» would read «سب». Here each height gets a glyph of its own, whose
anchor moves with it, so that the offset is zero and every engine draws the same.
"""
import copy
import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

font = TTFont(sys.argv[1])
order = list(font.getGlyphOrder())
glyphs, gsub, gpos, gdef = font["glyf"], font["GSUB"].table, font["GPOS"].table, font["GDEF"].table
MARK = 3
# Dots, the stroke of گ, madda, and the small marks of Urdu, Pashto and Kurdish letters. Not
# hamza, of which other rules make other signs.
DOTS = ("dot", "twodots", "threedots", "gafsarkash", "vbelow", "uni0653", "uni0615", "uni065A")
# Lower ones stay: nobody sees them.
SEEN = 30


def subtables(table, kind):
    for lookup in table.LookupList.Lookup:
        for sub in lookup.SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            if isinstance(sub, kind):
                yield sub


def offset(base, mark):
    """How far the mark is lifted above its own place on this base; of several lookups the last decides."""
    found = 0
    for sub in subtables(gpos, otTables.MarkBasePos):
        if mark in sub.MarkCoverage.glyphs and base in sub.BaseCoverage.glyphs:
            record = sub.MarkArray.MarkRecord[sub.MarkCoverage.glyphs.index(mark)]
            anchor = sub.BaseArray.BaseRecord[sub.BaseCoverage.glyphs.index(base)].BaseAnchor[record.Class]
            if anchor:
                found = anchor.YCoordinate - record.MarkAnchor.YCoordinate
    return found


def move(glyph, up):
    glyph = copy.deepcopy(glyph)
    if glyph.isComposite():
        for part in glyph.components:
            part.y += up
    else:
        glyph.coordinates.translate((0, up))
    glyph.recalcBounds(glyphs)
    return glyph


def lifted(anchor, up):
    anchor = copy.deepcopy(anchor)
    if anchor:
        anchor.YCoordinate += up
    return anchor


def record_of(array, at, up):
    record = copy.deepcopy(array[at])
    if hasattr(record, "MarkAnchor"):
        record.MarkAnchor = lifted(record.MarkAnchor, up)
    else:
        record.Mark2Anchor = [lifted(anchor, up) for anchor in record.Mark2Anchor]
    return record


def add(mark, up):
    """A glyph like the mark, higher; in every table it stands where the mark stands."""
    name = f"{mark}.y{up}".replace("-", "m")
    if name in glyphs.glyphs:
        return name
    order.append(name)
    glyphs[name] = move(glyphs[mark], up)
    font["hmtx"][name] = font["hmtx"][mark]
    font["vmtx"][name] = font["vmtx"][mark]
    gdef.GlyphClassDef.classDefs[name] = MARK
    for coverage in gdef.MarkGlyphSetsDef.Coverage:
        if mark in coverage.glyphs:
            coverage.glyphs.append(name)
    for table in (gsub, gpos):
        for sub in subtables(table, (otTables.ChainContextSubst, otTables.ChainContextPos)):
            for lists in ("BacktrackCoverage", "InputCoverage", "LookAheadCoverage"):
                for coverage in getattr(sub, lists, None) or []:
                    if mark in coverage.glyphs:
                        coverage.glyphs.append(name)
    arrays = [
        (sub.MarkCoverage, sub.MarkArray.MarkRecord)
        for sub in subtables(gpos, (otTables.MarkBasePos, otTables.MarkLigPos))
    ]
    for sub in subtables(gpos, otTables.MarkMarkPos):
        arrays += [(sub.Mark1Coverage, sub.Mark1Array.MarkRecord), (sub.Mark2Coverage, sub.Mark2Array.Mark2Record)]
    for coverage, records in arrays:
        if mark in coverage.glyphs:
            records.append(record_of(records, coverage.glyphs.index(mark), up))
            coverage.glyphs.append(name)
    return name


for sub in subtables(gsub, otTables.MultipleSubst):
    for parts in sub.mapping.values():
        for at, mark in enumerate(parts[1:], 1):
            up = offset(parts[0], mark) if mark.startswith(DOTS) and ".alt" not in mark else 0
            if abs(up) >= SEEN:
                parts[at] = add(mark, up)
font.setGlyphOrder(order)
font["maxp"].numGlyphs = len(order)
font.save(sys.argv[2])
