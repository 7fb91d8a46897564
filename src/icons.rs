//! A guide's icon in the sizes that browsers and home screens ask for, drawn from its one file.
//!
//! In: an SVG or a PNG. Out: a PNG of each [`Icon`]. A picture that fills its square to the corners is an icon as it is; others are set on the
//! paper where home screens would put black behind them. Fonts and pictures inside of an SVG are not drawn: [`problem`] reports them.

use resvg::tiny_skia::{Color, FilterQuality, IntSize, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};
use resvg::usvg::{Options, Tree};

use crate::site::Icon;

/// How much of its width a picture takes: on a home screen, and where that may cut anything outside of a circle (80% of the width, W3C's
/// "Web Application Manifest", section "Icon masks"), if it fills its square and if it does not.
const TOUCH: f32 = 0.8;
const MASKED: f32 = 0.8;
const MASKED_FREE: f32 = 0.62;

/// The picture as a file gives it.
enum Picture {
    Svg(Box<Tree>),
    Png(Pixmap),
}

/// Why an icon cannot be drawn, or not all of it.
pub fn problem(file: &[u8]) -> Option<String> {
    match Picture::read(file) {
        Ok(Picture::Png(_)) => None,
        Ok(Picture::Svg(_)) => {
            let text = std::str::from_utf8(file).unwrap_or_default();
            let document =
                roxmltree::Document::parse_with_options(text, roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() }).ok()?;
            let lost =
                document.descendants().find_map(|node| ["text", "image"].into_iter().find(|name| node.tag_name().name() == *name))?;
            Some(format!("its <{lost}> is missing in the icons that are drawn from it: turn it into paths"))
        }
        Err(problem) => Some(problem),
    }
}

/// A PNG of the icon; `None` for a file that is not a picture.
pub fn draw(file: &[u8], icon: Icon, paper: [u8; 3]) -> Option<Vec<u8>> {
    let picture = Picture::read(file).ok()?;
    let whole = picture.drawn(icon.size(), 1.0, None)?;
    let filled = filling(&whole);
    let [red, green, blue] = paper;
    let paper = Color::from_rgba8(red, green, blue, 255);
    let drawn = match (icon, filled) {
        (Icon::Maskable, Some(colour)) => picture.drawn(icon.size(), MASKED, Some(colour))?,
        (Icon::Maskable, None) => picture.drawn(icon.size(), MASKED_FREE, Some(paper))?,
        (Icon::Touch, None) => picture.drawn(icon.size(), TOUCH, Some(paper))?,
        _ => whole,
    };
    drawn.encode_png().ok()
}

/// The colour in the corner of a picture that fills its square; `None` for others.
fn filling(picture: &Pixmap) -> Option<Color> {
    let last = picture.width() - 1;
    let corners = [(0, 0), (last, 0), (0, last), (last, last)];
    let filled = corners.iter().all(|(x, y)| picture.pixel(*x, *y).is_some_and(|pixel| pixel.alpha() == 255));
    let corner = picture.pixel(0, 0).filter(|_| filled)?;
    Some(Color::from_rgba8(corner.red(), corner.green(), corner.blue(), 255))
}

impl Picture {
    fn read(file: &[u8]) -> Result<Self, String> {
        if file.starts_with(b"\x89PNG") {
            let png = Pixmap::decode_png(file).map_err(|error| format!("this PNG cannot be read: {error}"))?;
            return Ok(Self::Png(png));
        }
        let tree = Tree::from_data(file, &Options::default()).map_err(|error| format!("this SVG cannot be drawn: {error}"))?;
        Ok(Self::Svg(Box::new(tree)))
    }

    /// Centred in a square, of whose width its longer side takes a part.
    fn drawn(&self, size: u32, part: f32, background: Option<Color>) -> Option<Pixmap> {
        let mut square = Pixmap::new(size, size)?;
        if let Some(background) = background {
            square.fill(background);
        }
        let (width, height) = match self {
            Self::Svg(tree) => (tree.size().width(), tree.size().height()),
            Self::Png(png) => (png.width() as f32, png.height() as f32),
        };
        let room = size as f32 * part;
        let scale = room / width.max(height);
        let at = |length: f32| (size as f32 - length * scale) / 2.0;
        match self {
            Self::Svg(tree) => {
                let transform = Transform::from_row(scale, 0.0, 0.0, scale, at(width), at(height));
                resvg::render(tree, transform, &mut square.as_mut());
            }
            Self::Png(png) => {
                let (halved, times) = halved(png, room);
                let scale = scale * times as f32;
                let transform = Transform::from_row(scale, 0.0, 0.0, scale, at(width), at(height));
                let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
                square.draw_pixmap(0, 0, halved.as_ref().unwrap_or(png).as_ref(), &paint, transform, None);
            }
        }
        Some(square)
    }
}

/// A picture that is more than twice as large as there is room, made smaller by whole numbers: each pixel the mean of those it stands for.
/// And by what number.
fn halved(png: &Pixmap, room: f32) -> (Option<Pixmap>, u32) {
    let times = (png.width().max(png.height()) as f32 / room) as u32;
    let smaller = (times > 1).then(|| mean(png, times)).flatten();
    let times = if smaller.is_some() { times } else { 1 };
    (smaller, times)
}

fn mean(png: &Pixmap, times: u32) -> Option<Pixmap> {
    let size = IntSize::from_wh(png.width().div_ceil(times), png.height().div_ceil(times))?;
    let mut smaller = Pixmap::new(size.width(), size.height())?;
    for (number, pixel) in smaller.pixels_mut().iter_mut().enumerate() {
        let (x, y) = (number as u32 % size.width() * times, number as u32 / size.width() * times);
        let mut sums = [0u32; 4];
        for (dx, dy) in (0..times).flat_map(|dy| (0..times).map(move |dx| (dx, dy))) {
            if let Some(found) = png.pixel(x + dx, y + dy).filter(|_| x + dx < png.width()) {
                let parts = [found.red(), found.green(), found.blue(), found.alpha()];
                sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += u32::from(part));
            }
        }
        let [red, green, blue, alpha] = sums.map(|sum| (sum / (times * times)) as u8);
        *pixel = PremultipliedColorU8::from_rgba(red, green, blue, alpha)?;
    }
    Some(smaller)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISC: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#0a0"/></svg>"##;
    const TILE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10H0z" fill="#00a"/><path d="M4 4h2v2H4z" fill="#fff"/></svg>"##;
    const PAPER: [u8; 3] = [250, 247, 240];

    /// Red, green, blue and alpha in one place, by parts of the width.
    fn at(png: &[u8], x: f32, y: f32) -> [u8; 4] {
        let picture = Pixmap::decode_png(png).unwrap();
        let place = |part: f32| ((picture.width() - 1) as f32 * part) as u32;
        let pixel = picture.pixel(place(x), place(y)).unwrap();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    }

    fn drawn(file: &[u8], icon: Icon) -> Vec<u8> {
        let png = draw(file, icon, PAPER).unwrap();
        assert_eq!(Pixmap::decode_png(&png).unwrap().width(), icon.size());
        png
    }

    #[test]
    fn a_free_picture_stands_on_the_paper_where_something_must_be_behind_it() {
        for icon in [Icon::Tab, Icon::App, Icon::LargeApp] {
            let png = drawn(DISC.as_bytes(), icon);
            assert_eq!((at(&png, 0.0, 0.0)[3], at(&png, 0.5, 0.5)), (0, [0, 170, 0, 255]));
            assert_eq!(at(&png, 0.5, 0.03), [0, 170, 0, 255], "it takes all of the width");
        }
        for icon in [Icon::Touch, Icon::Maskable] {
            let png = drawn(DISC.as_bytes(), icon);
            assert_eq!((at(&png, 0.0, 0.0), at(&png, 0.5, 0.05)), ([250, 247, 240, 255], [250, 247, 240, 255]));
            assert_eq!(at(&png, 0.5, 0.5), [0, 170, 0, 255]);
        }
    }

    #[test]
    fn a_picture_that_fills_its_square_is_its_own_ground() {
        for icon in Icon::ALL {
            let png = drawn(TILE.as_bytes(), icon);
            assert_eq!((at(&png, 0.0, 1.0), at(&png, 0.5, 0.5)), ([0, 0, 170, 255], [255, 255, 255, 255]));
        }
    }

    #[test]
    fn a_png_is_made_smaller_and_larger_and_keeps_its_proportions() {
        for side in [16, 90, 1024] {
            let mut wide = Pixmap::new(side * 2, side).unwrap();
            wide.fill(Color::from_rgba8(200, 0, 0, 255));
            let file = wide.encode_png().unwrap();
            for icon in [Icon::Tab, Icon::App] {
                let png = drawn(&file, icon);
                assert_eq!((at(&png, 0.5, 0.5), at(&png, 0.1, 0.5)), ([200, 0, 0, 255], [200, 0, 0, 255]), "{side}");
                assert_eq!((at(&png, 0.5, 0.1)[3], at(&png, 0.5, 0.9)[3]), (0, 0), "{side}");
            }
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_told() {
        assert_eq!(problem(DISC.as_bytes()), None);
        let text = DISC.replace("<circle", "<text y='9'>R</text><circle");
        assert_eq!(
            problem(text.as_bytes()).as_deref(),
            Some("its <text> is missing in the icons that are drawn from it: turn it into paths")
        );
        for file in ["", "<svg", "<html/>", "\u{fffd}PNG"] {
            assert!(problem(file.as_bytes()).is_some() && draw(file.as_bytes(), Icon::Tab, PAPER).is_none(), "{file}");
        }
        assert!(problem(b"\x89PNG\r\n").is_some());
    }
}
