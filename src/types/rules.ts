import type { JsonObject, Severity, Span } from './base.ts';
import type { Config } from './config.ts';
import type { Graph } from './link.ts';
import type { Draft } from './parse.ts';
import type { Tree } from './read.ts';
import type { Document, Kind } from './validate.ts';

export interface Related {
  readonly path: string;
  readonly span: Span;
  /** A few words under the second code frame. */
  readonly label: string;
}

export interface Edit {
  readonly path: string;
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  /** What it does, in a few words. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** True when it cannot change meaning. */
  readonly safe: boolean;
}

/** What a rule hands back; the runner adds rule, severity and (for rules on one note) the path. */
export interface Report<D extends JsonObject = JsonObject> {
  readonly span: Span;
  readonly data: D;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

export interface GraphReport<D extends JsonObject = JsonObject> extends Report<D> {
  readonly path: string;
}

/** What a rule about one note sees. Nothing of other notes, so that its findings can be cached by content. */
export interface NoteView {
  readonly document: Document;
  readonly draft: Draft;
  readonly kind: Kind;
  readonly text: string;
  readonly config: Config;
}

export interface GraphView {
  readonly graph: Graph;
  readonly tree: Tree;
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
}

// biome-ignore lint/suspicious/noExplicitAny: a table of rules holds rules over different data
export interface Rule<D extends JsonObject = any> {
  /** `group/name`, permanent. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is wrong, with the values. */
  readonly message: (data: D) => string;
  /** What to do, one sentence, with text to paste where there is one. */
  readonly help: (data: D) => string;
  /** Rules with neither are raised by an earlier stage as a `Fault`. */
  readonly note?: (view: NoteView) => Iterable<Report<D>>;
  readonly graph?: (view: GraphView) => Iterable<GraphReport<D>>;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: string;
  readonly span: Span;
  readonly data: JsonObject;
  readonly related: readonly Related[];
  readonly fix: Fix | null;
}
