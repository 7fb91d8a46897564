//! Foreign question banks → cards of this guide.
//!
//! In: the files of a bank as bytes, each with its path, and what the command line decided. Out: cards as Markdown files with readable names,
//! the media that they show, and a finding for everything that could not be placed.
//!
//! 0. An mdBook, or a folder that is said to hold pages, is read as running text (`pages`); all else file by file.
//! 1. `detect` recognises the format of each file; its reader (`markdown`, `table`, `anki`, `gift`, …) turns it into [`ForeignCard`]s.
//! 2. `links` takes local links and images to where they will lie, or makes plain text of them.
//! 3. `categories` finds the guide's levels and kinds in what cards say of theirs.
//! 4. `plan` gives each card a file name (`file_paths`) and its text (`write`), and a new topic its page (`topic_index`); `history` distinguishes new, changed and untouched files when the same bank comes again, `former` knows it under another file's name; `guide_cards` finds the cards of an export of this guide that comes back; `changes` lists what the bank says of cards that stay as they are.
//! 5. `progress` makes a progress file of what a learner did elsewhere.

mod aiken;
mod aliases;
mod anki;
mod answer_letters;
mod archive;
mod bank;
mod block_marks;
mod card_text;
mod changes;
mod cloze_deletions;
mod credit;
mod detect;
mod drawings;
mod file_paths;
mod foreign;
mod front_matter_block;
mod gift;
mod guide_cards;
mod headings;
mod history;
mod html;
mod levels_and_kinds;
mod links;
mod markdown;
mod mdbook_quiz;
mod media_types;
mod number_format;
mod pages;
mod plan;
mod progress;
mod renamed_banks;
mod slug;
mod spreadsheet;
mod table;
mod topic_index;
mod typed_answers;
mod xml;

pub use bank::{Bank, BankFile, ContentKind, ImportOptions, LevelOrKindNames, NumberNotation, TrueFalseNames};
pub use changes::ChangedLine;
pub use file_paths::{FileStatus, PlannedFile};
pub use foreign::{Answer, Choice, ForeignCard, Media, PageInfo};
pub use guide_cards::GuideCards;
pub use history::ImportHistory;
pub use plan::{Plan, plan, plan_for_guide};
pub use progress::{Progress, progress};
pub use renamed_banks::{RemovedCard, file_of_key};
pub use slug::slug;
pub use table::{Columns, TableColumns, column_keys, is_column_key};
pub use topic_index::TopicIndex;

/// Reads every file of a bank.
pub fn read(files: &[BankFile], options: &ImportOptions) -> Bank {
    let mut bank = Bank::default();
    if options.content_kind == ContentKind::Pages || options.content_kind == ContentKind::Auto && pages::is_book(files) {
        pages::read(files, &mut bank);
        return bank;
    }
    bank.is_vault = options.content_kind == ContentKind::Auto && files.iter().any(detect::is_flashcard_note);
    bank.question_folders = detect::question_folders(files);
    for file in files {
        detect::read(file, options, &mut bank);
    }
    detect::report_other_files(files, &mut bank);
    levels_and_kinds::bind(&mut bank, options);
    report_notes(&mut bank);
    for card in bank.cards.iter_mut().filter(|card| card.id.is_none()) {
        block_marks::escape_in_choices(card);
        if card.question.contains("<su") {
            card.question = html::with_unicode_super_and_subscripts(&card.question);
        }
    }
    bank
}

/// What readers noted of cards becomes findings at their places.
fn report_notes(bank: &mut Bank) {
    let mut found = Vec::new();
    for card in &mut bank.cards {
        let notes = std::mem::take(&mut card.not_imported);
        found.extend(notes.into_iter().map(|note| card.finding(note)));
    }
    bank.diagnostics.extend(found);
}
