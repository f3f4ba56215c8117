import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { anchorEdges, openTurns, targetName } from './anchors.ts';
import { contractsOf, filledParts, whatIsNamed } from './contracts.ts';

type State = 'nothing' | 'planned' | 'ambiguous';

const WORDS: Readonly<Record<State, (name: string) => string>> = {
  nothing: () => 'The contract anchor names no document, section, item or commit.',
  planned: (name) => `The contract is anchored in ${name}, which is still to be written.`,
  ambiguous: (name) => `The contract is anchored in ${name}, which may mean more than one thing.`,
};

/** What is not there at all is told by the rules about mentions. */
export const turnAnchor: Rule<{ state: State; name: string }> = {
  id: 'turn/anchor',
  severity: 'error',
  message: ({ state, name }) => WORDS[state](quoted(name)),
  help: ({ state }) =>
    state === 'nothing'
      ? 'Name the section of the plan, the decision or the finding that defines the work.'
      : 'Name what is in the record now, with its section.',
  *note(view) {
    for (const contract of contractsOf(view)) {
      if (!contract.ready) continue;
      for (const part of filledParts(contract, ['anchor'])) {
        if (whatIsNamed(part, view.draft) === 'nothing')
          yield { span: part.heading, data: { state: 'nothing', name: '' } };
      }
    }
  },
  *graph({ graph }) {
    for (const document of openTurns(graph)) {
      for (const edge of anchorEdges(document, graph)) {
        const { state, mention } = edge;
        if (state === 'planned' || state === 'ambiguous')
          yield { path: document.path, span: mention.span, data: { state, name: targetName(edge) } };
      }
    }
  },
};
