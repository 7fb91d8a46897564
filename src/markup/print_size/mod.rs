//! What is wider than a sheet of paper: how much smaller it is printed, and whether on a sheet that is turned.
//!
//! A screen scrolls what is too wide; paper would cut it. A style sheet can't know how narrow a table or a formula can be, so that is
//! estimated here, in ems, and said by a class, which `css/fit.css` gives its meaning: `paper-85` is to be printed at 85 per cent of its
//! size, `paper-turned` on a turned sheet, `paper-broken` may be broken where it would else stay whole.

mod formula;
mod table;

pub(super) use formula::class as formula_class;
pub(super) use table::with_tables;

/// Ems of text on a line of an upright A4 or letter sheet, and of a turned one. Less than there are (44 and 62): widths are estimates, lists
/// and quotes are indented, and some fonts are wide.
const UPRIGHT: f32 = 36.0;
const TURNED: f32 = 50.0;

/// How a table is printed, by the widest that each way takes.
const TABLES: [(f32, &str); 5] = [
    (UPRIGHT / 0.85, "paper-85"),
    (UPRIGHT / 0.7, "paper-70"),
    (UPRIGHT / 0.6, "paper-60"),
    (TURNED / 0.7, "paper-turned paper-70"),
    (TURNED / 0.5, "paper-turned paper-50"),
];
const WIDEST_TABLE: &str = TABLES[4].1;
const BROKEN: &str = "paper-broken";
