// Flag and note on a reading page: opens the store, which such a page else does not, and the dialog.

import { announce, guideId, settings, text } from './base.js';
import { StoreError } from './database.js';
import * as deck from './deck.js';
import { Log } from './log.js';
import { open as openDialog } from './note-dialog.js';
import { Store } from './store.js';

/** Ids of cards with a flag or a note, for reading pages. */
const NOTED = 'noted';
const MAX_NOTED = 500;

const log = new Log();
const store = new Store(guideId);
/** @type {Promise<void> | null} */
let opened = null;

async function load() {
  const [manifest, events] = await Promise.all([deck.loadManifest(), store.open()]);
  log.applyAliases(manifest.aliases);
  log.add(events);
  store.onevents = (added) => void log.add(added);
}

/** Opens the dialog for a card. @param {string} id @param {string} title @param {() => void} done */
export async function open(id, title, done) {
  await (opened ??= load());
  openDialog({
    id, title, log,
    save: async (list) => {
      await store.save(list);
      log.add(list);
    },
    sentence: (error) => text(`store.${error instanceof StoreError ? error.problem : 'failed'}`),
    done: () => {
      const { flag, note } = log.annotationOf(id);
      const others = [settings.get(NOTED, [])].flat().filter((/** @type {string} */ other) => other !== id);
      settings.set(NOTED, flag || note ? [...others, id].slice(-MAX_NOTED) : others);
      announce(text('note.kept'));
      done();
    },
  });
}
