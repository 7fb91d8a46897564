//! What a template sees. Theme authors rely on these names: a field is added freely, renamed or removed only with a new major version.
//!
//! Every template gets
//!
//! - `site`: [`Site`], the same on every page,
//! - `t`: the words of `strings/LANG.toml`, `t.card.hint`,
//! - `root`: the way from the page to the site's root, `""`, `"../"`, …; on 404.html the absolute path of the root,
//! - `page`: [`PageInfo`], the page's metadata,
//! - `layout`: [`PageLayout`], the layout around the text,
//! - one more value, by the file's name: `home.html` gets `home` ([`Home`]), `topic.html` `topic` ([`Topic`]), `card.html`
//!   `card` ([`Card`]), `page.html` `article` ([`Article`]), `tag.html` and `level.html` `listing` ([`Listing`]), `tags.html` `tags`
//!   (list of [`Facet`]) and `pager` ([`Pager`]), `map.html` `map` ([`Map`]), `redirect.html` `target` ([`Link`]), `contribute.html` `contribute`
//!   ([`Contribute`]), `print.html` `print` ([`Print`]), `embed.html` `embed` ([`Embed`]).
//!   `study.html`, `interview.html`, `progress.html`, `browse.html`, `search.html` and `404.html` get none.
//!
//! Templates in `print/` and `epub/` make files that lie outside of the site; they get no `page` and no `layout`, but `document`
//! ([`TemplateDocument`](crate::context::TemplateDocument)).
//!
//! Functions and filters beyond Tera's own: `asset(name="styles/common.css")` is the URL of a file of the theme, `has_asset(name="custom.js")`
//! whether there is one, `count(key="cards", n=3)` is
//! "3 cards" by the `[count]` words, `text | interpolate(n=3, title=x)` puts values into a text's `{n}` and `{title}`, `iso | date` writes a date as
//! the language does, `n | number` groups thousands, `html | without_ids` drops the ids of markup that the page has already.
//!
//! URLs are relative and ready for an attribute. Fields of type [`Html`] are markup and are inserted as they are; all others are escaped.

mod layout;
mod lists;
mod pages;

pub use self::layout::{Branch, Heading, MenuLink, MenuLinks, PageInfo, PageLanguage, PageLayout, Site, TopicTree};
pub use self::lists::{Entry, Facet, Group, Link, Links, Listing, Pager, Tile};
pub use self::pages::{
    Article, Card, Choice, Contribute, Embed, Home, LevelEntry, Map, MapEdge, MapNode, MapRow, NewCard, Piece, Point, Print, PrintCard,
    PrintGroup, Section, Topic,
};
pub use super::escape::Html;
