//! What is wider than a printed page: how much smaller it is printed, and whether on a landscape page.
//!
//! A screen scrolls what is too wide; paper would cut it. A style sheet can't know how narrow a table or a formula can be, so that is
//! estimated here, in ems, and said by a class, which `css/fit.css` gives its meaning: `paper-85` is to be printed at 85 per cent of its
//! size, `paper-turned` on a landscape page, `paper-broken` may be broken where it would else stay whole.

mod formula;
mod limits;
mod table;

pub(super) use formula::class as formula_class;
pub(super) use table::with_tables;
