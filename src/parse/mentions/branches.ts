import { repositoryBeside } from './beside.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { holding } from './spans.ts';
import { matchAt, matchesOf } from './words.ts';

/** Where to look closely. */
const WORD = /branch|tag/gi;

/** `branch phase-12-guest-booking`, `tagged phase-12-guest-booking`, from the word on. */
const NAMED =
  /(?<![\p{L}\p{N}_-])(branch|tag(?:ged(?:\s+as)?)?)(?:\s+is|\s+name)?:?\s+["'“‘(]?([\p{L}\p{N}][\p{L}\p{N}_./-]{1,120})(?![\p{L}\p{N}_/<-])/iuy;

/** `the phase-12-guest-booking branch`, from the word back. */
const BEHIND =
  /(?<=(?<![\p{L}\p{N}_./<>-])([\p{L}\p{N}][\p{L}\p{N}_./-]{1,120})["'”’]?\s+)(?:branch|tag)(?![\p{L}\p{N}_-])/iuy;

/** A part that stands for what is to be put in: `phase-NN-…`. */
const PLACEHOLDER = /(?:^|[-_/.])(?:NN+|XX+|N|X)(?:[-_/.]|$)/;

/** How long a tag is: `a 16-byte tag`. */
const MEASURE = /^\d+-(?:bit|byte|octet)s?$/i;

/** A file is no branch, and `R-5` in brackets is an id of something. */
const FILE = /\.(?:md|html?|txt|json|ya?ml|toml|docx?|pdf|ts|js|py|sh)$/i;
const BRACKETED_ID = /^\([A-Z]{1,4}-\d+\)/;

/**
 * Branches and tags by name: one with hyphens or slashes, and a digit unless it stands in code. Before the word a tag
 * has both letters and digits, since code and data have tags of their own; `:failing-id` is a word of such code.
 */
export const branches: Grammar = (unit, { config }) => {
  const { text } = unit;
  const found: FoundMention[] = [];
  const read = (start: number, written: string, word: string, from: number, to: number): void => {
    const name = written.replace(/[./-]+$/, '');
    const end = start + name.length;
    const span = { start: unit.start + start, end: unit.start + end };
    const inCode = holding(unit.code, span.start) !== null;
    if (text.charAt(start - 1) === ':' || FILE.test(name)) return;
    if (!inCode && BRACKETED_ID.test(text.slice(start - 1, end + 1))) return;
    if (!/[-/_.]/.test(name) || (!inCode && !/\d/.test(name)) || PLACEHOLDER.test(name)) return;
    if (MEASURE.test(name) || (/^v?\d+(?:[./-]\d+)*$/.test(name) && !/^tag/i.test(word))) return;
    const repository = repositoryBeside(text, { start: from, end: Math.max(end, to) }, config.repos);
    found.push({ span, target: { type: /^b/i.test(word) ? 'branch' : 'tag', name, repository } });
  };
  let namedTo = 0;
  let behindTo = 0;
  for (const { index } of matchesOf(WORD, text)) {
    const behind = matchAt(BEHIND, text, index);
    const name = behind?.[1] ?? '';
    const start = text.lastIndexOf(name, index - name.length);
    if (behind !== null && start >= behindTo) {
      behindTo = index + behind[0].length;
      const mayBe = /^b/i.test(behind[0]) || (/\d/.test(name) && /\p{L}/u.test(name));
      if (mayBe && (found.at(-1)?.span.end ?? 0) <= unit.start + start)
        read(start, name, behind[0], start, behindTo);
    }
    const named = index < namedTo ? null : matchAt(NAMED, text, index);
    if (named === null) continue;
    const [whole, word = '', after = ''] = named;
    namedTo = index + whole.length;
    read(index + whole.lastIndexOf(after), after, word, index, 0);
  }
  return found;
};
