import type { Document } from '../../types.ts';
import type { PlanView } from '../view.ts';
import { type HandoffParts, referenceTo } from './handed.ts';
import { onOneLine } from './on-one-line.ts';

/** A contract in plain words: the session that gets it knows the work, and not how it is organised. */
export function promptText(
  { graph }: PlanView,
  { turns, baselines }: HandoffParts,
  first: Document | undefined,
): string {
  const last = turns.at(-1);
  const anchor = first === undefined ? 'the note that is named first' : referenceTo(first);
  const verdict = last?.review?.verdict ?? null;
  const left = verdict === null || verdict === 'accepted' ? null : (last?.review?.why ?? null);
  const probes = baselines.flatMap(({ probe, receipt }) => (receipt === null ? [] : [probe]));
  const known = graph.byPath.get(last?.path ?? '');
  return [
    'Turn kind: resume',
    '',
    `Context snapshot: ${known === undefined ? 'the work' : `"${known.title}"`} was asked for last, and ${verdictWords(verdict)}.`,
    '',
    `Contract anchor: ${anchor} defines the work.`,
    '',
    `This turn only: ${left === null ? 'read what is listed, measure the baselines again, and say where they differ and what is left to do. Change no file.' : `mend what the review found: ${onOneLine(left)}`}`,
    '',
    `Expected outcomes: ${left === null ? 'a list of differences, and a list of what is left, each with the place in the text that asks for it.' : 'what the review found is mended, and nothing else is changed.'}`,
    '',
    'Evidence required:',
    ...(probes.length === 0
      ? ['- Manual check: the answer is held against the notes']
      : probes.map((probe) => `- \`${probe}\` is run again`)),
    '',
    'Disallowed shortcuts: no result from memory, no check left out, no number without the command that gave it.',
    '',
    'Stop boundary: stop behind that answer. Do not start new work yet.',
    '',
    'Reply contract: changed files, the exact commands with their results, and what remains in doubt.',
  ].join('\n');
}

function verdictWords(verdict: string | null): string {
  switch (verdict) {
    case null:
      return 'nobody has judged it yet';
    case 'accepted':
      return 'it was accepted';
    case 'correct':
      return 'it wants to be mended';
    default:
      return 'it went beyond what was asked, or elsewhere';
  }
}
