// What the parts of the search hand to each other.

/** A word of a text: word, hump or whole. */
interface SearchToken { form: string; role: string; at: number; end: number }
/** What a document has of a class, in its name or elsewhere. */
interface SearchPosting { doc: number; share: number; much: number; section: number; form: number }
interface SearchClass { frequency: number; forms: string[]; names: SearchPosting[] }
interface SearchEntry { form: string; of: number; ordinal: number; c: SearchClass }
interface SearchExpansion extends SearchEntry { weight: number; slip?: boolean; lists: SearchPosting[][] }
interface SearchWord extends SearchToken { extra: boolean; single: boolean; half: boolean; expansions: SearchExpansion[]; worth: number }
interface SearchHit { doc: number; score: number }
interface SearchDoc {
  title: string; url: string; crumb: string; card: boolean; level?: [string, string]; kind?: [string, string]; tags: string[];
  sections: { anchor: string; heading: string; text: string }[];
}
/** What an index was asked for and does not have. */
interface SearchWanted { shards: Set<string>; rare: boolean; pause: boolean }
interface SearchIndex {
  root: { n: number; l: [string, string][]; k: [string, string][]; f: string };
  endings: Set<string>;
  entries(prefix: string, most: number, fits: (form: string) => unknown): SearchEntry[];
  texts(of: number): SearchPosting[] | undefined;
  range(kind: string, firsts: string[], prefix: string, most: number): any[];
  line(kind: string, doc: number): any;
  decoder(text: string): any;
  frequency(coder: any): number;
  unpack(text: string): string[];
  filter(id: string): SearchPosting[];
  doc(doc: number): SearchDoc | undefined;
  wanted: SearchWanted;
  isWaiting(): boolean;
  memo: any;
  add(name: string, texts: string[]): void;
}
/** A result as it is shown: texts as [text, marked]. */
interface SearchResult extends Omit<SearchDoc, 'title'> { doc: number; path: string; title: [string, boolean][]; heading?: string; excerpt: [string, boolean][] }
interface SearchAnswer { hits: SearchHit[]; counts?: number[]; results: SearchResult[]; filters: [string, string][]; chosen: string[]; meant: string }
type SearchCount = (index: SearchIndex, passing: (kind: string) => SearchHit[]) => number[];
/** What the search's own page does beside the view. */
interface SearchPage {
  host: HTMLElement | null; chosen: string[]; most: number;
  tell(address: string): void;
  narrow(answer: SearchAnswer, ask: (most: number, count: SearchCount) => Promise<any>): Promise<[string, string][] | null>;
  more(search: () => void): HTMLElement;
}
interface SearchRanked {
  query: string; hits: SearchHit[]; words: SearchWord[];
  telling(): SearchWord[]; order(hits: SearchHit[], most: number): SearchHit[]; section(doc: number): number;
  read(word: SearchWord, doc: number): SearchExpansion | undefined;
}
