import { repositoryBeside } from './beside.ts';
import type { Found, Grammar } from './grammar.ts';
import { holding } from './spans.ts';

/** `branch phase-12-guest-booking`, `tagged phase-12-guest-booking`. */
const NAMED =
  /(?<![\p{L}\p{N}_-])(branch|tag(?:ged(?:\s+as)?)?)(?:\s+is|\s+name)?:?\s+["'“‘(]?([\p{L}\p{N}][\p{L}\p{N}_./-]{1,120})(?![\p{L}\p{N}_/<-])/giu;

/** `the phase-12-guest-booking branch`. */
const BEHIND =
  /(?<![\p{L}\p{N}_./<>-])([\p{L}\p{N}][\p{L}\p{N}_./-]{1,120})["'”’]?\s+(branch|tag)(?![\p{L}\p{N}_-])/giu;

/** Without one of these words there is nothing to look closely at. */
const HINT = /\b(?:branch|tag)/i;

/** A part that stands for what is to be put in: `phase-NN-…`. */
const PLACEHOLDER = /(?:^|[-_/])(?:NN+|XX+|N|X)(?:[-_/]|$)/;

/** Branches and tags by name: one with hyphens or slashes, and a digit unless it stands in code. */
export const branches: Grammar = (unit, { config }) => {
  if (!HINT.test(unit.text)) return [];
  const read = (start: number, written: string, word: string): readonly Found[] => {
    const name = written.replace(/[./-]+$/, '');
    const span = { start: unit.start + start, end: unit.start + start + name.length };
    const inCode = holding(unit.code, span.start) !== null;
    if (!/[-/_.]/.test(name) || (!inCode && !/\d/.test(name)) || PLACEHOLDER.test(name)) return [];
    if (/^v?\d+(?:\.\d+)*$/.test(name) && !/^tag/i.test(word)) return [];
    const repository = repositoryBeside(unit.text, { start, end: start + name.length }, config.repos);
    return [{ span, target: { type: /^b/i.test(word) ? 'branch' : 'tag', name, repository } }];
  };
  const named = [...unit.text.matchAll(NAMED)].flatMap(({ 0: whole, 1: word = '', 2: name = '', index }) =>
    read(index + whole.lastIndexOf(name), name, word),
  );
  const taken = named.map(({ span }) => span);
  const behind = [...unit.text.matchAll(BEHIND)].flatMap(({ 1: name = '', 2: word = '', index }) =>
    holding(taken, unit.start + index) === null ? read(index, name, word) : [],
  );
  return [...named, ...behind].sort((a, b) => a.span.start - b.span.start);
};
