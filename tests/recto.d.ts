// The one global of the browser code, for `tsc`: each file adds its part to it.
declare var Recto: any;

// What the parts of the search hand to each other.

/** A word of a text: word, hump or whole. */
interface SearchToken { form: string; role: string; at: number; end: number }
/** Documents that have a class, in their names or elsewhere. */
interface SearchList { named: boolean; docs: Uint32Array; share: Uint8Array; body: Uint8Array; section: Uint8Array; form: Uint8Array }
interface SearchClass { frequency: number; forms: string[]; names: SearchList }
interface SearchEntry { form: string; of: number; ordinal: number; c: SearchClass }
interface SearchReading extends SearchEntry { weight: number; slip?: boolean; lists: SearchList[] }
interface SearchWord extends SearchToken { extra: boolean; half: boolean; readings: SearchReading[]; value: number }
interface SearchHit { doc: number; score: number }
interface SearchDoc {
  title: string; url: string; crumb: string; card: boolean; level?: [string, string]; kind?: [string, string]; tags: string[];
  sections: { anchor: string; heading: string; text: string }[];
}
interface SearchIndex {
  root: { n: number; l: [string, string][]; k: [string, string][] };
  topics: number[];
  endings: Set<string>;
  entries(prefix: string, most: number, fits: (form: string) => unknown): SearchEntry[];
  texts(of: number): SearchList | undefined;
  tails(rest: string): { form: string; frequency: number }[];
  filter(id: string): Iterable<number>;
  doc(doc: number): SearchDoc | undefined;
  rests(doc: number): string[] | undefined;
  wanted: Set<string>;
  memo: any;
  add(name: string, texts: string[] | undefined): void;
}
interface SearchRanked {
  query: string; hits: SearchHit[]; words: SearchWord[];
  telling(): SearchWord[]; order(hits: SearchHit[], most: number): SearchHit[]; section(doc: number): number;
  read(word: SearchWord, doc: number): SearchReading | undefined;
}
