import type { JsonObject } from './base.ts';
import type { ItemSort } from './items.ts';
import type { Draft, Version } from './parse.ts';
import type { Fault } from './read.ts';

export interface RequiredSection {
  readonly title: string;
  /** Other headings that count, compared without case and leading number. */
  readonly also: readonly string[];
  readonly required: boolean;
  /** True when what it lists waits to be done. */
  readonly open?: boolean;
}

/** A schema plus a template. Made from schemas/kinds/<name>.json. */
export interface Kind {
  readonly name: string;
  readonly title: string;
  readonly plural: string;
  readonly about: string;
  /** Statuses in order, first to last. Empty when any status text will do. */
  readonly ladder: readonly string[];
  /** Statuses after which nothing is expected to change. */
  readonly final: readonly string[];
  /** Opening phrase of an older free-prose status, lower case → status. */
  readonly phrases: ReadonlyMap<string, string>;
  readonly sections: readonly RequiredSection[];
  /** True when its file name and head carry a version. */
  readonly versioned: boolean;
  /** Sorts of items that its notes define; a note of another kind restates them. */
  readonly defines: readonly ItemSort[];
  /** True when each version takes over the items of the last one, or says where they went. */
  readonly carries: boolean;
  /** Keys that its head may have, for nearest-name hints. */
  readonly keys: readonly string[];
  /** Judges a head: returns it coerced, or what is wrong. */
  readonly judge: (head: JsonObject) => Judgement;
}

export interface Judgement {
  readonly head: JsonObject;
  readonly faults: readonly SchemaFault[];
}

/** A schema error before it has a place. */
export interface SchemaFault {
  readonly rule: string;
  /** JSON pointer of the value, or of the key when `onKey`. */
  readonly pointer: string;
  readonly onKey: boolean;
  readonly data: JsonObject;
}

export interface Status {
  /** As written. */
  readonly text: string;
  /** Rung of the kind's ladder, or null where it cannot be told. */
  readonly value: string | null;
  readonly final: boolean;
}

/** A draft whose head its schema accepted; only `validate` makes one. */
export interface Note extends Draft {
  readonly kind: Kind;
  readonly fields: JsonObject;
}

/** Whatever can be linked to by name and version: a note, a broken draft, an HTML or DOCX file. */
export interface Document {
  readonly path: string;
  readonly format: 'md' | 'html' | 'docx';
  readonly id: string;
  readonly version: Version | null;
  readonly title: string;
  readonly kind: string;
  readonly status: Status | null;
  /** `YYYY-MM-DD`, or null. */
  readonly date: string | null;
  readonly authors: readonly string[];
  readonly phase: string | null;
  readonly summary: string | null;
  readonly archived: boolean;
  readonly draft: Draft | null;
  /** Null when the head was refused, and for HTML and DOCX. */
  readonly note: Note | null;
  readonly faults: readonly Fault[];
}
