import { counted } from '../../parse/in-threes.ts';
import type { Edge, EdgeState } from '../../types.ts';

/** A state of mentions that a page shows, told in words beside the mark it has. */
interface MarkView {
  readonly state: EdgeState;
  readonly words: string;
  readonly count: string;
}

/** What each state says, as a tooltip and in the key below a note. */
export const STATE_WORDS: Readonly<Record<EdgeState, string>> = {
  missing: 'Not found in the record',
  ambiguous: 'May mean more than one thing',
  unverified: 'Not verified',
  planned: 'Planned, not yet written',
  amended: 'Changed since this was written',
  superseded: 'Superseded',
  outdated: 'A newer version exists',
  archived: 'Archived',
  ok: '',
};

/** The states among a note's mentions that call for a mark, worst first, with how often each stands there. */
export function marksView(edges: readonly Edge[]): readonly MarkView[] {
  const counts = new Map<EdgeState, number>();
  for (const { state } of edges) counts.set(state, (counts.get(state) ?? 0) + 1);
  return (Object.keys(STATE_WORDS) as EdgeState[]).flatMap((state) => {
    const found = counts.get(state) ?? 0;
    if (found === 0 || state === 'ok') return [];
    return [{ state, words: STATE_WORDS[state], count: counted(found, 'mention') }];
  });
}
