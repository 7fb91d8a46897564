//! Every key of book.toml for people: type, default, meaning. CONFIGURATION.md holds the same rows (kept by a test).

/// A key of book.toml as the reference shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The header of its table: `[book]`, `[[levels]]`; empty for none.
    pub table: &'static str,
    pub name: &'static str,
    /// What it takes: `text`, `list of texts` …
    pub takes: &'static str,
    /// TOML, or words where there is no fixed default.
    pub default: &'static str,
    pub about: &'static str,
}

impl Key {
    /// The key as one writes about it: `book.id`, `levels.name`.
    pub fn path(&self) -> String {
        if self.table.is_empty() { self.name.to_string() } else { format!("{}.{}", self.table.trim_matches(['[', ']']), self.name) }
    }
}

const fn key(table: &'static str, name: &'static str, takes: &'static str, default: &'static str, about: &'static str) -> Key {
    Key { table, name, takes, default, about }
}

/// In the order of the reference.
pub const KEYS: &[Key] = &[
    key(
        "",
        "strict",
        "true or false",
        "`false`",
        "Make what is wrong in front matter an error: unknown keys, values that the key does not take, levels and kinds that are not listed. It stands before the first table.",
    ),
    key(
        "[book]",
        "id",
        "slug",
        "a slug of the title, with warning R105",
        "The name under which a learner's browser keeps the progress. Set it once; changing it hides everybody's progress. At most 64 characters: lower-case letters, digits and single hyphens.",
    ),
    key("[book]", "title", "text", "`\"Study guide\"`", "The guide's name, in the header of every page."),
    key("[book]", "description", "text", "`\"\"`", "One or two sentences for the home page, the feed and search engines."),
    key("[book]", "authors", "list of texts", "`[]`", "Who wrote it, for the footer, the feed and exports."),
    key(
        "[book]",
        "language",
        "language tag",
        "`\"en\"`",
        "The content's language (BCP 47). It chooses the interface's words, the direction of text and the stemmer of the search.",
    ),
    key(
        "[book]",
        "languages",
        "list of language tags",
        "`[]`",
        "Languages of translations. Reserved: `acid.fr.md` is an error where `fr` stands here, until translations are built.",
    ),
    key("[book]", "licence", "text", "`\"\"`", "The content's licence as the footer shows it, such as `CC BY 4.0`."),
    key(
        "[site]",
        "base-url",
        "URL",
        "unset",
        "Where the site is published: `https://example.org/guide/`. Only with it are a sitemap, a feed, canonical URLs and previews for social media written. `--base-url` overrides it.",
    ),
    key("[site]", "cname", "domain name", "unset", "Written into a `CNAME` file, for hosts that read it."),
    key("[site]", "icon", "path", "the theme's icon", "The icon of the site, an SVG or PNG file under content/."),
    key(
        "[site]",
        "repository",
        "URL",
        "unset",
        "The repository's page, `https://github.com/OWNER/NAME`. With it every page links to its source for editing.",
    ),
    key(
        "[site]",
        "images",
        "list of origins",
        "`[]`",
        "Hosts from which images are shown, `\"https://images.example.org\"`; readers' browsers then ask them for the images. All other images from elsewhere are published as links.",
    ),
    key("[site]", "edit-branch", "text", "`\"main\"`", "The branch that those links edit."),
    key(
        "[site]",
        "theme",
        "folder name",
        "unset",
        "A folder under themes/ whose files replace the built-in theme's, path by path: a template, a part of the stylesheets (`css/card.css`), a list of such parts (`styles/reading.css`), a script (`scripts/study.js`), words (`strings/en.toml`), an icon. `custom.css` and `custom.js` beside those folders are loaded after everything.",
    ),
    key(
        "[site]",
        "offline",
        "true or false",
        "`true`",
        "Let readers keep the guide on their device, where the site is served over https. `false` publishes a worker that removes what was kept.",
    ),
    key(
        "[markdown]",
        "html",
        "`\"sanitize\"`, `\"escape\"` or `\"allow\"`",
        "`\"sanitize\"`",
        "What happens to raw HTML: what could run code is removed, or all of it is shown as text, or all of it is published as it is (only where you trust every contributor).",
    ),
    key("[links]", "terms", "true or false", "`false`", "On each page, make the first mention of another page's `terms` a link to it."),
    key(
        "[study]",
        "retention",
        "number, 0.70 to 0.97",
        "`0.9`",
        "The share of answers that a learner wants to remember when a card comes back. Higher means more reviews.",
    ),
    key("[study]", "new-per-day", "whole number, 0 to 9999", "`20`", "New cards a day."),
    key("[study]", "reviews-per-day", "whole number, 0 to 9999", "`200`", "Reviews a day at most."),
    key("[study]", "leech-lapses", "whole number, 1 to 99", "`8`", "A card forgotten so often is a leech: it is set aside and listed."),
    key("[study]", "two-grades", "true or false", "`false`", "Show two grades (Again, Good) instead of four."),
    key(
        "[interview]",
        "enabled",
        "true or false",
        "`true`",
        "Whether the guide has mock interviews. With `false` there is no such page, no link to one and no word of it.",
    ),
    key(
        "[theme]",
        "base",
        "`\"default\"` or `\"dense\"`",
        "`\"default\"`",
        "The built-in theme: a book of index cards, or a dense work of reference with sans-serif type and more on a page.",
    ),
    key(
        "[theme]",
        "accent",
        "colour",
        "the theme's",
        "The colour of links, buttons and the rule of a card, `#245273`, by day; and by night, made lighter as far as reading needs, where `accent-dark` is not given. A colour that cannot be read on the paper is a finding (R707).",
    ),
    key("[theme]", "accent-dark", "colour", "from `accent`", "The same by night."),
    key("[theme]", "paper", "colour", "the theme's", "The colour behind the text by day; sheets, rules and soft ink follow it."),
    key("[theme]", "paper-dark", "colour", "the theme's", "The same by night."),
    key(
        "[theme]",
        "font-text",
        "path or list of paths",
        "the system's serif",
        "Files under content/ with the font of reading text: `.woff2`, `.woff`, `.ttf` or `.otf`. `italic`, `bold` or another weight in a file's name says what it is; `variable` is for all weights.",
    ),
    key("[theme]", "font-interface", "path or list of paths", "the system's sans-serif", "The font of buttons, lists and labels."),
    key("[theme]", "font-code", "path or list of paths", "the system's monospace", "The font of code."),
    key(
        "[theme]",
        "logo",
        "path",
        "that of `site.icon`, or a small card",
        "A picture under content/, SVG, PNG or WebP, before the guide's title at the head of every page.",
    ),
    key("[theme]", "footer", "text", "`\"\"`", "A sentence at the foot of every page."),
    key(
        "[theme]",
        "footer-links",
        "table of texts",
        "`{}`",
        "Links at the foot: `{ Impressum = \"imprint\", Kontakt = \"mailto:a@example.org\" }`. A link leads to an id of the guide or to an address elsewhere.",
    ),
    key("[theme]", "navigation", "table of texts", "`{}`", "Further entries beside study and progress, in the same form."),
    key("[theme]", "css", "path or list of paths", "`[]`", "Stylesheets under content/ that are loaded after everything."),
    key(
        "[theme]",
        "js",
        "path or list of paths",
        "`[]`",
        "Scripts under content/ that are loaded after everything. They run in readers' browsers: name only what you trust.",
    ),
    key(
        "[words]",
        "interview",
        "text",
        "the interface's word",
        "What this guide calls a mock interview: `Oral exam`. It heads the page and names every link to it.",
    ),
    key(
        "[words]",
        "level",
        "text",
        "the interface's word",
        "What this guide calls a level: `Year`. It stands before a list of them and in filters.",
    ),
    key("[words]", "levels", "text", "the interface's word", "The same of several: `Years`."),
    key("[words]", "kind", "text", "the interface's word", "What this guide calls a kind of card: `Part of speech`."),
    key("[words]", "kinds", "text", "the interface's word", "The same of several."),
    key("[search]", "enabled", "true or false", "`true`", "Build the search index and show the search box."),
    key(
        "[search]",
        "synonyms",
        "table of lists of texts",
        "`{}`",
        "What a word also finds. In `[search.synonyms]`, the line `k8s = [\"kubernetes\"]` makes a search for k8s find pages about Kubernetes.",
    ),
    key("[export]", "zip", "true or false", "`false`", "Publish the whole site as an archive too, with a link to it on the progress page."),
    key(
        "[sections]",
        "hint",
        "text or list of texts",
        "`[\"Hint\", \"Hints\"]`",
        "Names of the section that helps without giving the answer away.",
    ),
    key(
        "[sections]",
        "short-answer",
        "text or list of texts",
        "`[\"Short answer\"]`",
        "Names of the section that says in a minute what the answer is.",
    ),
    key("[sections]", "answer", "text or list of texts", "`[\"Answer\"]`", "Names of the answer."),
    key(
        "[sections]",
        "key-points",
        "text or list of texts",
        "`[\"Key points\", \"Key concepts\"]`",
        "Names of the checklist by which an answer is judged.",
    ),
    key("[sections]", "pitfalls", "text or list of texts", "`[\"Pitfalls\"]`", "Names of the section on what goes wrong in practice."),
    key("[sections]", "red-flags", "text or list of texts", "`[\"Red flags\"]`", "Names of the section on what a weak candidate says."),
    key(
        "[sections]",
        "follow-ups",
        "text or list of texts",
        "`[\"Follow-ups\", \"Follow ups\"]`",
        "Names of the section on what is asked next.",
    ),
    key("[sections]", "references", "text or list of texts", "`[\"References\"]`", "Names of the list of sources."),
    key(
        "[assets]",
        "publish",
        "list of paths",
        "`[]`",
        "Files under content/ that are published though no page shows them or links to them: `slides/talk.pdf`, a folder `downloads/`, or with `*` for any characters within a name and `**` for any. A file that can run code (`.html`, `.js`, an `.svg` with a script) is published only where it is named with its ending.",
    ),
    key(
        "[retired]",
        "ids",
        "list of ids",
        "`[]`",
        "Cards, pages and topics that were deleted on purpose. `recto check --against` does not ask for them any more.",
    ),
    key("[[levels]]", "id", "slug", "required", "What cards say: `level: mid`. Also the page's name, `levels/mid.html`."),
    key("[[levels]]", "name", "text", "the id, capitalised", "What readers see."),
    key("[[levels]]", "summary", "text", "`\"\"`", "A sentence for the level's page."),
    key("[[kinds]]", "id", "slug", "required", "What cards say: `kind: concept`."),
    key("[[kinds]]", "name", "text", "the id, capitalised", "What readers see."),
    key("[[kinds]]", "summary", "text", "`\"\"`", "A sentence about the kind."),
    key("[[kinds]]", "minutes", "whole number, 1 to 1440", "unset", "Minutes for a card of this kind that gives none itself."),
    key("[check]", "tags", "list of texts", "any tag", "The tags that cards may carry; any other is an error (R909)."),
    key(
        "[check]",
        "CODE",
        "`\"allow\"`, `\"warn\"` or `\"deny\"`",
        "the code's own",
        "For a finding by its name (`missing-alt-text`) or number (`R409`): drop it, warn, or fail. Errors cannot be lowered. `recto explain CODE` tells what a code means.",
    ),
];
