//! How wide a sheet is, and the classes for what is wider.

/// Ems of text on a line of an A4 or letter page, portrait and landscape. Less than there are (44 and 62): widths are estimates, lists
/// and quotes are indented, and some fonts are wide.
pub(super) const PORTRAIT_EMS: f32 = 36.0;
pub(super) const LANDSCAPE_EMS: f32 = 50.0;

/// How a table is printed, each with the greatest width that fits.
pub(super) const TABLES: [(f32, &str); 5] = [
    (PORTRAIT_EMS / 0.85, "paper-85"),
    (PORTRAIT_EMS / 0.7, "paper-70"),
    (PORTRAIT_EMS / 0.6, "paper-60"),
    (LANDSCAPE_EMS / 0.7, "paper-turned paper-70"),
    (LANDSCAPE_EMS / 0.5, "paper-turned paper-50"),
];
pub(super) const WIDEST_TABLE: &str = TABLES[4].1;
pub(super) const BREAKABLE: &str = "paper-broken";
