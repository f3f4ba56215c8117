import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';
import { hashReading } from './commits.ts';
import { edgesOf } from './edges.ts';

/** Not where the words say that an object is meant: "tag object cf24958". */
export const notACommit: Rule<{ hash: string; kind: string; commit: string | null }> = {
  id: 'ref/not-a-commit',
  severity: 'warning',
  message: ({ hash, kind, commit }) =>
    `${unquoted(hash)} is a ${kind} object and no commit${commit === null ? '' : `; the tag is at commit ${commit}`}.`,
  help: ({ hash, commit }) =>
    commit === null
      ? `Write the hash of a commit, or say that ${unquoted(hash)} is an object.`
      : `Write ${commit}, or "tag object ${unquoted(hash)}".`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'commit')) {
      const { to, mention } = edge;
      if (to?.type !== 'object' || to.kind === 'commit' || target.as === 'object') continue;
      const reading = hashReading(graph, edge);
      const whole = reading?.type === 'object' ? reading.commit : null;
      const commit = whole === null ? null : whole.slice(0, Math.max(7, target.hash.length));
      const data = { hash: target.hash, kind: to.kind, commit };
      if (commit === null) yield { path, span: mention.span, data };
      else {
        const edits = [{ path, span: mention.span, text: commit }];
        yield {
          path,
          span: mention.span,
          data,
          fix: { title: 'Name the commit of the tag', edits, safe: false },
        };
      }
    }
  },
};
