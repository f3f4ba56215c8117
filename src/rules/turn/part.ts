import { IN_PARALLEL, PARTS } from '../../parse/turn/contract.ts';
import type { Contract, NoteView, Report, Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { contractsOf } from './contracts.ts';

interface Data {
  readonly part: string;
  readonly problem: 'missing' | 'empty' | 'alone';
  readonly [key: string]: string;
}

const WORDS: Readonly<Record<Data['problem'], (part: string) => string>> = {
  missing: (part) => `The contract has no part ${part}.`,
  empty: (part) => `The part ${part} of the contract is empty.`,
  alone: (part) => `The contract names work in parallel, and has nothing under ${part}.`,
};

/** What is missing from a whole note is told by its kind; a draft may have gaps. */
export const turnPart: Rule<Data> = {
  id: 'turn/part',
  severity: 'error',
  message: ({ part, problem }) => WORDS[problem](quoted(part)),
  help: ({ part, problem }) =>
    problem === 'empty'
      ? 'Write it there; a turn that is not finished has the status draft.'
      : `Write it under a heading or label ${quoted(part)}.`,
  *note(view: NoteView) {
    for (const contract of contractsOf(view)) if (contract.ready) yield* gaps(contract);
  },
};

function* gaps({ parts, section, heading }: Contract): Iterable<Report<Data>> {
  const parallel = [...IN_PARALLEL].some((name) => parts.get(name)?.empty === false);
  for (const [name, part] of PARTS) {
    const there = parts.get(name);
    if (IN_PARALLEL.has(name)) {
      if (parallel && there?.empty !== false)
        yield { span: there?.heading ?? heading, data: { part, problem: 'alone' } };
    } else if (there?.empty === true) yield { span: there.heading, data: { part, problem: 'empty' } };
    else if (there === undefined && section !== null)
      yield { span: heading, data: { part, problem: 'missing' } };
  }
}
