import type { Rule } from '../../types.ts';
import { codePoint, joined } from '../words.ts';
import { contractsOf } from './contracts.ts';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** What only hides is told by `text/hidden-characters`; these may be taken for keys where a terminal carries them. */
export const turnControlCharacters: Rule<{ characters: readonly string[]; count: number }> = {
  id: 'turn/control-characters',
  severity: 'error',
  message: ({ characters, count }) =>
    `The part holds ${count === 1 ? 'a control character' : `${count} control characters`}: ${joined([...characters], 'and')}.`,
  help: () => 'Delete them, or write their names: slop takes them out of what it sends.',
  *note(view) {
    for (const { parts } of contractsOf(view)) {
      for (const { body } of parts.values()) {
        const found = [...view.text.slice(body.start, body.end).matchAll(CONTROL)];
        const [first] = found;
        if (first === undefined) continue;
        const start = body.start + first.index;
        const characters = [...new Set(found.map(([character]) => codePoint(character)))].sort();
        yield { span: { start, end: start + 1 }, data: { characters, count: found.length } };
      }
    }
  },
};
