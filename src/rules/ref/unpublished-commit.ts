import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';
import { hashReading } from './commits.ts';
import { edgesOf } from './edges.ts';

/** A commit that is in the clone on this machine, and that nobody else can see. */
export const unpublishedCommit: Rule<{ hash: string; repository: string; replacement: string | null }> = {
  id: 'ref/unpublished-commit',
  severity: 'error',
  message: ({ hash, repository }) =>
    `No published branch or tag of ${unquoted(repository)} leads to the commit ${unquoted(hash)}.`,
  help: ({ replacement }) =>
    replacement === null
      ? 'Push the branch that holds it; if it was squashed or rebased away, write the commit that took its place.'
      : `Write ${replacement}, which is published and makes the same change.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'commit')) {
      const { to, mention } = edge;
      if (to?.type !== 'object' || to.kind !== 'commit' || to.published !== false) continue;
      const reading = hashReading(graph, edge);
      const whole = reading?.type === 'object' ? reading.replacement : null;
      const replacement = whole === null ? null : whole.slice(0, Math.max(7, target.hash.length));
      const data = { hash: target.hash, repository: to.repository, replacement };
      if (replacement === null) yield { path, span: mention.span, data };
      else {
        const edits = [{ path, span: mention.span, text: replacement }];
        yield {
          path,
          span: mention.span,
          data,
          fix: { title: 'Name the published commit that makes the same change', edits, safe: false },
        };
      }
    }
  },
};
