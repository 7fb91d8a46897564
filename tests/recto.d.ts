// The one global of the browser code, for `tsc`: each file adds its part to it.
declare var Recto: any;

// What the parts of the search hand to each other.

/** A word of a text: word, hump or whole. */
interface SearchToken { form: string; role: string; at: number; end: number }
/** What a document has of a class, in its name or elsewhere. */
interface SearchPosting { doc: number; share: number; body: number; section: number; form: number }
interface SearchClass { frequency: number; forms: string[]; names: SearchPosting[] }
interface SearchEntry { form: string; of: number; ordinal: number; c: SearchClass }
interface SearchReading extends SearchEntry { weight: number; slip?: boolean; lists: SearchPosting[][] }
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
  texts(of: number): SearchPosting[] | undefined;
  tails(rest: string): { form: string; frequency: number }[];
  filter(id: string): SearchPosting[];
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
