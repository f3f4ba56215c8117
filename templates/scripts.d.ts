/** What the scripts of a page find outside of themselves. */
interface Searching {
  /** Puts a search into an element of a page; `root` is the address of the site. */
  readonly mount: (place: HTMLElement, root: URL) => void;
}

/** Set by search.js once it is loaded. */
declare const slopSearch: Searching;

/** The term map of MiniSearch, under the name that its package gives it. */
declare const MiniSearch: {
  readonly from: (entries: Iterable<readonly [string, unknown]>) => TermMap;
};

interface TermMap extends Iterable<[string, string]> {
  readonly get: (term: string) => string | undefined;
  readonly atPrefix: (prefix: string) => TermMap;
  readonly fuzzyGet: (term: string, distance: number) => Map<string, [postings: string, distance: number]>;
}
