//! The layout around the text of every page.

use serde::Serialize;

use super::{Html, Link};
use crate::model::TopicIx;

/// The guide as a whole.
#[derive(Debug, Serialize)]
pub struct Site {
    pub title: String,
    pub description: String,
    pub authors: Vec<String>,
    /// Such as `CC BY 4.0`; empty for none.
    pub licence: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Names the learner's progress.
    pub guide_id: String,
    pub repository: Option<String>,
    /// Origins of images from elsewhere, for the content security policy.
    pub image_hosts: Vec<String>,
    /// Origins that study and interview pages may connect to.
    pub assistant_endpoints: Vec<String>,
    /// Whether the site has a search index.
    pub search: bool,
    /// Whether the site has mock interviews.
    pub interview: bool,
    /// A file of the theme, shown before the title; `None` for the icon or the default symbol.
    pub logo: Option<String>,
    /// The same in dark mode.
    pub logo_dark: Option<String>,
    /// A sentence at the foot; empty for none.
    pub footer: String,
    /// The background colour, in light and in dark mode.
    pub background: [String; 2],
    /// Whether there is a feed (a base URL is set).
    pub feed: bool,
    /// Whether readers can keep the guide offline.
    pub offline: bool,
    /// The archive of the site, from its root, where one is published.
    pub archive: Option<String>,
    /// The author's icon, from the site's root; `None` for the theme's.
    pub icon: Option<String>,
    /// Whether the author's icon is an SVG.
    pub icon_is_svg: bool,
    /// Where the author's icon is drawn for browser tabs and for home screens, from the site's root.
    pub icon_tab: String,
    pub icon_touch: String,
}

/// A page's metadata.
#[derive(Debug, Serialize)]
pub struct PageInfo {
    /// Which topic is open beside the text.
    #[serde(skip)]
    pub topic: Option<TopicIx>,
    /// `home`, `topic`, `card`, `page`, `tag`, `tags`, `level`, `map`, `study`, `interview`, `progress`, `browse`, `search`, `print`, `embed`,
    /// `contribute`, `not-found` or `redirect`.
    pub kind: &'static str,
    /// Plain text, without the guide's title.
    pub title: String,
    /// Plain text, at most about 160 characters; may be empty.
    pub description: String,
    /// The absolute URL, where a base URL is set.
    pub canonical: Option<String>,
    /// The absolute URL of an image for previews elsewhere, where there is one.
    pub image: Option<String>,
    /// Where the page's source can be edited on the code host.
    pub edit: Option<String>,
    /// Where a card can be added to the page's topic.
    pub add_card: Option<String>,
    /// JSON-LD, without its `<script>`, where a base URL is set.
    pub json_ld: Option<Html>,
    /// The Markdown of the page, where it is published.
    pub markdown: Option<String>,
    /// From the home page down to the page above this one.
    pub breadcrumbs: Vec<Link>,
    /// The headings of the page, for "on this page".
    pub contents: Vec<Heading>,
    /// Whether the page has code blocks.
    pub code: bool,
    /// Whether the page has formulas or diagrams.
    pub math_or_diagrams: bool,
    /// The page in each language of the guide; empty for a guide in one.
    pub languages: Vec<PageLanguage>,
    /// The language of the page's text, where it is not the site's.
    pub text_language: Option<String>,
    /// The page in the original language, if that changed since this page was translated.
    pub newer_original: Option<String>,
}

/// A page in one of the guide's languages.
#[derive(Debug, Clone, Serialize)]
pub struct PageLanguage {
    /// BCP 47.
    pub code: String,
    /// The language's name in itself.
    pub name: String,
    /// Relative: the page; where it is not translated, the innermost topic around it that is, or the home page.
    pub url: String,
    /// The absolute URL of the page, where a base URL is set and the page is there.
    pub absolute_url: Option<String>,
    /// Whether it is the language of this page.
    pub current: bool,
    /// Whether the page is translated into it.
    pub translated: bool,
    /// What the link leads to otherwise: a topic's title, or the word for the home page.
    pub fallback_title: Option<String>,
}

/// The layout around the text, each rendered from the partial of its name. It is rendered once for all pages of one kind in one folder, so
/// that these partials see only `site`, `t`, `root`, `page.kind`, `topic_tree` ([`TopicTree`]) and `menu_links` ([`MenuLinks`]).
#[derive(Debug, Serialize)]
pub struct PageLayout {
    pub masthead: Html,
    pub main_menu: Html,
    /// The list of topics.
    pub topic_tree: Html,
    pub footer: Html,
    pub bottom_menu: Html,
}

/// The author's links in the menus. The partials of [`PageLayout`] see them as `menu_links`.
#[derive(Debug, Serialize)]
pub struct MenuLinks {
    /// Beside study and progress.
    pub main_menu: Vec<MenuLink>,
    /// At the foot.
    pub footer: Vec<MenuLink>,
}

/// A link of the author's in a menu.
#[derive(Debug, Serialize)]
pub struct MenuLink {
    pub text: String,
    pub url: String,
}

/// A heading that "on this page" lists.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    pub text: String,
    pub anchor: String,
    /// 2 or 3.
    pub depth: u8,
}

/// The outermost topics, and the branch of the current one.
#[derive(Debug, Serialize)]
pub struct TopicTree {
    pub topics: Vec<Branch>,
    /// Outermost topics that the list leaves out.
    pub more: usize,
}

/// A topic in the tree.
#[derive(Debug, Serialize)]
pub struct Branch {
    pub id: String,
    pub url: String,
    pub title: Html,
    pub total: usize,
    /// The language of its title, where it is not the site's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The topic of the page.
    pub current: bool,
    /// On the way to the topic of the page, itself included.
    pub open: bool,
    /// Of an open topic only.
    pub topics: Vec<Branch>,
    pub more: usize,
}
