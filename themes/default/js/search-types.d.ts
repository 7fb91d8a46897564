// The types that the modules of the search share.

/** A word; a part of a camelCase word; pieces joined to one word (`node.js`: nodejs); the last character of a run without spaces. */
type SearchTokenRole = 'word' | 'part' | 'joined' | 'last';
/** A token of a text; `at` and `end` are its place. */
interface SearchToken { form: string; role: SearchTokenRole; at: number; end: number }
/** A document in the posting list of a stem: the part of its title that the stem is, the level of BM25's term frequency part, the section with
    most of it, the ordinal of the form (0 where there are several). */
interface SearchPosting { doc: number; titleShare: number; tf: number; section: number; form: number }
interface SearchStem { frequency: number; forms: string[]; titlePostings: SearchPosting[] }
/** A form of the dictionary: the number of its stem, and its own among the forms of that stem. */
interface SearchEntry { form: string; id: number; ordinal: number; stem: SearchStem }
interface SearchExpansion extends SearchEntry { weight: number; typo?: boolean; lists: SearchPosting[][] }
/** A word of the query. `extra`: no word of its own, but a part or a joined form; `single`: it is one character of a script without
    spaces, of which the text has pairs; `prefix`: it may be the beginning of a longer word. */
interface SearchWord extends SearchToken { extra: boolean; single: boolean; prefix: boolean; expansions: SearchExpansion[]; weight: number }
interface SearchHit { doc: number; score: number }
interface SearchDoc {
  title: string; url: string; crumb: string; card: boolean; level?: [string, string]; kind?: [string, string]; tags: string[];
  sections: { anchor: string; heading: string; text: string }[];
}
/** What an index was asked for and has not loaded. */
interface SearchWanted { shards: Set<string>; extras: boolean; pause: boolean }
interface SearchIndex {
  manifest: { n: number; l: [string, string][]; k: [string, string][]; f: string };
  suffixes: Set<string>;
  entries(prefix: string, limit: number, fits: (form: string) => unknown): SearchEntry[];
  bodyPostings(id: number): SearchPosting[] | undefined;
  range(kind: string, firsts: string[], prefix: string, limit: number): any[];
  line(kind: string, doc: number): any;
  decoder(text: string): any;
  frequency(coder: any): number;
  unpack(text: string): string[];
  filter(id: string): SearchPosting[];
  doc(doc: number): SearchDoc | undefined;
  wanted: SearchWanted;
  isWaiting(): boolean;
  cache: any;
  add(name: string, texts: string[]): void;
}
/** A result as it is shown: texts as [text, marked]. */
interface SearchResult extends Omit<SearchDoc, 'title'> { doc: number; path: string; title: [string, boolean][]; heading?: string; excerpt: [string, boolean][] }
interface SearchAnswer { hits: SearchHit[]; counts?: number[]; results: SearchResult[]; filters: [string, string][]; chosen: string[]; correction: string }
type SearchCount = (index: SearchIndex, passing: (kind: string) => SearchHit[]) => number[];
/** What search.html adds to the view of results. */
interface SearchPage {
  host: HTMLElement | null; chosen: string[]; limit: number;
  setAddress(address: string): void;
  facets(answer: SearchAnswer, ask: (limit: number, count: SearchCount) => Promise<any>): Promise<[string, string][] | null>;
  more(search: () => void): HTMLElement;
}
interface SearchRanked {
  query: string; hits: SearchHit[]; words: SearchWord[];
  contentWords(): SearchWord[]; order(hits: SearchHit[], limit: number): SearchHit[]; section(doc: number): number;
  expansionIn(word: SearchWord, doc: number): SearchExpansion | undefined;
}
