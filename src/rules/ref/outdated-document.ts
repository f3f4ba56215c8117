import { formatVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Rule } from '../../types.ts';
import { quoted, unquoted } from '../words.ts';
import { overtaken } from './overtaken.ts';

export const outdatedDocument: Rule<{ name: string; version: string; newest: string }> = {
  id: 'ref/outdated-document',
  severity: 'warning',
  message: ({ name, version }) =>
    `${quoted(name)} was overtaken by version ${version} before this note was written.`,
  help: ({ newest }) =>
    `Name \`${unquoted(newest)}\`; if the older one is meant, say why in a \`slop-ignore\` comment.`,
  *graph({ graph }) {
    for (const { path, edge, older } of overtaken(graph, 'outdated')) {
      const current = graph.lineages.get(older.id)?.current ?? older;
      const newest = nameOf(current.path);
      const version = current.version === null ? newest : formatVersion(current.version);
      yield { path, span: edge.mention.span, data: { name: nameOf(older.path), version, newest } };
    }
  },
};
