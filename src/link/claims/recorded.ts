import type { Statement } from '../../types.ts';
import { countsTold } from './baselines.ts';

/** What a note says, in a few words: `main at 771aacd`, `421 passed, 1 failed`. */
export function recordedWords(statement: Statement): string {
  switch (statement.type) {
    case 'unchanged': {
      const what = [statement.document, statement.section && `§${statement.section}`];
      return [...what.filter((word) => word !== null), 'as in', statement.since].join(' ');
    }
    case 'exists':
      if (statement.oid !== null)
        return `${statement.path} ${statement.since === undefined ? '' : 'amended '}at ${short(statement.oid)}`;
      return statement.branch === null ? statement.path : `${statement.path} on ${statement.branch}`;
    case 'head':
      return `${statement.branch ?? 'head'} at ${short(statement.oid)}`;
    case 'tag':
      return `${statement.tag} at ${short(statement.oid)}`;
    case 'baseline':
      return statement.value ?? (countsTold(statement) || `${statement.probe ?? ''} succeeds`);
    case 'count':
      return `${statement.is} ${statement.of}${statement.was === null ? '' : ` (was ${statement.was})`}`;
    case 'service':
      return `${statement.name ?? 'a service'} at port ${statement.port}`;
  }
}

function short(oid: string): string {
  return oid.slice(0, 7);
}
