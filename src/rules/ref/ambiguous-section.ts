import { isHeadingText } from '../../link/sections.ts';
import { nameVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Rule } from '../../types.ts';
import { joined, quoted, unquoted } from '../words.ts';
import { edgesOf } from './edges.ts';

/** Documents that are worth reading in one sentence. */
const MOST_SHOWN = 3;

/** Where the document is ambiguous, that alone is told; and nothing where this note alone has such a section. */
export const ambiguousSection: Rule<{
  address: string;
  here: boolean;
  candidates: readonly string[];
  /** True where it is known whose it would be, and no heading of that fits. */
  owned: boolean;
}> = {
  id: 'ref/ambiguous-section',
  severity: 'info',
  message: ({ address, here, candidates, owned }) => {
    if (owned)
      return `No heading of ${joined(candidates.map(quoted), 'or')} is what "${unquoted(address)}" begins with.`;
    const fitting = joined([...(here ? ['this note'] : []), ...candidates.map(quoted)], 'or');
    return `It is not said whose section §${unquoted(address)} is${fitting === '' ? '' : `; it may be that of ${fitting}`}.`;
  },
  help: ({ address, here, candidates: [first], owned }) => {
    if (owned)
      return 'Write the words of one of its headings, between quotes where others follow, or its number.';
    return `Name the document before it${first === undefined ? '' : exampleOf(first, address)}${here ? `, or write "§${unquoted(address)} above" for the section of this note` : ''}.`;
  },
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'section', 'ambiguous')) {
      const owner = typeof target.of === 'number' ? graph.out.get(path)?.[target.of] : undefined;
      if (owner?.state === 'ambiguous') continue;
      if (edge.candidates.length === 1 && edge.candidates[0] === path) continue;
      const candidates = edge.candidates.filter((candidate) => candidate !== path).slice(0, MOST_SHOWN);
      const here = edge.candidates.includes(path);
      const owned = (owner?.to ?? null) !== null && isHeadingText(target.address);
      const data = { address: target.address, here, candidates, owned };
      yield { path, span: edge.mention.span, data };
    }
  },
};

/** A name without a version means a document only where a link leads there, and no name has a space. */
function exampleOf(path: string, address: string): string {
  const name = nameOf(path);
  return nameVersion(name).version === null || /\s/.test(name)
    ? `, by a Markdown link to ${quoted(path)}`
    : `, for example ${quoted(`${name} §${unquoted(address)}`)}`;
}
