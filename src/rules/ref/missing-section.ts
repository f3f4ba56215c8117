import { placeWritten } from '../../link/elsewhere.ts';
import { pathOf } from '../../read/paths.ts';
import type { Edge, Rule } from '../../types.ts';
import { either, quoted, unquoted } from '../words.ts';
import { edgesOf, sectionWritten } from './edges.ts';

/** For `§` addresses, and for what a link to a note has after `#`. A document that is not there has a rule of its own. */
export const missingSection: Rule<{ address: string; document: string; nearest: readonly string[] }> = {
  id: 'ref/missing-section',
  severity: 'error',
  message: ({ address, document }) => `${quoted(document)} has no section ${unquoted(address)}.`,
  help: ({ address, nearest }) => {
    if (nearest.length > 0) return `Write ${either(nearest)}.`;
    if (!address.startsWith('#')) return 'Write the number or the words of one of its headings.';
    const anchor = /^#([\w.-]+)$/.exec(address)?.[1];
    const or = anchor === undefined ? '' : `, or put \`<a id="${anchor}"></a>\` where it should lead`;
    return `Write the anchor of one of its headings${or}.`;
  },
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'section', 'missing')) {
      if (isFound(edge)) yield { path, ...report(edge, sectionWritten(target)) };
    }
    for (const { path, edge, target } of edgesOf(graph, 'document', 'missing')) {
      if (target.anchor !== null && isFound(edge)) yield { path, ...report(edge, `#${target.anchor}`) };
    }
  },
};

/** True when the document was found, and is not a copy of one that lies elsewhere. */
function isFound({ to, facts }: Edge): boolean {
  return to !== null && !facts.includes('unverified');
}

function report({ mention, to, candidates }: Edge, address: string) {
  const document = to?.type === 'source' ? placeWritten(to) : (pathOf(to) ?? '');
  return { span: mention.span, data: { address, document, nearest: candidates } };
}
