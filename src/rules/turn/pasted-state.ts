import type { Rule } from '../../types.ts';
import { found } from '../found.ts';
import { quoted } from '../words.ts';
import { contractsOf, filledParts } from './contracts.ts';

/** What stands in the records of sessions and of lanes, and in no text that a person writes. */
const STATE = new RegExp(
  [
    String.raw`["'](?:session_?[iI]d|transcript_path|hook_event_name|runtime_dir|tmux_session|parentUuid|schemaVersion|developer_sessions|permission_mode|last_assistant_message)["']\s*:`,
    String.raw`^[ \t>]*\{"(?:type|schema|seq)"\s*:.*`,
  ].join('|'),
  'gm',
);

export const turnPastedState: Rule<{ words: string }> = {
  id: 'turn/pasted-state',
  severity: 'error',
  message: ({ words }) => `${quoted(words)} was pasted from the records of a session.`,
  help: () => 'Say in a sentence what the session needs to know of it.',
  *note(view) {
    for (const contract of contractsOf(view)) {
      for (const { sent, body } of filledParts(contract)) {
        for (const { span, match } of found(sent, STATE, [])) {
          const place = { start: body.start + span.start, end: body.start + span.end };
          yield { span: place, data: { words: match[0].trim() } };
          break;
        }
      }
    }
  },
};
