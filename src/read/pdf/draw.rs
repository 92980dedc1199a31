//! Runs the content of pages: where each glyph, rule and picture stands (ISO 32000-1,
//! chapters 8 and 9, and 14.6 for marked content).

use super::budget::Budget;
use super::cells::Cell;
use super::content::{Lexer, Operand};
use super::font::{Font, Maps, get};
use super::links::Links;
use super::pictures::Pictures;
use super::place::{Glyph, Page};
use super::rules::Path;
use super::sight::{self, Edges, Layers, common};
use super::tags::Tags;
use crate::units::Matrix;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How deep forms draw forms: imposed sheets of imposed sheets have four.
const FORMS: usize = 12;
/// How deep `q` nests; Annex C of ISO 32000-1 has 28.
const STATES: usize = 256;
/// How deep marked content nests.
const MARKS: usize = 256;
/// Smaller pictures, in points, are bullets and lines.
const SMALL: f64 = 14.0;
/// Most fonts of a file; a book of 500 pages whose every page has its own four has as many.
const FONTS: usize = 2_000;
/// Longest `ActualText`, in bytes: a page of words. A longer one is passed over, and what
/// is drawn is read.
const ACTUAL: usize = 4_000;
/// How many nodes up the page tree resources are sought.
const PARENTS: usize = 64;

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<u16>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    /// How letters are painted (`Tr`).
    mode: u8,
    /// What is filled is transparent altogether.
    is_clear: bool,
    /// A mask of the graphics state lies over what is drawn.
    is_masked: bool,
    clip: Edges,
}

/// Letters that are not painted, and those that are only clipped to (9.3.6).
const UNSEEN: u8 = 3;
const CLIPPING: u8 = 7;
/// A scan fills at least this share of its page: B5 on A4 does.
const SCAN: f64 = 0.7;

/// Marked content that is open.
#[derive(Clone)]
struct Mark {
    /// Its place among what is tagged.
    id: Option<u32>,
    artifact: bool,
    /// Its layer is off.
    is_off: bool,
    /// What it says in place of its glyphs, and the first of these.
    actual: Option<(Rc<str>, usize)>,
    /// How much its page hid before it.
    hidden: usize,
}

/// Draws pages; fonts are read once.
pub(super) struct Drawing<'d> {
    document: &'d Document,
    pub(super) budget: Budget,
    maps: Maps,
    pub(super) fonts: Vec<Font>,
    pub(super) pictures: Pictures,
    pub(super) links: Links,
    tags: Option<&'d Tags>,
    layers: Layers,
    known: FxHashMap<*const Dictionary, u16>,
    /// The forms that are being drawn.
    open: Vec<ObjectId>,
}

/// What one content stream needs.
struct Run<'a, 'd> {
    drawing: &'a mut Drawing<'d>,
    page: &'a mut Page,
    resources: Option<&'d Dictionary>,
    owner: ObjectId,
    depth: usize,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    marks: Vec<Mark>,
    /// How many of them are of the outer content, which this one cannot end.
    outer: usize,
    /// The path, and whether it is to clip.
    path: Path,
    clips: bool,
    /// The form of the page, from 1; 0 on the page itself.
    cell: u16,
}

impl<'d> Drawing<'d> {
    pub(super) fn new(document: &'d Document, tags: Option<&'d Tags>) -> Self {
        Self {
            document,
            budget: Budget::new(),
            maps: Maps::default(),
            fonts: Vec::new(),
            pictures: Pictures::default(),
            links: Links::default(),
            tags,
            layers: Layers::of(document),
            known: FxHashMap::default(),
            open: Vec::new(),
        }
    }

    /// What a page shows.
    pub(super) fn page(&mut self, id: ObjectId) -> Page {
        let mut page = Page::default();
        let Some(content) = self.budget.page(self.document, id) else { return page };
        let resources = resources(self.document, id);
        let paper = paper(self.document, id);
        let mut run = Run::new(self, &mut page, resources, id, 0, State::new(paper.unwrap_or(sight::EVERYWHERE)));
        run.content(&content);
        if let Some(paper) = paper {
            page.middle = f64::midpoint(paper[0], paper[2]);
        }
        // The text of a scan lies unseen on its picture, and is more than what is seen.
        let unseen = page.glyphs.iter().filter(|glyph| glyph.unseen).count();
        let is_scan = paper.is_some_and(|paper| page.covered >= SCAN * sight::area(paper));
        page.settle(is_scan && 2 * unseen > page.glyphs.len());
        page.pass_strokes();
        self.links.mark(self.document, id, &mut page.glyphs);
        page
    }

    fn font(&mut self, dict: &'d Dictionary) -> Option<u16> {
        let key = std::ptr::from_ref(dict);
        if let Some(&font) = self.known.get(&key) {
            return Some(font);
        }
        if self.fonts.len() >= FONTS {
            self.budget.refuse(format!("the file has more than {FONTS} fonts"));
            return None;
        }
        let index = u16::try_from(self.fonts.len()).ok()?;
        let font = Font::read(self.document, dict, &mut self.budget, &mut self.maps);
        self.fonts.push(font);
        self.known.insert(key, index);
        Some(index)
    }
}

/// What a page says itself or inherits.
fn inherited<'d>(document: &'d Document, page: ObjectId, key: &[u8]) -> Option<&'d Object> {
    let mut dict = document.get_dictionary(page).ok()?;
    for _ in 0..PARENTS {
        if let Some(object) = get(document, dict, key) {
            return Some(object);
        }
        dict = get(document, dict, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// What of a page is paper: its `CropBox` in its `MediaBox`.
fn paper(document: &Document, page: ObjectId) -> Option<Edges> {
    let edges = |key: &[u8]| inherited(document, page, key).and_then(|edges| rectangle(document, edges));
    let media = edges(b"MediaBox").filter(|media| sight::area(*media) > 0.0);
    let crop = edges(b"CropBox").map(|crop| common(crop, media.unwrap_or(crop)));
    crop.filter(|crop| sight::area(*crop) > 0.0).or(media)
}

fn resources(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    inherited(document, page, b"Resources")?.as_dict().ok()
}

/// Left, lower, right and upper edge of a rectangle of the file.
fn rectangle(document: &Document, object: &Object) -> Option<Edges> {
    let items = object.as_array().ok().filter(|items| items.len() == 4)?;
    let mut edges = [0.0; 4];
    for (edge, number) in edges.iter_mut().zip(items) {
        *edge = f64::from(document.dereference(number).ok()?.1.as_float().ok()?);
    }
    let [a, b, c, d] = edges;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

impl State {
    fn new(clip: Edges) -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            is_clear: false,
            is_masked: false,
            clip,
        }
    }

    /// Whether letters are there for programs only.
    fn is_unseen(&self) -> bool {
        self.mode == UNSEEN || self.is_clear && matches!(self.mode, 0 | 4)
    }
}

impl<'a, 'd> Run<'a, 'd> {
    fn new(
        drawing: &'a mut Drawing<'d>,
        page: &'a mut Page,
        resources: Option<&'d Dictionary>,
        owner: ObjectId,
        depth: usize,
        state: State,
    ) -> Self {
        let (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let (stack, marks, outer, path, clips, cell) = (Vec::new(), Vec::new(), 0, Path::default(), false, 0);
        Self { drawing, page, resources, owner, depth, state, stack, text, line, marks, outer, path, clips, cell }
    }

    fn content(&mut self, content: &[u8]) {
        let (mut lexer, mut operands) = (Lexer::new(content), Vec::new());
        while let Some(operator) = lexer.next(&mut operands) {
            if !self.drawing.budget.glyph(self.page.glyphs.len(), None) {
                return;
            }
            self.operator(operator, &operands);
        }
        while !self.marks.is_empty() && self.depth == 0 {
            self.end_mark();
        }
    }

    fn operator(&mut self, operator: &[u8], operands: &[Operand]) {
        let number = |at: usize| operands.get(at).and_then(Operand::number).unwrap_or_default();
        let six = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator {
            b"q" if self.stack.len() < STATES => self.stack.push(self.state.clone()),
            b"Q" => self.state = self.stack.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.matrix = Matrix(six()).then_in_bounds(self.state.matrix),
            b"BT" => self.set_text(Matrix::IDENTITY),
            b"Tf" => self.set_font(operands),
            b"Tc" => self.state.letter_space = number(0),
            b"Tw" => self.state.word_space = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => self.set_text(Matrix(six())),
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => self.show(operands.first()),
            b"TJ" => self.show_items(operands.first()),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first());
            }
            b"\"" => {
                self.state.word_space = number(0);
                self.state.letter_space = number(1);
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            b"Tr" => self.state.mode = number(0).clamp(0.0, f64::from(CLIPPING)) as u8,
            b"gs" => self.set_state(operands),
            b"m" => self.path.begin(self.point(number(0), number(1))),
            b"l" => self.path.line(self.point(number(0), number(1))),
            b"c" => self.curve(&[(number(0), number(1)), (number(2), number(3)), (number(4), number(5))]),
            b"v" | b"y" => self.curve(&[(number(0), number(1)), (number(2), number(3))]),
            b"h" => self.path.close(),
            b"re" => {
                let ([x, y], [width, height]) = ([number(0), number(1)], [number(2), number(3)]);
                self.path.rectangle(self.state.matrix.bounds([x, y, x + width, y + height]));
            }
            b"W" | b"W*" => self.clips = true,
            b"n" | b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => self.end_path(operator),
            b"Do" => self.object(operands),
            b"BMC" | b"BDC" => self.begin_mark(operands),
            b"EMC" => self.end_mark(),
            _ => {}
        }
    }

    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        let [x, y, ..] = self.state.matrix.bounds([x, y, x, y]);
        (x, y)
    }

    fn curve(&mut self, points: &[(f64, f64)]) {
        let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| self.point(*x, *y)).collect();
        self.path.curve(&points);
    }

    /// Paths clip by their edges: what is outside of these is outside of the path.
    fn end_path(&mut self, operator: &[u8]) {
        let mut path = std::mem::take(&mut self.path);
        if matches!(operator, b"s" | b"b" | b"b*") {
            path.close();
        }
        if operator != b"n" && !self.is_off() {
            let strokes = !matches!(operator, b"f" | b"F" | b"f*");
            path.paint(strokes, self.state.clip, &mut self.page.rules);
        }
        if let (Some(edges), true) = (path.all(), self.clips) {
            self.state.clip = common(self.state.clip, edges);
        }
        self.clips = false;
    }

    fn set_state(&mut self, operands: &[Operand]) {
        let document = self.drawing.document;
        let named = operands.first().and_then(Operand::name).and_then(|name| self.resource(b"ExtGState", name));
        let Some((_, Object::Dictionary(told))) = named else { return };
        if let Some(opacity) = get(document, told, b"ca").and_then(|opacity| opacity.as_float().ok()) {
            self.state.is_clear = opacity <= 0.0;
        }
        if let Some(mask) = get(document, told, b"SMask") {
            self.state.is_masked = mask.as_dict().is_ok();
        }
    }

    fn set_text(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_text(Matrix::moved(x, y).then_in_bounds(self.line));
    }

    fn resource(&self, kind: &[u8], name: &[u8]) -> Option<(Option<ObjectId>, &'d Object)> {
        let document = self.drawing.document;
        let Object::Dictionary(all) = get(document, self.resources?, kind)? else { return None };
        document.dereference(all.get(name).ok()?).ok()
    }

    fn set_font(&mut self, operands: &[Operand]) {
        let [name, size, ..] = operands else { return };
        self.state.size = size.number().unwrap_or_default();
        let font = name.name().and_then(|name| self.resource(b"Font", name)?.1.as_dict().ok());
        self.state.font = font.and_then(|font| self.drawing.font(font));
    }

    fn show_items(&mut self, items: Option<&Operand>) {
        let Some(Operand::Array(items)) = items else { return };
        for item in items {
            match item {
                Operand::Number(back) => self.advance(-back / 1000.0 * self.state.size * self.state.scale),
                item => self.show(Some(item)),
            }
        }
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix::moved(by, 0.0).then_in_bounds(self.text);
    }

    fn show(&mut self, text: Option<&Operand>) {
        let (Some(bytes), Some(index)) = (text.and_then(Operand::text), self.state.font) else { return };
        let Drawing { fonts, budget, .. } = &mut *self.drawing;
        fonts[usize::from(index)].meet(bytes, budget);
        let State { size, scale, rise, letter_space, word_space, .. } = self.state;
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let (mark, cell) = (self.mark(), self.cell);
        let (is_hidden, unseen) = (self.is_off() || self.state.mode == CLIPPING, self.state.is_unseen());
        let mut text = self.text;
        for drawn in self.drawing.fonts[usize::from(index)].codes(bytes) {
            if !self.drawing.budget.glyph(self.page.glyphs.len(), drawn.text) {
                return;
            }
            let place = Matrix([size * scale, 0.0, 0.0, size, 0.0, rise])
                .then_in_bounds(text)
                .then_in_bounds(self.state.matrix);
            let is_space = drawn.length == 1 && drawn.code == 32;
            let step = (drawn.width * size + letter_space + if is_space { word_space } else { 0.0 }) * scale;
            text = Matrix::moved(step, 0.0).then_in_bounds(text);
            let glyph = Glyph::new(place, drawn.width, index, drawn.code, drawn.text.cloned());
            if is_hidden || glyph.as_ref().is_some_and(|glyph| !sight::holds(self.state.clip, glyph)) {
                self.page.hide(drawn.text.map(AsRef::as_ref), mark);
                continue;
            }
            self.page.count(index, drawn.text.is_some(), unseen);
            if let Some(glyph) = glyph {
                let drawn = u32::try_from(self.page.glyphs.len()).unwrap_or(u32::MAX);
                self.page.glyphs.push(Glyph { artifact, mark, cell, drawn, unseen, ..glyph });
            }
        }
        self.text = text;
    }

    /// The tagged content that is open.
    fn mark(&self) -> Option<u32> {
        self.marks.iter().rev().find_map(|mark| mark.id)
    }

    fn is_off(&self) -> bool {
        self.marks.iter().any(|mark| mark.is_off)
    }

    /// What marked content says it reads as.
    fn actual(&mut self, bytes: &[u8]) -> Option<Rc<str>> {
        if bytes.len() > ACTUAL {
            return None;
        }
        let text = decoded(bytes);
        self.drawing.budget.decoded(&text, bytes.len()).then_some(text)
    }

    fn begin_mark(&mut self, operands: &[Operand]) {
        if self.marks.len() >= MARKS {
            return;
        }
        let tag = operands.first().and_then(Operand::name).unwrap_or_default();
        let (id, actual) = match operands.get(1) {
            Some(Operand::Name(name)) => match self.resource(b"Properties", name) {
                Some((_, Object::Dictionary(told))) => {
                    let text = told.get(b"ActualText").ok().and_then(|text| text.as_str().ok());
                    (told.get(b"MCID").and_then(Object::as_i64).ok(), text.and_then(|text| self.actual(text)))
                }
                _ => (None, None),
            },
            Some(told) => {
                let id = told.get(b"MCID").and_then(Operand::number).map(|id| id as i64);
                let text = told.get(b"ActualText").and_then(Operand::text);
                (id, text.and_then(|text| self.actual(text)))
            }
            None => (None, None),
        };
        let id = id.and_then(|id| self.drawing.tags?.of.get(&(self.owner, id)).copied());
        let actual = actual.map(|text| (text, self.page.glyphs.len()));
        let layer = operands.get(1).filter(|_| tag == b"OC").and_then(Operand::name);
        let layer = layer.and_then(|name| self.resource(b"Properties", name));
        let is_off = layer.is_some_and(|layer| self.drawing.layers.hide(self.drawing.document, layer));
        self.marks.push(Mark { id, artifact: tag == b"Artifact", is_off, actual, hidden: self.page.hidden });
        self.begun();
    }

    /// Notes whether the tagged content that has begun is in sight.
    fn begun(&mut self) {
        if let Some(id) = self.mark() {
            let list = if self.is_off() { &mut self.page.veiled } else { &mut self.page.begun };
            list.insert(id);
        }
    }

    /// The glyphs of marked content that says what it reads as become one, if all of
    /// them are seen, or none.
    fn end_mark(&mut self) {
        if self.marks.len() <= self.outer {
            return;
        }
        let Some(Mark { actual: Some((text, first)), hidden, .. }) = self.marks.pop() else { return };
        let is_partly_hidden = self.page.hidden > hidden;
        let glyphs = &mut self.page.glyphs;
        let is_mixed = || glyphs[first..].windows(2).any(|pair| pair[0].unseen != pair[1].unseen);
        if first < glyphs.len() && !is_partly_hidden && !is_mixed() {
            let rest = glyphs.split_off(first);
            if let Some(glyph) = Glyph::joined(&rest, text) {
                glyphs.push(glyph);
            }
        }
    }

    fn object(&mut self, operands: &[Operand]) {
        let Some((id, Object::Stream(stream))) =
            operands.first().and_then(Operand::name).and_then(|name| self.resource(b"XObject", name))
        else {
            return;
        };
        let document = self.drawing.document;
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let layer = stream.dict.get(b"OC").and_then(|layer| document.dereference(layer));
        let is_off = layer.is_ok_and(|layer| self.drawing.layers.hide(document, layer)) || self.is_off();
        if kind == b"Image" {
            return self.picture(id, stream, is_off);
        }
        let is_open = id.is_some_and(|id| self.drawing.open.contains(&id));
        if kind != b"Form" || self.depth >= FORMS || is_open {
            return;
        }
        let Some(content) = self.drawing.budget.form(stream) else { return };
        let matrix = get(document, &stream.dict, b"Matrix").and_then(Matrix::of_object).unwrap_or(Matrix::IDENTITY);
        let matrix = matrix.then_in_bounds(self.state.matrix);
        let resources = match get(document, &stream.dict, b"Resources") {
            Some(Object::Dictionary(resources)) => Some(resources),
            _ => self.resources,
        };
        let bounds = get(document, &stream.dict, b"BBox").and_then(|bounds| rectangle(document, bounds));
        let clip = common(self.state.clip, bounds.map_or(sight::EVERYWHERE, |bounds| matrix.bounds(bounds)));
        let state = State { matrix, clip, ..self.state.clone() };
        let mut marks = std::mem::take(&mut self.marks);
        let outer = marks.len();
        if is_off {
            marks.push(Mark { id: None, artifact: false, is_off, actual: None, hidden: 0 });
        }
        let owner = id.filter(|_| stream.dict.has(b"StructParents")).unwrap_or(self.owner);
        let depth = self.depth + 1;
        self.drawing.open.extend(id);
        let first = self.page.glyphs.len();
        let cell = if self.depth == 0 { self.page.cells.len() + 1 } else { usize::from(self.cell) };
        let cell = u16::try_from(cell).unwrap_or(u16::MAX);
        let mut run = Run::new(self.drawing, self.page, resources, owner, depth, state);
        (run.outer, run.marks, run.cell) = (marks.len(), marks, cell);
        run.begun();
        run.content(&content);
        run.marks.truncate(outer);
        self.marks = run.marks;
        if id.is_some() {
            self.drawing.open.pop();
        }
        if self.depth == 0 && self.page.glyphs.len() > first {
            let edges = bounds.map_or_else(|| edges(&self.page.glyphs[first..]), |bounds| matrix.bounds(bounds));
            self.page.cells.push(Cell::new(id, edges));
        }
    }

    fn picture(&mut self, id: Option<ObjectId>, stream: &'d Stream, is_off: bool) {
        let (place, mark, cell) = (self.state.matrix, self.mark(), self.cell);
        let seen = sight::cut(place, self.state.clip).filter(|_| !is_off && !self.state.is_clear);
        if seen.is_some() {
            self.page.covered += sight::area(common(place.bounds([0.0, 0.0, 1.0, 1.0]), self.state.clip));
        }
        let is_small = |Matrix([a, b, c, d, ..]): Matrix| a.hypot(b) < SMALL || c.hypot(d) < SMALL;
        if self.marks.iter().any(|mark| mark.artifact) || is_small(place) {
            return;
        }
        let Some((place, cuts)) = seen else {
            self.page.hidden_pictures += 1;
            self.page.veiled.extend(mark);
            return;
        };
        if is_small(place) {
            return;
        }
        self.page.pictures += 1;
        let is_masked = self.state.is_masked;
        let Drawing { document, pictures, .. } = &mut *self.drawing;
        let number = if is_masked { None } else { pictures.number(document, (id, cuts), stream) };
        match number.and_then(|number| Glyph::picture(place, number)) {
            Some(glyph) => self.page.glyphs.push(Glyph { mark, cell, ..glyph }),
            None => self.page.unread += 1,
        }
    }
}

/// Left, lower, right and upper edge of glyphs that may be turned.
fn edges(glyphs: &[Glyph]) -> [f64; 4] {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    glyphs.iter().map(Glyph::edges).fold(none, |[a, b, c, d], [e, f, g, h]| [a.min(e), b.min(f), c.max(g), d.max(h)])
}

/// The text of a PDF string outside content.
pub(super) fn decoded(bytes: &[u8]) -> Rc<str> {
    lopdf::decode_text_string(&Object::string_literal(bytes.to_vec())).unwrap_or_default().into()
}
