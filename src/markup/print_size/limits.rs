//! How wide a sheet is, and the CSS classes for what is wider.

/// Ems of text on a line of an A4 or letter page, portrait and landscape. Less than there are (44 and 62): widths are estimates, lists
/// and quotes are indented, and some fonts are wide.
pub(super) const PORTRAIT_EMS: f32 = 36.0;
pub(super) const LANDSCAPE_EMS: f32 = 50.0;

/// The classes by which a table is printed smaller, or on a turned page, each after the greatest width in ems that fits so.
pub(super) const TABLES: [(f32, &str); 5] = [
    (PORTRAIT_EMS / 0.85, "paper-85"),
    (PORTRAIT_EMS / 0.7, "paper-70"),
    (PORTRAIT_EMS / 0.6, "paper-60"),
    (LANDSCAPE_EMS / 0.7, "paper-turned paper-70"),
    (LANDSCAPE_EMS / 0.5, "paper-turned paper-50"),
];
/// The classes of the last of [`TABLES`], which wider tables get too.
pub(super) const LAST_TABLE_CLASS: &str = TABLES[TABLES.len() - 1].1;
/// The class of a table whose words may be broken anywhere, because it is too wide even for that.
pub(super) const BROKEN_WORDS_CLASS: &str = "paper-broken";
