// The search page search.html: the query and its filters are in the address, filters show how many results each would leave, tags are
// filters too, and a button loads more results. js/search-view.js shows it all. Under it is what js/failed-searches.js shows, if there is
// anything.

import { element, loadChunk, settings, text, url } from './base.js';
import { openSearch } from './search.js';

/** How many more results a press of the button loads. */
const PAGE_SIZE = 10;
/** Tags that are offered. */
const MAX_TAGS = 12;

const asked = new URLSearchParams(location.search);
let address = '';

/** @type {SearchPage} */
const page = {
  host: document.getElementById('app-search'),
  chosen: ['level', 'kind', 'tag'].flatMap((kind) => asked.getAll(kind).map((id) => `${kind[0]}/${id}`)),
  limit: PAGE_SIZE,

  /** Puts the query and its filters into the address of this page. */
  setAddress(now) {
    if (now !== address) page.limit = PAGE_SIZE;
    address = now;
    history.replaceState(null, '', url(now));
  },

  /** The filters that leave results, with their number; those that are chosen in any case. */
  async facets({ filters, chosen, results }, ask) {
    const tags = [...chosen.filter((id) => id[0] === 't'), ...results.flatMap((result) => result.tags.map((tag) => `t/${tag}`))];
    const all = [...filters, ...[...new Set(tags)].slice(0, MAX_TAGS).map((id) => [id, id.slice(2)])];
    const counted = await ask(0, (index, passing) => count(index, all.map(([id]) => id), passing));
    return counted && all.flatMap(([id, name], i) => (counted.counts[i] || chosen.includes(id) ? [[id, `${name} ${counted.counts[i]}`]] : []));
  },

  /** Brings more results. */
  more: (search) => element('button', { type: 'button', click: () => ((page.limit += PAGE_SIZE), search()) }, text('search.more')),
};

/**
 * For each filter how many hits it would leave if it were the only one of its kind.
 * @param {SearchIndex} index @param {string[]} ids @param {(kind: string) => SearchHit[]} passing the hits that pass the filters of all other kinds
 */
function count(index, ids, passing) {
  /** @type {Record<string, Set<number>>} by kind */
  const left = {};
  return ids.map((id) => {
    left[id[0]] ??= new Set(passing(id[0]).map(({ doc }) => doc));
    return index.filter(id).filter(({ doc }) => left[id[0]].has(doc)).length;
  });
}

/** Starts the page. */
export function start() {
  openSearch(page, asked.get('q') ?? '');
  if (settings.get('unfound', []).length) loadChunk('asset:scripts/failed-searches.js', 'failed-searches').then((list) => page.host?.after(list()));
}
