//! Every code with its name, its default severity and its long explanation (`recto explain CODE`).

/// How much a diagnostic matters. Any error means that nothing is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    /// Not reported, unless `[check]` asks for it.
    Allowed,
}

macro_rules! codes {
    ($($variant:ident $id:literal $name:literal $severity:ident $explanation:literal)*) => {
        /// What kind of finding a diagnostic is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The number that is printed: `R401`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)* }
            }

            /// The name by which `[check]` in book.toml sets its level: `broken-link`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How severe it is where book.toml says nothing else.
            pub fn default_severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means, why it matters, how to fix it.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$variant => $explanation,)* }
            }
        }
    };
}

impl Code {
    /// A matter of style, whose level `[check]` may set freely.
    pub fn is_lint(self) -> bool {
        self.id() >= "R900"
    }

    /// Whether `[check]` cannot lower its level, because nothing right could be published.
    pub fn is_always_error(self) -> bool {
        self.default_severity() == Severity::Error && !self.is_lint()
    }

    /// The code of that number or name, whatever the case; a name that it had in an earlier version counts too.
    pub fn parse(text: &str) -> Option<Self> {
        let renamed = FORMER_NAMES.iter().find(|(former, _)| former.eq_ignore_ascii_case(text)).map_or(text, |(_, name)| name);
        Self::ALL.iter().copied().find(|c| c.id().eq_ignore_ascii_case(text) || c.name().eq_ignore_ascii_case(renamed))
    }

    /// The names that it had in earlier versions.
    pub fn former_names(self) -> impl Iterator<Item = &'static str> {
        FORMER_NAMES.iter().filter(move |(_, name)| *name == self.name()).map(|(former, _)| *former)
    }
}

/// Names of earlier versions, which book.toml may still have under `[check]`, and those of now.
pub(super) const FORMER_NAMES: [(&str, &str); 27] = [
    ("active-file", "active-content"),
    ("bad-theme-file", "bad-theme-setting"),
    ("bad-weight", "bad-point-attributes"),
    ("card-file-name", "missing-md-extension"),
    ("contents-mark", "toc-marker"),
    ("draft-required", "requires-draft"),
    ("glued-brackets", "unspaced-wiki-link"),
    ("idle-cloze", "ineffective-cloze"),
    ("idle-script", "unused-script"),
    ("idle-theme-file", "unused-theme-file"),
    ("key-not-here", "misplaced-key"),
    ("lone-tag", "unmatched-html-tag"),
    ("lonely-tag", "single-use-tag"),
    ("loose-choice", "unindented-choice"),
    ("loose-link", "host-only-link"),
    ("near-markup", "malformed-markdown"),
    ("odd-space", "bad-marker-spacing"),
    ("other-syntax", "foreign-syntax"),
    ("section-heading", "malformed-section-heading"),
    ("short-link", "partial-wiki-link"),
    ("tag-as-text", "html-tag-in-heading"),
    ("template-text", "placeholder-text"),
    ("theme-file", "bad-theme-setting"),
    ("unknown-app-link", "unknown-recto-link"),
    ("unlikely-tag", "joined-tags"),
    ("unpublished", "dropped-text"),
    ("untouched-translation", "untranslated-copy"),
];

codes! {
    NotUtf8 "R001" "not-utf8" Error
        "A content file must be UTF-8. The message names the first byte that is not. Save the file again as UTF-8 in your editor; nothing else in the file needs to change."
    FileTooLarge "R002" "file-too-large" Error
        "A Markdown file may be at most 2 MiB, an asset at most 64 MiB. Split a long page into several; host large media elsewhere and link to them."
    SymlinkOutside "R003" "symlink-outside" Error
        "A symbolic link under content/ may only point to something that is also under content/. Anything else would publish files that are not part of the guide."
    NestingTooDeep "R004" "nesting-too-deep" Error
        "Lists or quotes nested more than 64 levels deep are refused: no reader can follow them and they are the usual way to make a Markdown processor run for hours."
    ReservedName "R005" "reserved-name" Error
        "Recto publishes some names itself: study, interview, progress, browse, search, map, contribute, index, 404, guide, feed, sitemap, and the folders tags, levels, assets, search and deck. A content file of that name would be overwritten. Rename the file, and list the old name in `aliases` if it was published."
    PathConflict "R006" "path-conflict" Error
        "Two inputs would be published at the same address, for example `x.md` beside `x/index.md`, or names that differ only in case or Unicode form (which many file systems take for one). Rename one of them."
    TranslationAlone "R007" "translation-without-original" Error
        "`acid.fr.md`, where `fr` is listed in `book.languages`, is the translation of `acid.md` beside it, and of a `cards.fr.md` every card has the id of one in `cards.md`. Without its original a translation has no id, no level and no place. Add the original, correct the name, or remove the language from `book.languages`. Where `fr` is not listed, such a file is a card of its own, which a warning says."
    BadPath "R008" "bad-path" Error
        "The parts of a path become parts of a URL and of an id. They may hold letters and digits of any script, `-`, `_`, `.`, `+` and spaces inside, but no control characters, no characters that a file system or URL gives a meaning of its own (such as `? # % \\ : * | < > \"`), and may not start with a dot."
    CannotRead "R009" "cannot-read" Error
        "The file is there but could not be read. The message is the operating system's."
    InternalError "R010" "internal-error" Error
        "Recto itself failed on this input. That is a mistake in the program, not in the guide: please report it with the file that is named. Nothing was published; the last site stays as it was, and a preview goes on with the next save."
    TranslationDiffers "R011" "translation-differs" Error
        "A translation shows its original in another language, and a learner's progress is the same in both. So it must be of the same kind: a card or a page, an open question, a choice with as many choices of which the same are right, or a cloze card. Cloze deletions are distinguished by their keys, `==hidden=={#key}`, which must be the same in both; `recto check --fix` writes them into both."
    TranslationOutdated "R012" "outdated-translation" Warning
        "The original changed after it was translated: `original` in the translation's front matter is the hash that the original had then. Bring the translation up to date and write the new hash, which the help names. `recto translate status` lists what is missing and what is outdated."
    UntranslatedCopy "R013" "untranslated-copy" Warning
        "A file for a translation has the text of its original, as `recto new --lang` wrote it. Nobody has translated it, so its text counts as untranslated: readers are led to the original, and `recto translate status` lists it. Translate it, or remove the file: a text that is the same in both languages is as well served by its original."
    TableTooWide "R014" "table-too-wide" Error
        "A table has at most 64 columns: no page shows more, and because every row is filled up to the width of the head, a small file with a wide table makes an enormous page. Split the table, or turn its rows into columns."
    ControlCharacter "R015" "control-character" Warning
        "A control character does not belong in text: it is invisible, and a page has a space in its place. It comes with what was copied from a terminal (colours), from a PDF, or from a file in another encoding. `recto check --fix` removes it, or writes the character that it is in Windows encodings. A file with a zero byte beside each letter is UTF-16: save it as UTF-8."
    TomlSyntax "R101" "toml-syntax" Error
        "The text is not valid TOML. The place and the message are the TOML parser's."
    UnknownKey "R102" "unknown-key" Error
        "A key that Recto does not know is ignored. The help names the nearest key that exists here; the reference lists all of them. In book.toml this is an error; in front matter a warning, because code hosts render such a file, unless book.toml says `strict = true`. The same goes for a value of the wrong type, a date that does not exist, a level or kind that is not listed."
    WrongType "R103" "wrong-type" Error
        "The key exists, but its value has another type, for example a string where a list is expected."
    BadValue "R104" "bad-value" Error
        "The value has the right type but is outside the range that the key takes. The message says what it takes."
    MissingBookId "R105" "missing-book-id" Warning
        "`book.id` names the guide in the learner's browser. Without it Recto uses a slug of the title, and a later change of the title would hide everybody's progress. Set it once and never change it."
    DuplicateKey "R106" "duplicate-key" Error
        "The same key is given twice; it is not clear which one counts. Remove one."
    UnclosedFrontMatter "R201" "unclosed-front-matter" Error
        "The file starts with `---` (or `+++`) but the closing line of the same three characters is missing. Add it after the last key."
    YamlSyntax "R202" "yaml-syntax" Error
        "The front matter is not YAML. The commonest causes are a tab (use spaces), a missing space after a colon, and a string that contains `: ` or starts with `[`, `{`, `*`, `&`, `!`, `@` or a backtick (put it in quotes)."
    BadDate "R203" "bad-date" Error
        "A date is written YYYY-MM-DD and must exist, such as 2026-11-22."
    MisplacedKey "R204" "misplaced-key" Warning
        "The key exists, but not in this kind of file. `id`, `aliases` and `draft` of a card in a `cards.md` belong in its heading's attributes; a card has no `title` in its front matter (its level-one heading is the title)."
    MisplacedFrontMatter "R205" "misplaced-front-matter" Warning
        "This looks like front matter, but front matter starts at the file's first byte, between lines of exactly three hyphens, `---` (or three plus signs, `+++`, for TOML). Its keys are ignored. Nothing may come before it, not even a blank line or a comment; a word processor's dashes are not hyphens."
    MissingQuestion "R301" "missing-question" Error
        "A card needs one level-one heading, `# Question?`. That heading is the question."
    SeveralQuestions "R302" "several-questions" Warning
        "A file holds one card, and so one level-one heading. Put the second card into a file of its own, or name the file `cards.md` (or `NAME.cards.md`) and give each heading an id, `# Question? {#id}`."
    MissingAnswer "R303" "missing-answer" Error
        "A card needs an answer: a section `## Answer`, or text after the question. Drafts (`draft: true`) and choice cards may do without."
    DuplicateSection "R304" "duplicate-section" Warning
        "Only `## Hint` may occur several times in a card. Put the two sections together."
    NearSectionName "R305" "near-section-name" Warning
        "The heading is nearly the name of a section, so it was probably meant as one; for now it is an ordinary subheading. Correct the spelling, or word the subheading differently."
    BadPointAttributes "R306" "bad-point-attributes" Warning
        "A key point's attributes are the last text of its first paragraph: `{weight=N}`, N being 1 to 5, `{accept=\"a phrase; another\"}`, words by which a typed answer shows that it makes the point, or both in one pair of braces."
    ChoiceWithoutRight "R307" "choice-without-right" Error
        "A choice card needs at least one right choice, `- [x] …`."
    ChoiceWithoutWrong "R308" "choice-without-wrong" Warning
        "Every choice of this card is right, so there is nothing to decide. Add a wrong choice, `- [ ] …`."
    ClozeWithoutSpan "R309" "cloze-without-span" Warning
        "A card with `type: cloze` hides at least one part of its text, a cloze deletion, written `==like this==`."
    UnclosedCloze "R310" "unclosed-cloze" Warning
        "A cloze deletion opened with `==` is not closed in the same paragraph. Close it with `==`, or write `\\==` if a literal `==` is meant."
    DuplicateClozeKey "R311" "duplicate-cloze-key" Error
        "Each cloze deletion of a card is a card of its own, named by its key `==text=={#key}` or by a hash of its text. Two with one name would share their progress. Give one of them another key."
    MissingCardId "R312" "missing-card-id" Error
        "In a `cards.md` every level-one heading starts a card and must carry its id: `# Question? {#id}`. `recto check --fix` adds one made from the words of the question."
    BadAttributes "R313" "bad-attributes" Warning
        "Attributes are written `{#id key=value key=\"several words\"}` at the end of the heading. Classes, `{.name}`, mean nothing here: a theme styles text by its meaning."
    TitleMismatch "R314" "title-mismatch" Warning
        "A topic's or page's title is `title` in its front matter. A level-one heading may repeat it, but not say something else."
    EmptySection "R315" "empty-section" Warning
        "The section has a heading and no text. Write it or remove the heading."
    TextBeforeCards "R316" "text-before-cards" Warning
        "In a `cards.md` nothing comes before the first question, because it would belong to no card."
    SectionNeedsList "R317" "section-needs-list" Warning
        "Key points are a list, because the learner ticks them one by one. Start each with `- `."
    UnknownLevel "R318" "unknown-level" Warning
        "The level is not one of those that book.toml lists under `[[levels]]`."
    UnknownKind "R319" "unknown-kind" Warning
        "The kind is not one of those that book.toml lists under `[[kinds]]`."
    BadId "R320" "bad-id" Error
        "An id is made of path segments with letters, digits, `-`, `_`, `.`, `+`, divided by `/`; no segment is empty or starts with a dot."
    DroppedText "R321" "dropped-text" Warning
        "These words are published nowhere: the Markdown around them leaves them out, or they are in a place where a card has no text. Move them to where they belong, or turn them into a comment, `<!-- … -->`."
    HtmlTagInHeading "R322" "html-tag-in-heading" Warning
        "A heading that does not close a tag, or has one that headings can't use, is about the tag: it is shown as it is written. Write it as code, `` `<b>` ``, so that code hosts show it too."
    FlattenedList "R323" "flattened-list" Warning
        "This list (quote, table, paragraph, code) was probably meant to be inside the item above it, but it is indented by fewer columns than that item's text, and so it ends the list (CommonMark, as on code hosts). `recto check --fix` indents it."
    UnindentedChoice "R324" "unindented-choice" Warning
        "Choices are the items of a task list, `- [x]` right and `- [ ]` wrong. Code, images and tables that belong to a choice, and what is said about it, are indented as far as its words; what is not ends the list. `recto check --fix` indents it."
    MisplacedChoices "R325" "misplaced-choices" Warning
        "A task list with ticked and other boxes is in a section of a card without choices. Choices are a task list between the question and the first section; anywhere else the boxes are shown as they are."
    IneffectiveCloze "R326" "ineffective-cloze" Warning
        "Words between `==` and `==` are hidden on a card with `type: cloze`, before its first section. Anywhere else the `==` are published as written, as on code hosts."
    EmptyChoice "R327" "empty-choice" Warning
        "A choice has no words, code or image, so there is nothing to choose. Write its text after the box, or remove the line."
    BadMarkerSpacing "R328" "bad-marker-spacing" Warning
        "After the `#` of a heading or the marker of a list item Markdown reads a plain space or a tab. A non-breaking space (many keyboards write one while a key is held down) or a wide one (input methods of Chinese and Japanese) looks the same and makes the line plain text, on code hosts too, as no space at all does. `recto check --fix` writes a plain space."
    TocMarker "R329" "toc-marker" Warning
        "Other programs put a table of contents in the place of this line. Recto lists the headings of a page beside it, and does not publish the line. `recto check --fix` removes it."
    EmptyPoint "R330" "empty-point" Warning
        "A key point has no words, so there is nothing to tick. Write the claim that an answer must make, or remove the line."
    EmojiShortcode "R331" "emoji-shortcode" Warning
        "Code hosts and chats draw an emoji for a name between colons; here, and in other programs that read Markdown, the name is shown as written. `recto check --fix` writes the emoji itself, except in headings, whose addresses it would change. Write a name that is meant as code, `` `:rocket:` ``."
    ForeignSyntax "R332" "foreign-syntax" Warning
        "This syntax means something to another program: an admonition of Docusaurus or MkDocs, a shortcode of Hugo, a tag of Jekyll, an import of MDX, a comment of Obsidian, a gap of Anki, a word processor's bullet. In Markdown it is plain text, and readers see it as written. The help says what Markdown has in its place."
    UnclosedCode "R333" "unclosed-code" Warning
        "A block of code begins with a line of three backticks (or more, or of `~`) and ends with another of the same character. Without the second one all that follows is code, sections and questions too, up to the end of the list or quote around it, of the next block of code, or of the file. In a list the last line must be indented like the first. To show such a line in code, begin and end the block with one character more."
    AnswerInDetails "R334" "answer-in-details" Warning
        "The answer is folded away by `<details>`, as banks of questions on code hosts do. A card has no need for that: it hides its answer until the learner asks for it. But without a heading `## Answer` the whole text below the question is the answer, so the code or the choices that the question is about are hidden too. Put `## Answer` above the folded part, and take `<details>` away."
    MergeConflict "R335" "merge-conflict" Error
        "Git marks what two branches wrote differently: one text between `<<<<<<<` and `=======`, the other between `=======` and `>>>>>>>`. Somebody has to decide which is right. Keep it, and remove the marker lines. (In a block of code such lines are shown, and in a comment they are left out.)"
    UnclosedComment "R336" "unclosed-comment" Warning
        "A comment ends with `-->`. Without it all that follows is a comment, up to the end of the file or of the next comment, on code hosts too."
    UnknownSection "R337" "unknown-section" Warning
        "A level-two heading in a card begins a section where it has the name of one: the answer, key points, pitfalls and so on. This one does not, so what follows becomes part of the section above it: claims to be ticked, a hint that gives the answer away. Give it the name of the section that is meant, move it into the answer, where headings are free, or name it in book.toml under `[sections]`."
    MalformedSectionHeading "R338" "malformed-section-heading" Warning
        "A section begins with a level-two heading, `## Answer`. The same name in a heading of another level, or in a line of bold or plain text, does not start one: what follows is part of the section above. `recto check --fix` writes the heading where it is certain."
    MissingMdExtension "R339" "missing-md-extension" Warning
        "The file contains a card, but is not read because its name does not end in `.md`: many editors add `.txt`, or nothing. Rename it. A file that is to be downloaded as it is needs a link, or its name under `[assets]` in book.toml."
    MalformedMarkdown "R340" "malformed-markdown" Warning
        "This is nearly Markdown: a link with a space between its text and its target, or with its brackets swapped; bold text with spaces inside its asterisks; a table without the delimiter row below its header; code with only one backtick. Readers see the characters as they are written, on code hosts too. `recto check --fix` writes what was meant where that is certain. To show such a character itself, write a backslash before it; code goes between backticks."
    DuplicateChoice "R341" "duplicate-choice" Warning
        "Two choices of a question say the same, so nobody can choose between them. Write what makes the difference, or remove one."
    BrokenLink "R401" "broken-link" Error
        "The link leads to nothing in this guide. Links to other files are relative to the file that contains them, as on the code host; wiki links name an id, or the last whole segments of one."
    BrokenAnchor "R402" "broken-anchor" Error
        "The page exists, but it has no heading or section of that name."
    AmbiguousLink "R403" "ambiguous-link" Error
        "A short wiki link must fit exactly one id (one in the same topic wins). Write more of the id."
    MissingAsset "R404" "missing-asset" Error
        "The image or file does not exist in content/."
    RemoteImage "R405" "remote-image" Warning
        "Images are the guide's own files, so that the site works offline and no reader is reported to another host. An image from another host is published as a link with its alternative text. Copy it into the folder of the topic, or name its host in book.toml: `[site] images = [\"https://host\"]`."
    DangerousUrl "R406" "dangerous-url" Error
        "Only http, https, mailto and tel links to the outside are published. Others, such as `javascript:`, could run code in the reader's browser. Of those that run nothing (`ftp:`, `slack:`) the text is published without the link, with a warning."
    LinkOutside "R407" "link-outside" Warning
        "The link leaves content/ (by `..` or a path from the repository's root). Only what is under content/ is published: the link leads to the repository's page where book.toml names it (`site.repository`), else its text is published without a link. A file that does not exist is a broken link."
    LinkToDraft "R408" "link-to-draft" Warning
        "The link leads to a draft, which is not published. The link's text is published without the link."
    MissingAltText "R409" "missing-alt-text" Warning
        "The image has no alternative text, `![what it shows](file)`, so readers who can't see it learn nothing about it."
    UnknownRectoLink "R410" "unknown-recto-link" Error
        "Links of the form `recto:study?level=mid` open one of Recto's own pages: study, interview, progress, browse, search, map."
    UndefinedReference "R411" "undefined-reference" Warning
        "`[text][label]` or `[^note]` refers to a label that is not defined in the file, so the brackets are published as written."
    PartialWikiLink "R412" "partial-wiki-link" Allowed
        "A wiki link names only the end of an id. That works as long as one id ends so, and two pull requests merged on one day can make it ambiguous. `recto check --fix` writes the id out in full."
    UnusedFootnote "R413" "unused-footnote" Warning
        "Nothing refers to this footnote, or it is the second of its name, so it is not published. Refer to it, `[^name]`, or remove it."
    AnchorCase "R414" "anchor-case" Warning
        "The link's anchor differs from the heading's in upper and lower case, or is the heading's words instead of its anchor. Recto follows it; code hosts and browsers don't. `recto check --fix` writes it as it is."
    HostOnlyLink "R415" "host-only-link" Warning
        "The link works on a code host in a way that a published site can't copy: it has a query, which is dropped, names the published page, `x.html`, where the file is `x.md`, has `\\` between folders, or shows a page as an image, `![[card]]`. Recto follows it to the page. `recto check --fix` writes what is meant."
    SpaceInLink "R416" "space-in-link" Warning
        "The target of a Markdown link ends at its first space, so brackets with `(er model.md)` are shown as they are written. A space in a target is written `%20`, or the target is put between `<` and `>`. `recto check --fix` writes it."
    UnspacedWikiLink "R417" "unspaced-wiki-link" Warning
        "Double brackets right after a word, `m[[i]]`, are an index in many languages, so they are shown as they are written. Write code between backticks. A wiki link needs a space before it, except in scripts without spaces between words."
    ActiveContent "R420" "active-content" Warning
        "A page links to or shows a file that can run code when it is opened by its address: a web page, a script, XML, or an SVG drawing with a script, a handler or foreign content in it. It would run where the learner's progress is stored, so it is published only where `[assets]` in book.toml names it with its ending."
    UnpublishedFiles "R421" "unpublished-files" Warning
        "Files under content/ that no page shows or links to are not published: spreadsheets, keys and backups end up beside cards by mistake. Link to those that readers need, name them under `[assets]` in book.toml, or move them out of content/ (names that begin with `_` or `.` are never looked at)."
    DuplicateId "R501" "duplicate-id" Error
        "Two cards or pages have the same id. Ids name a card for links and for learners' progress; change one of them."
    AliasIsLive "R502" "alias-is-live" Error
        "An alias is a former id; this one still belongs to a card or page, so it would redirect away from it."
    DuplicateAlias "R503" "duplicate-alias" Error
        "Two cards claim the same former id; a redirect can only lead to one."
    RequiresCycle "R504" "requires-cycle" Error
        "`requires` says what to know first. The cards named here require each other in a circle, so no order is possible."
    UnknownRequires "R505" "unknown-requires" Error
        "`requires` names an id that is not in the guide."
    DuplicateTerm "R506" "duplicate-term" Warning
        "Two cards define the same term; links to the term would have to choose. Leave it with the card that explains it best."
    RequiresDraft "R507" "requires-draft" Warning
        "A published card requires a draft, which readers can't see."
    BadMath "R601" "bad-math" Warning
        "The formula between `$` signs is not LaTeX that Recto can turn into MathML. A literal dollar sign is written `\\$`."
    UnsupportedDiagram "R602" "unsupported-diagram" Warning
        "The `mermaid` block could not be drawn; its source is shown as code instead. Drawn are flowcharts, sequence, class, state, entity-relationship and Gantt diagrams, pie charts, Git graphs, mind maps, timelines, user journeys, quadrant charts and XY charts, up to 16 KB of source and without pictures."
    BadCodeAttributes "R603" "bad-code-attributes" Warning
        "After the language a code block takes `{file=\"name\" lines=\"3-5,8\"}`."
    HtmlRemoved "R604" "html-removed" Warning
        "The sanitiser removed raw HTML that could run code or break the page. Use Markdown instead, or set `markdown.html` in book.toml if you trust every contributor."
    UnknownLanguage "R605" "unknown-language" Warning
        "The code block names a language that the highlighter does not know, so it is published without colours."
    UnmatchedHtmlTag "R606" "unmatched-html-tag" Warning
        "A tag of HTML is never closed, or closes nothing. In running text it was probably meant as a word, `the <p> tag`, which readers do not see: write it as code. A block that is never closed, such as `<details>`, holds all that follows."
    TemplateError "R701" "template-error" Error
        "A template of the theme could not be read or rendered. The message and the place are the template engine's."
    UnknownTheme "R702" "unknown-theme" Error
        "`site.theme` names a folder that does not exist under themes/."
    BadStrings "R703" "bad-strings" Error
        "A file of interface words, themes/NAME/strings/LANG.toml, is not a table of strings."
    UnusedScript "R704" "unused-script" Warning
        "A theme has a script that no page loads. The built-in theme's modules are published in bundles: a file `scripts/NAME.js` replaces a bundle as a whole, `custom.js` beside the folders is loaded after everything, and a template of the theme can load a script by `asset(name=\"js/NAME.js\")`."
    MissingStrings "R705" "missing-strings" Warning
        "The interface is not translated into the book's language, or not completely: what is missing is shown in English. `recto strings LANG` prints a file to translate, with what there is; it goes to themes/NAME/strings/LANG.toml of your theme."
    UnknownString "R706" "unknown-string" Warning
        "A file of interface words, themes/NAME/strings/LANG.toml, has a string that nothing uses: its key is mistyped, is of an older version, or is a plural form that the language does not have."
    LowContrast "R707" "low-contrast" Warning
        "A colour of `[theme]`, or one that a stylesheet of yours gives a token, cannot be read well on its background: links and labels need a contrast of 4.5 to 1 on the page and on cards, reading text 7 to 1 (WCAG 2.2), in light and in dark mode. It is used all the same. The finding names a near colour that can be read."
    StaleOverride "R708" "stale-override" Warning
        "A file of your theme replaces a built-in one that has changed since it was copied, so what is new there is missing from your site. `recto theme diff FILE` shows how yours differs from the built-in file now; when you have taken over what you want, `recto theme reviewed FILE` notes it."
    BadThemeSetting "R709" "bad-theme-setting" Error
        "`[theme]` in book.toml names a file that is not under content/, or a link that leads to no page of the guide. A warning where the file that `[site] icon` names cannot be drawn for home screens, or not all of it."
    UnusedThemeFile "R710" "unused-theme-file" Warning
        "A theme has a template or a stylesheet that nothing uses, with nearly the name of a built-in one: it was probably meant to replace that. Rename it, or name it in another file of the theme."
    NotImported "R801" "not-imported" Warning
        "Part of the bank was not imported: text between questions, a row without a question, a link to a file that was not imported, or a file that is not a question bank. Nothing is lost, because the bank is only read; add by hand what matters."
    ImportRefused "R802" "import-refused" Error
        "A file of the bank was not read: its kind is not known, it is damaged, or it does what no bank needs to do, such as unpacking to a path outside itself or to far more than its own size. The others are still imported."
    SimilarQuestion "R901" "similar-question" Warning
        "Two questions use nearly the same words. Learners would meet the same card twice. Merge them (list one id in the other's `aliases`), or word them apart."
    LongAnswer "R902" "long-answer" Warning
        "The answer has more than 1,500 words, which nobody recalls as one card. Split it into several cards and link them."
    NoKeyPoints "R903" "no-key-points" Warning
        "Without `## Key points` a learner has nothing to check a spoken answer against, and mock interviews can't score it. List four to eight claims that must be said."
    VagueQuestion "R904" "vague-question" Warning
        "The question does not say what is to be answered: it is one or two words, or starts with \"discuss\", \"tell me about\" or the like. Ask for a decision, a mechanism, a comparison or a diagnosis."
    HeadingJump "R905" "heading-jump" Warning
        "A heading skips a level (for example from `##` to `####`), which screen reader users take for a missing part. Use the next level."
    BareUrl "R906" "bare-url" Warning
        "A bare URL is read out letter by letter and says nothing about its target. Write `[what it is](https://…)`."
    SingleUseTag "R907" "single-use-tag" Warning
        "A tag that only one card carries leads readers nowhere else. Use a tag that exists, or remove it."
    SimilarTags "R908" "similar-tags" Warning
        "Two tags differ by a letter or an ending and probably mean the same. Use one of them everywhere."
    UnknownTag "R909" "unknown-tag" Error
        "book.toml lists the guide's tags under `check.tags`, and this one is not among them. Use one of them, or add it to the list on purpose."
    EmptyTopic "R910" "empty-topic" Warning
        "The topic has no cards and no pages, in it or below it, so readers reach an empty page. Add some, or set `draft: true` in its index.md."
    NoLevel "R911" "no-level" Warning
        "A card without a level is left out of level pages, plans and mock interviews. Add `level: …` to its front matter."
    FollowUpsWithoutLinks "R912" "follow-ups-without-links" Warning
        "None of the card's follow-ups is a link, so a reader can't go on from here. Link the ones that have a card."
    CrowdedTopic "R913" "crowded-topic" Warning
        "More than 150 cards in one topic are more than a reader can take in. Divide it into folders: each becomes a topic inside the topic."
    ImplausibleMinutes "R914" "implausible-minutes" Warning
        "The minutes do not fit the card: reading its answer aloud alone takes longer, or they exceed eight hours."
    OrphanCard "R915" "orphan-card" Allowed
        "No other card or page links to the card. This is not reported unless book.toml asks for it with `orphan-card = \"warn\"` under `[check]`."
    VanishedId "R916" "vanished-id" Error
        "An id that was published before (`recto check --against`) is gone and no `aliases` mention it: links and bookmarks break, and learners lose their progress on the card. Pages and topics are compared as well where a commit is named. `--fix` writes the alias into the likely successor; what was deleted on purpose is listed under `[retired]` in book.toml."
    VanishedCloze "R917" "vanished-cloze" Error
        "A cloze deletion that was published before is gone, and with it the learners' progress on it. Give the changed span the old name: `==text=={#key}`."
    DeadExternalLink "R918" "dead-external-link" Warning
        "An external link did not answer as it should (`recto check --links`). Follow it, and replace or remove it."
    PlaceholderText "R919" "placeholder-text" Warning
        "Text from the template of a new file was left unchanged, or the name of its file was. Readers would see the instruction instead of the answer. Write over it, or remove it together with its heading; rename the file after its subject."
    LongQuestion "R920" "long-question" Warning
        "The question has more than 200 characters. It is a heading: it is shown in lists, in search results and on the card's front. Ask in one sentence and put code, figures and circumstances under the heading."
    JoinedTags "R921" "joined-tags" Warning
        "A tag looks like two items of a list in one: in YAML a line that is indented more than the item before it goes on with that item. Begin all items of the list in the same column."
    FutureDate "R922" "future-date" Warning
        "The day in `updated` has not come yet, anywhere on Earth. It is the day on which the card was last checked."
    RetiredInUse "R923" "retired-in-use" Warning
        "`[retired]` in book.toml lists what was deleted on purpose, so that nobody asks for it again, and there is a card, a page or a topic of that id. If it vanished later, `recto check --against` would not report it. Remove it from the list."
}
