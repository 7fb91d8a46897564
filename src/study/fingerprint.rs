//! The names of deck files: eight hex digits that change whenever the bytes would.
//!
//! A part's faces are expensive to render, so its name is not a hash of them but of all that rendering reads: the cards' texts, what
//! their links lead to, the sizes of their images, the policy for raw HTML, the names of sections, the words that Markdown brings along, and this program.

use sha2::{Digest, Sha256};

use super::FORMAT;
use crate::Context;
use crate::model::{Body, CardIx, Guide, Link, Node, Target};
use crate::site::{app_path, has_page};

/// Of a file with these bytes.
pub fn of_bytes(bytes: &[u8]) -> String {
    digits(Sha256::new_with_prefix(bytes))
}

/// Of a file of faces.
pub fn of_part(cx: &Context<'_>, cards: &[CardIx]) -> String {
    let Context { guide, config, theme, .. } = cx;
    let mut hash = Sha256::new();
    add(&mut hash, &[env!("CARGO_PKG_VERSION"), &FORMAT.to_string(), &format!("{:?}", config.markdown.html)]);
    // Which headings of a card are sections is not in its text.
    for (kind, names) in &config.sections {
        add(&mut hash, &[kind.key(), &names.len().to_string()]);
        names.iter().for_each(|name| add(&mut hash, &[name]));
    }
    for (key, word) in theme.strings().tables().get("markup").into_iter().flatten() {
        add(&mut hash, &[key, word]);
    }
    for ix in cards {
        let card = guide.card(*ix);
        add(&mut hash, &[&card.id, &card.hash, &card.title.markdown]);
        add_body(&mut hash, guide, &card.body);
    }
    digits(hash)
}

/// What rendering a body reads beyond its own text.
fn add_body(hash: &mut Sha256, guide: &Guide, body: &Body) {
    for link in &body.links {
        add_link(hash, guide, link);
        // From the body's beginning: what comes before a card in its file is nothing to it.
        let at = link.span.start.wrapping_sub(body.span.start);
        hash.update([link.syntax as u8]);
        hash.update(at.to_le_bytes());
        hash.update((link.span.len() as u32).to_le_bytes());
    }
    for (label, destination, title) in &body.outside_link_definitions {
        add(hash, &[label, destination, title]);
    }
}

fn add_link(hash: &mut Sha256, guide: &Guide, link: &Link) {
    match &link.target {
        Target::Node(node, fragment) => {
            let title = guide.title(*node).map_or("", |title| &title.markdown);
            let kind = match node {
                Node::Home => "home",
                Node::Topic(_) => "topic",
                Node::Page(_) | Node::Card(_) => "page",
            };
            add(hash, &[kind, guide.id(*node), title, fragment.as_deref().unwrap_or("")]);
            if !has_page(guide, *node) {
                add(hash, &["in another language"]);
            }
        }
        Target::Asset(ix) => {
            let asset = guide.asset(*ix);
            add(hash, &["asset", &asset.path, &format!("{:?}", asset.dimensions)]);
        }
        Target::App(page, query) => add(hash, &["app", app_path(*page).as_str(), query]),
        Target::RemoteImage(url) => add(hash, &["image", url]),
        Target::External(url) => add(hash, &["external", url]),
        Target::Fragment(fragment) => add(hash, &["here", fragment]),
        Target::Unlinked => add(hash, &["nowhere"]),
    }
}

/// Adds texts so that no two lists of texts give the same bytes.
fn add(hash: &mut Sha256, texts: &[&str]) {
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
}

fn digits(hash: Sha256) -> String {
    crate::encode::hex(&hash.finalize()[..4])
}
