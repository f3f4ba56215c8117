import type { JsonObject, Span } from './base.ts';
import type { Assertion } from './claims.ts';
import type { Fault } from './read.ts';

/** `major.minor` or `major.minor.patch`, integers compared as integers. */
export interface Version {
  readonly parts: readonly number[];
}

/** Where a head field stands. `key` is empty-width at `value.start` when the field has no written key. */
export interface FieldPlace {
  readonly key: Span;
  readonly value: Span;
}

/**
 * Where every key and list entry of a head stands, in the order of reading. Plain lists, since a large record has a
 * million of them; `placeAt` finds one.
 */
export interface HeadPlaces {
  /** JSON pointers (RFC 6901). */
  readonly pointers: readonly string[];
  /** For each pointer four offsets: where its key starts and ends, where its value starts and ends. */
  readonly offsets: readonly number[];
  /** Places in `pointers`, in the order of what stands there (by UTF-16 units). */
  readonly sorted: readonly number[];
}

/** The shape in which a head is written; only `yaml` is written by slop. */
export type HeadForm = 'yaml' | 'label-lines' | 'html-comment' | 'table' | 'dot-line' | 'banner' | 'none';

export interface Section {
  /** 1 to 6; 0 for the text before the first heading. */
  readonly depth: number;
  /** `6`, `2.1`, `A.7`, `3A`; null when the heading is not numbered. */
  readonly number: string | null;
  readonly title: string;
  /** Unique in its note; the anchor on the site. */
  readonly slug: string;
  /**
   * The anchor that the author asked for with `{#slug}`; null where none is. It is the slug unless a section before
   * has it.
   */
  readonly explicit: string | null;
  /** Heading included, up to the next heading of any depth: sections tile the body. */
  readonly span: Span;
  /** The heading line's text; empty-width for the text before the first heading. */
  readonly heading: Span;
  /** True when nothing but white space and comments stands under the heading. */
  readonly empty: boolean;
}

/**
 * A part of a section that is no heading: a step by its name, an item of a numbered list by its number, an anchor in
 * raw HTML.
 */
export interface Part {
  /** `step 2c`, `item 4`, `#anchor`. */
  readonly label: string;
  readonly span: Span;
}

export type Target =
  | {
      readonly type: 'document';
      /** How it was written. */
      readonly by: 'file-name' | 'link' | 'wiki' | 'name';
      /** File name, relative path, id or alias word, as written. */
      readonly name: string;
      readonly version: string | null;
      /** Anchor of a link, without `#`. */
      readonly anchor: string | null;
      /** Repository word beside it, when one stands there. */
      readonly repository: string | null;
      /** "to be produced" beside the name, or listed under `planned:` in the head. */
      readonly planned: boolean;
    }
  | {
      readonly type: 'section';
      /** `6`, `2.1`, or heading text after `§`. */
      readonly address: string;
      /**
       * Index in `Draft.mentions` of the document it belongs to, or of the number of a change request; `here` for this
       * note, null when unsaid.
       */
      readonly of: number | 'here' | null;
      /** Of a number that it belongs to, when it is said: `CR-2026-090 v0.3 §10`. */
      readonly version?: string;
      /** True when the words before it give it to something that is no document here: "Spec 005 §Errors". */
      readonly foreign?: boolean;
      /** True when its document is but the one last named in its sentence. */
      readonly near?: boolean;
      /** Label of the part of it that is meant (`step 2c`, `item 4`); absent for the whole section. */
      readonly part?: string;
      /** True for a step that only its sentence gives to its document. */
      readonly loose?: boolean;
    }
  | { readonly type: 'file'; readonly path: string; readonly anchor: string | null; readonly image: boolean }
  | {
      readonly type: 'commit';
      /** As written, lower case. */
      readonly hash: string;
      /** Name of a repository, of today or of earlier; null when the words beside it say none. */
      readonly repository: string | null;
      /** The repository last named in its sentence, where none stands beside it. */
      readonly near: string | null;
      /** `object` where the words say that a tag object is meant. */
      readonly as: 'commit' | 'object';
    }
  | {
      readonly type: 'item';
      /**
       * In one spelling, whatever is left out in a list: `P57-D1`, `Candidate G`; of a family what its ids begin with,
       * `P57-B`.
       */
      readonly id: string;
      /** `first` and `last` are the ends of a range, `S1` and `S8` of "S1–S8". */
      readonly extent: 'one' | 'family' | 'first' | 'last';
      /** What it opens, when an id stands where an item may be defined. */
      readonly opens: ItemOpening | null;
    }
  | {
      readonly type: 'source';
      /** File name or path, as written. */
      readonly path: string;
      readonly line: number;
      readonly repository: string | null;
      /** Index in `Draft.mentions` of the commit that is named beside it; null for the published branch. */
      readonly of: number | null;
    }
  | { readonly type: 'branch'; readonly name: string; readonly repository: string | null }
  | { readonly type: 'tag'; readonly name: string; readonly repository: string | null };

/** The targets of one type. */
export type TargetOf<T extends Target['type']> = Extract<Target, { readonly type: T }>;

/** What the id of an item opens, and the words after it. */
export interface ItemOpening {
  readonly as: 'heading' | 'item' | 'row';
  /** White space folded, at most 200 characters; empty when nothing follows. */
  readonly title: string;
}

/** A place in a note that names something else. */
export interface Mention {
  readonly span: Span;
  readonly target: Target;
  /** Head field that holds it, as a JSON pointer; null in the body. */
  readonly field: string | null;
  /** The sentence around it as plain text, white space folded, at most 300 characters. */
  readonly sentence: string;
}

/** `<!-- slop-ignore rule/id: reason -->` or `# slop-ignore rule/id: reason` in a YAML head. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly span: Span;
  readonly covers: Span;
}

/** Where a note says that the session which wrote it has ended. */
export interface Closing {
  readonly span: Span;
  /** Words beside it that may be the name of the session, the likelier first. */
  readonly named: readonly string[];
}

/** One place where a document states its own version. */
export interface VersionPlace {
  readonly place: 'file name' | 'head' | 'title' | 'footer';
  /** As written, without a leading `v`, `_` read as `.`. */
  readonly text: string;
  /** Span of the digits; null for the file name. */
  readonly span: Span | null;
}

/** Code in a body: a fenced or indented block, or a run between backticks. */
export interface Code {
  /** Fences or backticks included. */
  readonly span: Span;
  /** Info string of a block, `''` when it has none; null for inline code. */
  readonly info: string | null;
}

/** A note read, not yet judged. Holds no text: a stage that quotes asks `textOf`. */
export interface Draft {
  readonly path: string;
  readonly oid: string;
  readonly opaque: boolean;
  readonly form: HeadForm;
  /** Scalars are strings. */
  readonly head: JsonObject;
  /** Where the keys and list entries of `head` stand. */
  readonly at: HeadPlaces;
  /** The whole head as written, fences included; empty-width at 0 when there is none. */
  readonly headSpan: Span;
  /** What the sections tile: all text after a YAML head, or all text for the older forms. */
  readonly body: Span;
  readonly title: { readonly text: string; readonly span: Span } | null;
  readonly sections: readonly Section[];
  /** In order. */
  readonly parts: readonly Part[];
  readonly mentions: readonly Mention[];
  /** What it says that can be tested, in order. */
  readonly claims: readonly Assertion[];
  /** In order; rules about prose pass over it. */
  readonly code: readonly Code[];
  readonly versions: readonly VersionPlace[];
  /** Null when it does not say so. */
  readonly closing: Closing | null;
  readonly suppressions: readonly Suppression[];
  readonly faults: readonly Fault[];
  /** Words of body text, for reading time and site lists. */
  readonly words: number;
}
