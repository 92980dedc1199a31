//! Pages as pictures beside another renderer's view of the PDF of the same pages.
//! `tests/judges/page_pictures.py` asks poppler about more of them.

use bargeh::convert::{Request, convert};
use bargeh::read::{ReadOptions, read};
use bargeh::resources::Memory;
use bargeh::settings::{InputFormat, OutputFormat, Settings};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

const PPI: f32 = 150.0;
/// Tiles of so many pixels, each half over the next.
const TILE: u32 = 16;
/// The most that a tile may differ by: two renderers spread the edge of a letter
/// over pixels in their own ways, but a dot that is missing is more.
const LIMIT: f32 = 0.12;

/// The pixels of a page.
#[derive(Clone)]
struct View(image::RgbImage);

impl View {
    /// The same with a rectangle in the colour of the first pixel.
    fn without(&self, [left, top, width, height]: [u32; 4]) -> Self {
        let mut other = self.0.clone();
        let ground = *other.get_pixel(0, 0);
        for (x, y) in (top..top + height).flat_map(|y| (left..left + width).map(move |x| (x, y))) {
            if let Some(pixel) = other.get_pixel_mut_checked(x, y) {
                *pixel = ground;
            }
        }
        Self(other)
    }

    /// Where the tile with the most ink begins: in the middle of the thickest letters.
    fn thickest(&self) -> (u32, u32) {
        let ground = self.without([0, 0, self.0.width(), self.0.height()]);
        let most = tiles(self, &ground).max_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
        most.0
    }
}

/// Each tile's place and mean difference, as a share of white.
fn tiles(ours: &View, theirs: &View) -> impl Iterator<Item = ((u32, u32), f32)> {
    let half = TILE / 2;
    let (width, height) = (ours.0.width().min(theirs.0.width()), ours.0.height().min(theirs.0.height()));
    let (columns, rows) = (width.div_ceil(half).max(2), height.div_ceil(half).max(2));
    let mut quarters = vec![0_u32; (columns * rows) as usize];
    for y in 0..height {
        let row = |view: &View| {
            let from = 3 * (y * view.0.width()) as usize;
            view.0.as_raw()[from..from + 3 * width as usize].to_vec()
        };
        let (one, other) = (row(ours), row(theirs));
        for (at, (one, other)) in one.into_iter().zip(other).enumerate() {
            quarters[(y / half * columns) as usize + at / (3 * half as usize)] += u32::from(one.abs_diff(other));
        }
    }
    let all = (0..rows - 1).flat_map(move |row| (0..columns - 1).map(move |column| (row, column)));
    all.map(move |(row, column)| {
        let at = (row * columns + column) as usize;
        let below = at + columns as usize;
        let sum = quarters[at] + quarters[at + 1] + quarters[below] + quarters[below + 1];
        ((column * half, row * half), sum as f32 / (TILE * TILE * 3 * 255) as f32)
    })
}

/// The mean difference in a tile after our pixels have moved by half a pixel.
fn moved(ours: &View, theirs: &View, (left, top): (u32, u32), (right, down): (i64, i64)) -> f32 {
    let seen = |x: i64, y: i64, channel: usize| {
        let clamp = |at: i64, size: u32| at.clamp(0, i64::from(size) - 1) as u32;
        f32::from(ours.0.get_pixel(clamp(x, ours.0.width()), clamp(y, ours.0.height()))[channel])
    };
    let mut sum = 0.0;
    for (x, y) in (top..top + TILE).flat_map(|y| (left..left + TILE).map(move |x| (x, y))) {
        let Some(other) = theirs.0.get_pixel_checked(x, y) else { continue };
        for channel in 0..3 {
            let (x, y) = (i64::from(x), i64::from(y));
            let near = [(0, 0), (right, 0), (0, down), (right, down)].map(|(dx, dy)| seen(x + dx, y + dy, channel));
            sum += (near.iter().sum::<f32>() / 4.0 - f32::from(other[channel])).abs();
        }
    }
    sum / (TILE * TILE * 3 * 255) as f32
}

/// The worst tile, each after its best shift of at most half a pixel; a tile that
/// agrees as it stands is not shifted.
fn worst(ours: &View, theirs: &View) -> f32 {
    let shifts = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)];
    let best = |(place, still): ((u32, u32), f32)| {
        if still <= LIMIT {
            return still;
        }
        shifts.iter().map(|shift| moved(ours, theirs, place, *shift)).fold(still, f32::min)
    };
    tiles(ours, theirs).map(best).fold(0.0, f32::max)
}

/// The first pages of a message: as our pixels, and as hayro sees our PDF.
fn views(message: &str, theme: &str, most: usize) -> Vec<(View, View)> {
    let input = read(message.as_bytes(), &ReadOptions::new(InputFormat::Markdown, "message.md")).unwrap().value;
    let mut settings = Settings::default();
    settings.set("theme", theme).unwrap();
    let request = Request {
        settings: settings.or(input.settings),
        formats: vec![OutputFormat::Pdf, OutputFormat::Png],
        modified: None,
    };
    let made = convert(input.document, &request, &Memory(pictures()), &mut |_| {}).unwrap().value;
    let of = |format: OutputFormat| made.files.iter().filter(move |file| file.format == format);
    let pdf = Pdf::new(of(OutputFormat::Pdf).next().unwrap().bytes.clone()).unwrap();
    let scale = PPI / 72.0;
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let theirs = pdf.pages().iter().take(most).map(|page| {
        let drawn =
            render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixmap);
        let pixels = drawn.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        View(image::RgbImage::from_raw(drawn.width().into(), drawn.height().into(), pixels.collect()).unwrap())
    });
    let ours = of(OutputFormat::Png).map(|file| View(image::load_from_memory(&file.bytes).unwrap().into_rgb8()));
    ours.zip(theirs).collect()
}

/// A picture that changes softly, as photos do.
fn pictures() -> std::collections::BTreeMap<String, std::sync::Arc<[u8]>> {
    let photo =
        image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, (x / 4 + y / 4) as u8]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(photo).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    [("photo.png".to_owned(), bytes.into_inner().into())].into()
}

const PICTURE: &str = "# گلدان\n\n![گل](photo.png){width=6cm}\n\nمتن زیر تصویر.\n";

fn sample(name: &str) -> String {
    std::fs::read_to_string(format!("{}/samples/{name}.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn our_pixels_are_those_of_the_pdf() {
    // Stretched letters, couplets, tables and code, grounds to the paper's edge.
    for (name, theme, most) in
        [("message", "leaflet", 1), ("poem", "book", 1), ("mixed", "plain", 1), ("flyer", "flyer", 1)]
    {
        for (page, (ours, theirs)) in views(&sample(name), theme, most).iter().enumerate() {
            let (own, other) = (ours.0.dimensions(), theirs.0.dimensions());
            assert!(own.0.abs_diff(other.0) <= 1 && own.1.abs_diff(other.1) <= 1, "{own:?} and {other:?}");
            let worst = worst(ours, theirs);
            assert!(worst <= LIMIT, "{name} in {theme}, page {}: {worst}", page + 1);
        }
    }
}

#[test]
fn what_is_left_out_is_found() {
    let (ours, theirs) = views(&sample("message"), "leaflet", 1).remove(0);
    let (x, y) = ours.thickest();
    for (what, part) in [("a dot", [x + 5, y + 5, 7, 7]), ("a letter", [x + 2, y, 12, 20])] {
        assert!(worst(&ours.without(part), &theirs) > LIMIT, "{what}");
    }
    let (ours, theirs) = views(PICTURE, "plain", 1).remove(0);
    assert!(worst(&ours, &theirs) <= LIMIT, "{}", worst(&ours, &theirs));
    let (x, y) = ours.thickest();
    assert!(worst(&ours.without([x, y, 60, 60]), &theirs) > LIMIT, "a picture");
}
