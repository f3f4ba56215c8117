import { literal } from '../../parse/literal.ts';
import type { Config, Rule } from '../../types.ts';
import { found } from '../found.ts';
import { quoted, unquoted } from '../words.ts';
import { contractsOf, documentNames, filledParts } from './contracts.ts';

/** A lane that is called after its slot, such as `develop-1`, is a word of the workflow by itself. */
const SLOT = /-\d+$/;

/** Each word once in a contract. The name of a document is a name, whatever words it has. */
export const turnJargon: Rule<{ word: string }> = {
  id: 'turn/jargon',
  severity: 'error',
  message: ({ word }) => `${quoted(word)} is a word of the workflow, and means nothing to the session.`,
  help: ({ word }) => `Say in plain words what is meant by ${unquoted(word)}.`,
  *note(view) {
    const pattern = jargonOf(view.config);
    if (pattern === null) return;
    const names = documentNames(view.draft);
    for (const contract of contractsOf(view)) {
      const told = new Set<string>();
      for (const { sent, body } of filledParts(contract)) {
        for (const { span, match } of found(sent, pattern, [])) {
          const word = match[0];
          const place = { start: body.start + span.start, end: body.start + span.end };
          if (names.some(({ start, end }) => start <= place.start && place.end <= end)) continue;
          if (told.has(word.toLowerCase())) continue;
          told.add(word.toLowerCase());
          yield { span: place, data: { word } };
        }
      }
    }
  },
};

function jargonOf({ lanes: { jargon, declared } }: Config): RegExp | null {
  const slots = declared.flatMap(({ name, slot }) => [name, slot]).filter((name) => SLOT.test(name));
  const words = [...new Set([...jargon, ...slots])].sort((a, b) => b.length - a.length);
  if (words.length === 0) return null;
  const escaped = words.map((word) => literal(word).replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
}
