import type { Document } from '../types.ts';
import type { NamedCommit } from './named-commits.ts';
import { natural, plain } from './order.ts';

/** What stands on a time axis. */
export type EventType = 'note' | 'halt' | 'decision' | 'commit' | 'tag';

/** One thing that happened on a day: a version of a note, or a commit or tag that notes name. */
export interface RecordEvent {
  readonly type: EventType;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly document: Document | null;
  readonly named: NamedCommit | null;
}

/** Documents and commits that have a day, earliest first; of a twin only the Markdown. */
export function eventsOf(
  documents: readonly Document[],
  named: Iterable<NamedCommit>,
): readonly RecordEvent[] {
  const seen = new Set<string>();
  const events: RecordEvent[] = [];
  for (const document of documents) {
    const { date, path } = document;
    const stem = path.replace(/\.(?:md|html|docx)$/, '');
    if (date === null || seen.has(stem)) continue;
    seen.add(stem);
    events.push({ type: typeOf(document), date, document, named: null });
  }
  for (const one of named) {
    if (one.date !== null) events.push({ type: one.type, date: one.date, document: null, named: one });
  }
  return events.sort(
    (left, right) =>
      plain(left.date, right.date) ||
      plain(left.named?.commit?.date ?? '', right.named?.commit?.date ?? '') ||
      natural(keyOf(left), keyOf(right)),
  );
}

function typeOf({ kind }: Document): EventType {
  if (kind === 'halt-note') return 'halt';
  return kind === 'decision' ? 'decision' : 'note';
}

function keyOf({ document, named }: RecordEvent): string {
  return document?.path ?? `${named?.repository} ${named?.name}`;
}
