import type { Rule } from '../../types.ts';
import { found } from '../found.ts';
import { quoted } from '../words.ts';
import { contractsOf, documentNames, filledParts } from './contracts.ts';

const REST = String.raw`[^\s"'\x60<>|*()\[\]{},;]*`;
const OUTSIDE = new RegExp(
  [
    String.raw`(?<![\w./\\-])\.\.[/\\]${REST}`,
    String.raw`(?<![\w./\\-])~/${REST}`,
    String.raw`(?<![\w./:\\~-])/(?:home|Users|root|tmp|var|etc|opt|usr|mnt|private|srv|Volumes)/${REST}`,
    String.raw`(?<![\w/])[A-Za-z]:[\\/]${REST}`,
    String.raw`\bfile://${REST}`,
    String.raw`\$(?:HOME|PWD|TMPDIR)\b${REST}`,
  ].join('|'),
  'g',
);

/** A link that leads on within the record is rewritten for the message, and is no such path. */
export const turnOutsidePath: Rule<{ path: string }> = {
  id: 'turn/outside-path',
  severity: 'error',
  message: ({ path }) => `${quoted(path)} lies outside of the repository that the session works in.`,
  help: () => 'Write in the contract what that file says, and leave the path out.',
  *note(view) {
    const links = documentNames(view.draft);
    for (const contract of contractsOf(view)) {
      for (const { sent, body } of filledParts(contract)) {
        for (const { span, match } of found(sent, OUTSIDE, [])) {
          const path = match[0].replace(/[.:!?]+$/, '');
          const place = { start: body.start + span.start, end: body.start + span.start + path.length };
          const linked = links.some(({ start, end }) => start <= place.start && place.end <= end);
          if (!linked) yield { span: place, data: { path } };
        }
      }
    }
  },
};
