import type { Root } from 'mdast';

/** Half-open range of UTF-16 code units in the raw text of a file, byte order mark included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'info';

/** What a JSON text can hold. Objects made from a head have no prototype. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

// ── read ────────────────────────────────────────────────────────────────────

/** Something a stage found wrong; the runner turns it into a `Finding`. */
export interface Fault {
  readonly rule: string;
  readonly span: Span;
  readonly data: JsonObject;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** One file of the record that holds Markdown, as it is on disk. */
export interface Source {
  /** From the root (the folder of slop.yaml), `/` between parts, Unicode as on disk. */
  readonly path: string;
  /** Decoded UTF-8, byte order mark kept; undecodable bytes are U+FFFD. Empty when unreadable. */
  readonly text: string;
  /** Git blob id of the bytes: SHA-1, 40 hex digits. Empty when unreadable. */
  readonly oid: string;
  /** Encoding, size, nesting, permission. */
  readonly faults: readonly Fault[];
  /** True when the text must not reach a parser: it is shown as it is. */
  readonly opaque: boolean;
}

/** A commit as far as the record needs it. */
export interface Commit {
  readonly oid: string;
  /** Committer date, ISO 8601 with offset, as Git's `%cI`. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** First and last commit that touched a path, renames followed. */
export interface PathHistory {
  readonly first: Commit;
  readonly last: Commit;
}

/** What Git says of one repository. */
export interface RepositoryLedger {
  readonly head: Commit | null;
  readonly branch: string | null;
  readonly shallow: boolean;
  /** Paths from the root of slop.yaml. */
  readonly paths: ReadonlyMap<string, PathHistory>;
}

/** What Git says about the record. `record` is null outside a repository or without a `git` program. */
export interface Ledger {
  readonly record: RepositoryLedger | null;
  /** One sentence when history could not be read: why. */
  readonly unverified: string | null;
}

/** A file of the record tree that is not Markdown: a document, an image, anything else. */
export interface TreeFile {
  readonly path: string;
  readonly size: number;
}

/** Everything that `read` found. */
export interface Tree {
  /** Every regular file under the record root, sorted by path (code unit order), Markdown included. */
  readonly files: readonly TreeFile[];
  /** Links, loops, folders named like notes: what was passed over, by path. */
  readonly skipped: readonly { readonly path: string; readonly fault: Fault }[];
}

// ── parse ───────────────────────────────────────────────────────────────────

/** `major.minor` or `major.minor.patch`, integers compared as integers. */
export interface Version {
  readonly parts: readonly number[];
}

/** Where a head field stands. `key` is empty-width at `value.start` when the field has no written key. */
export interface FieldPlace {
  readonly key: Span;
  readonly value: Span;
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
  /** True when the author wrote `{#slug}`. */
  readonly explicit: boolean;
  /** Heading included, up to the next heading of any depth: sections tile the body. */
  readonly span: Span;
  /** The heading line's text; empty-width for the text before the first heading. */
  readonly heading: Span;
  /** True when nothing but white space and comments stands under the heading. */
  readonly empty: boolean;
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
      /** Index in `Draft.mentions` of the document it belongs to, `here` for this note, null when unsaid. */
      readonly of: number | 'here' | null;
    }
  | { readonly type: 'file'; readonly path: string; readonly anchor: string | null; readonly image: boolean };

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
  /** JSON pointer (RFC 6901) → place, for every key and list entry of `head`. */
  readonly at: ReadonlyMap<string, FieldPlace>;
  /** The whole head as written, fences included; empty-width at 0 when there is none. */
  readonly headSpan: Span;
  /** What the sections tile: all text after a YAML head, or all text for the older forms. */
  readonly body: Span;
  readonly title: { readonly text: string; readonly span: Span } | null;
  readonly sections: readonly Section[];
  readonly mentions: readonly Mention[];
  /** In order; rules about prose pass over it. */
  readonly code: readonly Code[];
  readonly versions: readonly VersionPlace[];
  readonly suppressions: readonly Suppression[];
  readonly faults: readonly Fault[];
  /** Words of body text, for reading time and site lists. */
  readonly words: number;
}

// ── validate ────────────────────────────────────────────────────────────────

export interface RequiredSection {
  readonly title: string;
  /** Other headings that count, compared without case and leading number. */
  readonly also: readonly string[];
  readonly required: boolean;
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
  readonly author: string | null;
  readonly phase: string | null;
  readonly summary: string | null;
  readonly archived: boolean;
  readonly draft: Draft | null;
  /** Null when the head was refused, and for HTML and DOCX. */
  readonly note: Note | null;
  readonly faults: readonly Fault[];
}

// ── link ────────────────────────────────────────────────────────────────────

export type EdgeState =
  | 'missing'
  | 'ambiguous'
  | 'unverified'
  | 'planned'
  | 'amended'
  | 'superseded'
  | 'outdated'
  | 'archived'
  | 'ok';

export interface Edge {
  /** Path of the citing note. */
  readonly from: string;
  readonly mention: Mention;
  readonly to: EdgeTarget | null;
  /** The first that applies; the rest are in `facts`. */
  readonly state: EdgeState;
  readonly facts: readonly EdgeState[];
  /** Paths that it may mean, when ambiguous; nearest names, when missing. */
  readonly candidates: readonly string[];
}

export type EdgeTarget =
  | { readonly type: 'document'; readonly path: string; readonly slug: string | null }
  | { readonly type: 'section'; readonly path: string; readonly slug: string }
  | { readonly type: 'file'; readonly path: string };

export interface Lineage {
  readonly id: string;
  /** Oldest first; twins (`.md` and `.html` of one version) side by side, Markdown first. */
  readonly versions: readonly Document[];
  readonly current: Document;
}

/** `newer` replaces `older`; both are paths. */
export interface Supersession {
  readonly newer: string;
  readonly older: string;
  /** Where the newer one says so; null when it follows from the version alone. */
  readonly span: Span | null;
}

export interface Graph {
  /** Sorted by path. */
  readonly documents: readonly Document[];
  readonly byPath: ReadonlyMap<string, Document>;
  readonly files: ReadonlySet<string>;
  readonly lineages: ReadonlyMap<string, Lineage>;
  /** Path → edges, in order of their spans. */
  readonly out: ReadonlyMap<string, readonly Edge[]>;
  /** The transpose of `out`; file targets left out. */
  readonly in: ReadonlyMap<string, readonly Edge[]>;
  readonly supersessions: readonly Supersession[];
  readonly ledger: Ledger;
}

// ── rules ───────────────────────────────────────────────────────────────────

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

// ── config ──────────────────────────────────────────────────────────────────

export type RuleLevel = Severity | 'off';

export interface RuleSetting {
  /** A rule id, or `group/*`. */
  readonly rule: string;
  readonly level: RuleLevel | null;
  readonly paths: readonly { readonly glob: string; readonly level: RuleLevel }[];
  readonly statuses: ReadonlyMap<string, RuleLevel>;
}

export interface RepositoryConfig {
  readonly name: string;
  readonly url: string | null;
  readonly branch: string;
  /** Words that name it in prose, its name included. */
  readonly words: readonly string[];
}

/** What a name in prose stands for: "manifest v0.41", "CR v0.3". */
export type NamedDocument =
  | { readonly id: string }
  /** The one of that kind in the phase of the citing note. */
  | { readonly kind: string };

/** slop.yaml with every default filled in. */
export interface Config {
  /** Record folder, from the root; `.` when the root is the record. */
  readonly record: string;
  readonly title: string;
  /** Where the site will stand, with a final `/`; null when unsaid. */
  readonly address: string | null;
  readonly public: boolean;
  readonly repos: readonly RepositoryConfig[];
  readonly items: readonly string[];
  /** Lower case word → document. */
  readonly names: ReadonlyMap<string, NamedDocument>;
  /** Lower case label of an older head → key. */
  readonly labels: ReadonlyMap<string, string>;
  readonly kinds: readonly { readonly glob: string; readonly kind: string }[];
  readonly rules: readonly RuleSetting[];
  readonly archive: { readonly folder: string; readonly keep: 'archive' | 'side-by-side' };
}

// ── markdown ────────────────────────────────────────────────────────────────

/** A Markdown parser: CommonMark with GFM. Positions are UTF-16 offsets into `text`. */
export interface MarkdownEngine {
  readonly name: string;
  readonly parse: (text: string) => Root;
}

// ── render ──────────────────────────────────────────────────────────────────

/** A file of the site: path from its root, and what it holds. */
export interface File {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}

// ── world ───────────────────────────────────────────────────────────────────

export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

/** The files of a machine. Paths are absolute with `/`; failures throw Node's errors with their `code`. */
export interface Files {
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly list: (folder: string) => Promise<readonly FolderEntry[]>;
  /** Does not follow links; null when nothing is there. */
  readonly stat: (
    path: string,
  ) => Promise<{ readonly type: FolderEntry['type']; readonly size: number } | null>;
  /** Links resolved. */
  readonly realPath: (path: string) => Promise<string>;
  /** Makes the folders it needs; the file is whole or not there. */
  readonly write: (path: string, bytes: string | Uint8Array) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** A file or a whole folder; silent when nothing is there. */
  readonly remove: (path: string) => Promise<void>;
}

/** One Git repository, read only. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Tracked files, and untracked ones that Git does not ignore, below an absolute folder; paths from it. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Head, branch, and first and last commit of every path below the folder; paths from it. */
  readonly ledger: (
    folder: string,
  ) => Promise<{ readonly ledger: RepositoryLedger | null; readonly why: string | null }>;
  /** Lines that differ between a revision and the work tree: paths from the folder → 1-based line ranges. */
  readonly changedLines: (
    folder: string,
    revision: string,
  ) => Promise<ReadonlyMap<string, readonly { readonly first: number; readonly last: number }[]>>;
}

export interface Git {
  /** The repository that holds an absolute folder, or null. */
  readonly find: (folder: string) => Promise<Repository | null>;
}

/** The real world, passed in. Nothing else in slop touches disk, processes, time or terminals. */
export interface World {
  readonly files: Files;
  readonly git: Git;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder the command was called in. */
  readonly cwd: string;
  /** Absolute folder of slop's own package: schemas/, templates/, record/rules/. */
  readonly home: string;
}
