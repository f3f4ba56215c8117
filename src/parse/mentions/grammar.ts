import type { Span, Target } from '../../types.ts';
import type { Setting } from './setting.ts';
import type { Unit } from './units.ts';

/** A mention before its sentence is quoted and its section, if it is one, has an owner. */
export interface FoundMention {
  readonly span: Span;
  readonly target: Target;
}

/**
 * One shape of mention: all places of a unit that have it, in order, with spans in the raw text. What an earlier
 * grammar found is no longer in the unit's text; `written` is that text with all of it.
 */
export type Grammar = (unit: Unit, setting: Setting, written: string) => readonly FoundMention[];
