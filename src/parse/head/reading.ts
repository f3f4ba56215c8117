import type { Draft, FieldPlace, JsonObject, Span } from '../../types.ts';

/** One scalar of a head, for those who look for mentions in it. */
export interface HeadValue {
  /** JSON pointer (RFC 6901) into the head. */
  readonly pointer: string;
  /** The scalar as written, quotes included. */
  readonly span: Span;
}

/** A head as it stands in a text, whatever form it has. Scalars are strings; objects have no prototype. */
export interface HeadReading
  extends Pick<Draft, 'form' | 'head' | 'headSpan' | 'body' | 'faults' | 'suppressions'> {
  /** JSON pointer → place, for every key and list entry of `head`. */
  readonly at: ReadonlyMap<string, FieldPlace>;
  /** Every scalar within `headSpan`, in order. */
  readonly values: readonly HeadValue[];
}

/** A head without a place for anything yet; keys such as `toString` are absent from it. */
export function emptyObject(): Record<string, JsonObject[string]> {
  return Object.create(null) as Record<string, JsonObject[string]>;
}

/** Adds one step, a key or an index, to a JSON pointer. */
export function pointerTo(parent: string, step: string | number): string {
  const isPlain = typeof step === 'number' || !/[~/]/.test(step);
  return `${parent}/${isPlain ? step : step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Keys that reach into the machinery of objects; no form of head may carry them. */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/** What a reader of one form hands back: everything but form and extent. */
export interface Fields {
  readonly head: JsonObject;
  readonly at: ReadonlyMap<string, FieldPlace>;
  readonly values: readonly HeadValue[];
}

/** A head in which nothing could be read. */
export function noFields(): Fields {
  return { head: emptyObject(), at: new Map(), values: [] };
}
