import type { Document } from '../../types.ts';
import type { LinkView } from './masthead.ts';

/** One phase, kind or status in a list of them. */
export interface GroupView extends LinkView {
  /** Documents, versions counted singly. */
  readonly documents: number;
  /** Lineages. */
  readonly notes: number;
  readonly from: string | null;
  readonly to: string | null;
}

/** A group of documents told in one line: how many, and between which dates. */
export function groupView(text: string, href: string, documents: readonly Document[]): GroupView {
  const dates = documents.flatMap(({ date }) => (date === null ? [] : [date])).sort();
  return {
    text,
    href,
    documents: documents.length,
    notes: new Set(documents.map(({ id }) => id)).size,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
  };
}
