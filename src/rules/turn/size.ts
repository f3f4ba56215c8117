import type { Rule } from '../../types.ts';
import { contractsOf } from './contracts.ts';

/** Counts the bytes of all parts together. */
export const turnSize: Rule<{ bytes: number; most: number }> = {
  id: 'turn/size',
  severity: 'error',
  message: ({ bytes, most }) => `The contract has ${bytes} bytes, and slop.yaml lets a message have ${most}.`,
  help: () => 'Name what is to be read under reading: in the head, and leave its text out.',
  *note(view) {
    const most = view.config.lanes.longest;
    for (const { parts, heading } of contractsOf(view)) {
      let bytes = 0;
      for (const { sent } of parts.values()) bytes += Buffer.byteLength(sent);
      if (bytes > most) yield { span: heading, data: { bytes, most } };
    }
  },
};
