"""The real Anki, asked by tests/export_anki.rs: imports packages into one collection and tells what became of them, as JSON.

    backend.py FOLDER PACKAGE...    imports each package in turn into a collection in FOLDER; after the first one, some cards get a review
    backend.py FOLDER --text FILE   imports a package, then the same notes as text

With EXPORT=FILE the collection is exported to a package, with EDIT=SEARCH the notes that it finds are reworded before.

Each import is reported with what Anki logged; the end with all notes: their fields, decks, cards, and what every card shows on both sides.
"""

import json
import os
import sys
import time

from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def imported(col, path):
    request = ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())
    start = time.perf_counter()
    log = col.import_anki_package(request).log
    kinds = ["new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field"]
    counts = {kind: len(getattr(log, kind)) for kind in kinds}
    return {**counts, "notes": col.note_count(), "cards": col.card_count(), "seconds": round(time.perf_counter() - start, 2)}


def review(col, count):
    """Answers cards as a learner would."""
    for _ in range(count):
        card = col.sched.getCard()
        if card is None:
            break
        col.sched.answerCard(card, 3)


def shown(col, note):
    cards = []
    for card in note.cards():
        output = card.render_output()
        cards.append({
            "ord": card.ord,
            "deck": col.decks.name(card.did),
            "reps": card.reps,
            "front": output.question_text,
            "back": output.answer_text,
        })
    return {
        "guid": note.guid,
        "type": note.note_type()["name"],
        "tags": note.tags,
        "fields": dict(note.items()),
        "modified": note.mod,
        "cards": cards,
    }


def main():
    folder, packages = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    col = Collection(os.path.join(folder, "collection.anki2"))
    col.set_v3_scheduler(True)
    for deck in col.decks.all_config():
        deck["new"]["perDay"] = 9999
        col.decks.update_config(deck)
    imports = []
    for i, package in enumerate(packages):
        imports.append(imported(col, package))
        if i == 0:
            roots = [deck.id for deck in col.decks.all_names_and_ids() if "::" not in deck.name and deck.name != "Default"]
            col.decks.select(roots[0])
            review(col, int(os.environ.get("REVIEWS", "0")))
    brief = os.environ.get("BRIEF")
    notes = [] if brief else [shown(col, col.get_note(id)) for id in col.find_notes("")]
    if out := os.environ.get("EXPORT"):
        edited = os.environ.get("EDIT")
        for id in col.find_notes(edited) if edited else []:
            note = col.get_note(id)
            note.fields[0] += " Really?"
            col.update_note(note)
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=False)
        col.export_anki_package(out_path=out, options=options, limit=None)
    reviews = col.db.scalar("select count() from revlog")
    empty = len(col.get_empty_cards().notes)
    media = sorted(os.listdir(col.media.dir()))
    check = col.media.check()
    print(json.dumps({
        "imports": imports,
        "notes": notes,
        "reviews": reviews,
        "empty": empty,
        "media": media,
        "missing_media": list(check.missing),
        "unused_media": list(check.unused),
        "fixed": col.fix_integrity()[0],
    }))
    col.close()


main()
