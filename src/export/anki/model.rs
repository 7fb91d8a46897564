//! The three note types: for open, choice and cloze cards. Their ids and fields are fixed, so that every guide's deck shares them and an import
//! never asks for a full sync; spare fields take what later versions have to say.

use serde_json::{Value, json};

use crate::model::{Question, SectionKind};

/// When templates or styles were last changed, in seconds since 1970: Anki takes the newer ones. Raise it with every change to them.
const CHANGED: i64 = 1_764_288_000;

/// Styles of all note types: the cards', then the site's for diagrams.
const CSS: &str = concat!(include_str!("card.css"), "\n", include_str!("../../../themes/default/css/drawn.css"));

const FRONT: &str = include_str!("front.html");
const BACK: &str = include_str!("back.html");

/// A note type, which Anki's database calls a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Model {
    Open,
    Choice,
    Cloze,
}

impl Model {
    /// All of them, in the order of their ids.
    pub const ALL: [Self; 3] = [Self::Open, Self::Choice, Self::Cloze];

    /// The note type for cards of this form.
    pub fn of(question: &Question) -> Self {
        match question {
            Question::Open => Self::Open,
            Question::Choice { .. } => Self::Choice,
            Question::Cloze(_) => Self::Cloze,
        }
    }

    /// Its id in every collection.
    pub fn id(self) -> i64 {
        match self {
            Self::Open => 1_764_288_000_001,
            Self::Choice => 1_764_288_000_002,
            Self::Cloze => 1_764_288_000_003,
        }
    }

    /// What Anki shows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Recto open",
            Self::Choice => "Recto choice",
            Self::Cloze => "Recto cloze",
        }
    }

    /// The sections that have a field, in the order of the fields.
    pub fn sections(self) -> &'static [SectionKind] {
        &[
            SectionKind::ShortAnswer,
            SectionKind::Answer,
            SectionKind::KeyPoints,
            SectionKind::Pitfalls,
            SectionKind::RedFlags,
            SectionKind::FollowUps,
            SectionKind::References,
        ]
    }

    /// The names of the fields. They are never changed: Anki would take it for another note type.
    pub fn fields(self) -> Vec<&'static str> {
        let own: &[&str] = match self {
            Self::Open => &["Question", "Prompt"],
            Self::Choice => &["Question", "Prompt", "Choices", "Solution"],
            Self::Cloze => &["Question", "Text", "Keys"],
        };
        let shared = [
            "Hints",
            "Short answer",
            "Answer",
            "Key points",
            "Pitfalls",
            "Red flags",
            "Follow-ups",
            "References",
            "Info",
            "Link",
            "Id",
            "Extra 1",
            "Extra 2",
            "Extra 3",
        ];
        [own, &shared].concat()
    }

    /// What is asked and, on the back, solved.
    fn question(self, back: bool) -> &'static str {
        match (self, back) {
            (Self::Open, _) => "{{Prompt}}",
            (Self::Choice, false) => "{{Prompt}}\n{{Choices}}",
            (Self::Choice, true) => "{{Prompt}}\n{{Solution}}",
            (Self::Cloze, _) => "{{cloze:Text}}",
        }
    }

    /// The note type as Anki's collection holds it.
    pub fn json(self) -> Value {
        let field = |(ord, name): (usize, &str)| {
            json!({
                "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20, "description": "",
                "plainText": false, "collapsed": false, "excludeFromSearch": false, "tag": null, "id": null, "preventDeletion": false,
            })
        };
        let template = json!({
            "name": "Card 1", "ord": 0, "qfmt": FRONT.replace("%question%", self.question(false)),
            "afmt": BACK.replace("%question%", self.question(true)), "bqfmt": "", "bafmt": "", "did": null, "bfont": "", "bsize": 0, "id": null,
        });
        json!({
            "id": self.id(), "name": self.name(), "type": i32::from(self == Self::Cloze), "mod": CHANGED, "usn": 0, "sortf": 0, "did": null,
            "tmpls": [template], "flds": self.fields().into_iter().enumerate().map(field).collect::<Vec<_>>(), "css": CSS,
            "latexPre": LATEX_PRE, "latexPost": "\\end{document}", "latexsvg": false, "req": [[0, "any", [0]]],
        })
    }
}

/// Anki's own; formulas here are MathJax's and don't use it.
const LATEX_PRE: &str = "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n\
    \\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n";
