import { documentFound } from './documents.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { isName, type Setting } from './setting.ts';
import { matchesOf, type Phrase, phraseBefore } from './words.ts';

/** A version in prose, or the mark of a section: after a configured name either makes it a document. */
const AFTER_NAME =
  /[vV](?:ersion\s{1,3}v?)?(\d{1,9}(?:[._]\d{1,9}){1,2})(?![\p{L}\p{N}_]|[._][\p{L}\p{N}])|§|[Ss]ec(?:tions?\s\d|[-.\s])/gu;

/** `v0.3–v0.7` and `v0.3-rc1` are no single version. */
const MORE_VERSION = /^(?:\s?[–—-]\s?v?\d|-(?:rc|alpha|beta|pre|dev)\d*\b)/i;

/** The name means another one than the current: "the prior CR §3", "this handoff §8", "every manifest §2". */
const OTHER_ONE =
  /\b(?:this|previous|prior|older?|earlier|next|new|first|second|third|fourth|fifth|another|other|each|every|any|no|cycle-\d+)\s+$/i;

/** `Phase 40 ` before a name is part of it. */
const PHASE = /(?<![\p{L}\p{N}_/.-])phase[\s-]{1,3}\d{1,4}[a-z]?[\s-]{1,3}$/iu;

const REACH = 40;

/**
 * Documents by a name that slop.yaml knows: with a version ("manifest v0.41", "Phase 40 CR v0.2"), or without one
 * right before a section ("manifest §2"). A name by itself is only a word.
 */
export const namedDocuments: Grammar = (unit, setting) => {
  const { start, text } = unit;
  if (setting.longestName === 0) return [];
  const found: FoundMention[] = [];
  for (const { 0: whole, 1: version, index } of matchesOf(AFTER_NAME, text)) {
    const open = version !== undefined && text.charAt(index - 1) === '(' ? 1 : 0;
    const name = nameBefore(text, index - open, setting);
    if (name === null) continue;
    if (version === undefined) {
      if (OTHER_ONE.test(text.slice(Math.max(0, name.start - REACH), name.start))) continue;
      found.push(documentFound(spanFrom(start, name.start, name.end), 'name', name.words, null));
      continue;
    }
    const end = index + whole.length;
    if (MORE_VERSION.test(text.slice(end, end + 10))) continue;
    const span = spanFrom(start, name.start, text.charAt(end) === ')' ? end + open : end);
    found.push(documentFound(span, 'name', name.words, version.replaceAll('_', '.')));
  }
  return found;
};

function nameBefore(text: string, end: number, setting: Setting): Phrase | null {
  const name = phraseBefore(text, end, setting.longestName, (words) => isName(words, setting));
  if (name === null) return null;
  const phase = PHASE.exec(text.slice(Math.max(0, name.start - REACH), name.start))?.[0];
  if (phase === undefined) return name;
  return { ...name, words: `${phase.replace(/\s+/g, ' ')}${name.words}`, start: name.start - phase.length };
}

function spanFrom(unitStart: number, start: number, end: number) {
  return { start: unitStart + start, end: unitStart + end };
}
