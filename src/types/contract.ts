import type { Span } from './base.ts';
import type { Section } from './parse.ts';

/** A part of a contract: the eight that every one has, and the three of work in parallel. */
export type PartName =
  | 'context'
  | 'anchor'
  | 'ask'
  | 'outcomes'
  | 'evidence'
  | 'shortcuts'
  | 'stop'
  | 'reply'
  | 'branches'
  | 'shared'
  | 'join';

/** Which sort of turn a message opens. */
export type TurnKind =
  | 'planning-start'
  | 'planning-revision'
  | 'scaffold-start'
  | 'scaffold-review'
  | 'development-slice'
  | 'development-correction'
  | 'bugfix-orientation'
  | 'bugfix-fix'
  | 'resume'
  | 'recovery';

export interface ContractPart {
  /** Its heading or label. */
  readonly heading: Span;
  /** What stands under it. */
  readonly body: Span;
  /** The raw text of `body` with comments blanked out: offsets hold. */
  readonly sent: string;
  /** True when nothing stands there, and for a part of work in parallel also when it says "None.". */
  readonly empty: boolean;
}

/** What is asked of a session in one message, in a form that can be judged. */
export interface Contract {
  readonly turn: TurnKind;
  /** Of planning-start: whether it gives what is to be read, or asks for the plan. */
  readonly message: 'reading' | 'brief';
  /** The section that holds it; null for a note that is one as a whole. */
  readonly section: Section | null;
  /** Where to point at what is missing: a title or heading. */
  readonly heading: Span;
  /** False as long as gaps are allowed. */
  readonly ready: boolean;
  readonly parts: ReadonlyMap<PartName, ContractPart>;
}

/** Something that proves a result. */
export interface EvidenceItem {
  readonly span: Span;
  /** Names between backticks at its beginning, in order; empty for none. */
  readonly names: readonly string[];
  /** Name of a check that a person makes; null for none. */
  readonly check: string | null;
}

/** A part of the work that goes on beside others. */
export interface Branch {
  readonly span: Span;
  readonly name: string;
  /** Paths and globs that are its own. */
  readonly paths: readonly string[];
}
