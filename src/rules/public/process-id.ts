import type { Rule } from '../../types.ts';
import { examplesOf, found } from '../found.ts';

/** `pid 90683`, `PID: 90683`, `process id 90683`; not `pid 1`, which is the same on every machine. */
const PROCESS = /(?<![\w-])(?:pids?|process ids?)["']?\s{0,3}[:=#]?\s{0,3}(\d{2,7})(?![\w.,]*\d)/gi;

export const processId: Rule<{ pid: string }> = {
  id: 'public/process-id',
  severity: 'warning',
  message: ({ pid }) =>
    `Process ${pid} says something of one machine at one moment only, in a public record.`,
  help: () => 'Say how to find it instead, for example `lsof -ti :8000`.',
  *note({ config, draft, text }) {
    if (!config.public) return;
    for (const { span, match } of found(text, PROCESS, examplesOf(draft))) {
      yield { span, data: { pid: match[1] ?? '' } };
    }
  },
};
