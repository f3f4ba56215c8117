import { nameVersion } from '../../parse/version.ts';
import { isObject } from '../../read/json.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Json, JsonObject } from '../../types.ts';
import { addressFrom } from '../move/mentions.ts';

/** One thing to be taken in, with the note that says it. */
export interface Fact {
  readonly text: string;
  /** Path of the note. */
  readonly source: string;
}

/** Facts of one sort, under the words that stand above them. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** A fact; of a section that its words name, they say whose it is. */
export function factOf(text: string, source: string): Fact {
  return { text: /§|\bsection \d/i.test(text) ? `${nameOf(source)} says: ${text}` : text, source };
}

/** How a note in a folder names the source of a fact: by a link where its file name has no version and alone leads nowhere. */
export function sourceNamed(source: string, folder: string): string {
  const name = nameOf(source);
  return nameVersion(name).version === null ? `[${name}](${addressFrom(name, source, folder)})` : name;
}

/** The entries of a list in the head of a note that are maps. */
export function mapsIn(document: Document, key: string): readonly JsonObject[] {
  return fieldEntries(document, key).filter(isObject);
}

/** The entries of a list in the head of a note; none where there is no list. */
export function fieldEntries({ note, draft }: Document, key: string): readonly Json[] {
  const value = (note?.fields ?? draft?.head)?.[key];
  return Array.isArray(value) ? value : [];
}

/** A status in a word, or the beginning of the words that an older head has. */
export function statusWord({ status }: Document): string {
  if (status === null) return 'without a status';
  return status.value ?? /^[^.;]{1,80}/.exec(status.text.trim())?.[0] ?? 'without a status';
}

/** Words without their full stop, for a sentence that goes on. */
export function unstopped(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}
