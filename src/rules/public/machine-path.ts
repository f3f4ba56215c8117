import type { Rule } from '../../types.ts';
import { examplesOf, found } from '../found.ts';
import { quoted } from '../words.ts';

/** Not preceded by what would make it the middle of a web address, a route or a longer name. */
const BEFORE = String.raw`(?<![\w./\\~-])(?:file://)?`;
const REST = String.raw`[^\s"'\x60<>|*()\[\]{},;]*`;
/** Names that stand for whoever reads, and the account of hosted build machines. */
const NOBODY = String.raw`(?!(?:you|username|your-?name|runner|Shared|Public)(?![\w-]))`;
const NAME = String.raw`${NOBODY}[\p{L}\p{N}_][\p{L}\p{N}_.-]*`;

/** `/home/x` alone is as often a route of a web application, so there a second part is asked for. */
export const MACHINE_PATH = new RegExp(
  [
    `${BEFORE}/Users/${NAME}(?:/${REST})?`,
    `${BEFORE}/home/${NAME}/${REST}`,
    String.raw`(?<![\w/])(?:file:///)?[A-Za-z]:[\\/]Users[\\/]${NAME}(?:[\\/]${REST})?`,
  ].join('|'),
  'gu',
);

/** Looks into code as well: commands and kickoff prompts are where such paths stand. */
export const machinePath: Rule<{ path: string }> = {
  id: 'public/machine-path',
  severity: 'warning',
  message: ({ path }) => `${quoted(path)} is a path of one person's machine in a public record.`,
  help: () => 'Name the repository and the path inside it, or write `~/…`.',
  *note({ config, draft, text }) {
    if (!config.public) return;
    for (const { span, match } of found(text, MACHINE_PATH, examplesOf(draft))) {
      const path = match[0].replace(/[.:!?]+$/, '');
      yield { span: { start: span.start, end: span.start + path.length }, data: { path } };
    }
  },
};
