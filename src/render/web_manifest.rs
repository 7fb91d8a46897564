//! `app.webmanifest`: how a browser installs the site as an app. Every address in it is relative to the file, which lies at the site's root.

use serde_json::{Value, json};

use super::layout::{direction, drawn_icon};
use crate::Context;
use crate::model::AppPage;
use crate::site::{Icon, SitePath, app_path};

/// Characters that a home screen has room for.
const MAX_SHORT_NAME_CHARS: usize = 12;

/// The bytes of `app.webmanifest`.
pub fn render(cx: &Context<'_>) -> Vec<u8> {
    let book = &cx.config.book;
    let word = |table: &str, key: &str| cx.theme.strings().get(table, key).unwrap_or_default().to_string();
    let paper = cx.config.theme.light.background.hex();
    let mut manifest = json!({
        "name": book.title,
        "lang": book.language,
        "dir": direction(&book.language),
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons(cx),
        "shortcuts": [{ "name": word("study", "title"), "url": app_path(AppPage::Study).encoded() }],
    });
    if !book.description.is_empty() {
        manifest["description"] = json!(book.description);
    }
    if book.title.chars().count() <= MAX_SHORT_NAME_CHARS {
        manifest["short_name"] = json!(book.title);
    }
    format!("{manifest:#}\n").into_bytes()
}

/// The author's icon where there is one, else the theme's.
fn icons(cx: &Context<'_>) -> Vec<Value> {
    let Some(own) = cx.config.site.icon.as_deref() else {
        let icon = |name: &str, sizes: &str, purpose: &str| {
            let path = cx.theme.published_path(name)?;
            let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
            Some(json!({ "src": path.encoded(), "sizes": sizes, "type": kind, "purpose": purpose }))
        };
        let all = [
            ("icons/app-192.png", "192x192", "any"),
            ("icons/app-512.png", "512x512", "any"),
            ("icons/app-maskable.png", "512x512", "maskable"),
            ("icons/recto.svg", "any", "any"),
        ];
        return all.iter().filter_map(|(name, sizes, purpose)| icon(name, sizes, purpose)).collect();
    };
    let drawn = [Icon::App, Icon::LargeApp, Icon::Maskable].map(|icon| {
        let purpose = if icon == Icon::Maskable { "maskable" } else { "any" };
        let sizes = format!("{0}x{0}", icon.size());
        json!({ "src": drawn_icon(cx.config, icon), "sizes": sizes, "type": "image/png", "purpose": purpose })
    });
    let svg = own
        .ends_with(".svg")
        .then(|| json!({ "src": SitePath::new(own).encoded(), "sizes": "any", "type": "image/svg+xml", "purpose": "any" }));
    drawn.into_iter().chain(svg).collect()
}
