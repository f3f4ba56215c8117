import { textIn } from '../read/json.ts';
import { pathOf } from '../read/paths.ts';
import type { Claim, Document, Edge, Graph, Json, JsonObject } from '../types.ts';
import { documentAt } from './elsewhere.ts';

/** One thing that a note gives to read. */
export interface ReadingEntry {
  /** As its head has it. */
  readonly name: string;
  /** Of the record's document; null for what is not in the record. */
  readonly path: string | null;
  readonly role: string | null;
  readonly reason: string | null;
  /** Whether it is there at its pin; `unknown` where that cannot be told. */
  readonly state: 'there' | 'missing' | 'unknown';
  /** Words of its body; null for what is no note, and for one of another repository whose content is not here. */
  readonly words: number | null;
}

/** A reading order with its size. */
export interface ReadingOrder {
  readonly entries: readonly ReadingEntry[];
  /** Of the entries whose size is known. */
  readonly words: number;
  /** What a language model reads them as, at four tokens for three words of English. */
  readonly tokens: number;
}

/** The reading order of a note, in the order of its head; null for a note without one. */
export function readingOrder(note: Document, graph: Graph): ReadingOrder | null {
  const { out, claims, byPath } = graph;
  const listed = note.draft?.head['reading'];
  if (!Array.isArray(listed) || listed.length === 0) return null;
  const entries = listed.map((entry: Json, index): ReadingEntry => {
    const field = `/reading/${index}`;
    const edge = (out.get(note.path) ?? []).find(
      ({ mention }) =>
        mention.target.type === 'document' &&
        [field, `${field}/document`, `${field}/path`].includes(mention.field ?? ''),
    );
    const pin = (claims.get(note.path) ?? []).find((claim) => claim.field === field);
    const to = edge?.to ?? null;
    const path = pathOf(to);
    const document = to?.type === 'source' ? documentAt(graph, to) : byPath.get(path ?? '');
    const said: JsonObject =
      typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? (entry as JsonObject) : {};
    return {
      name: typeof entry === 'string' ? entry : (textIn(said['document']) ?? textIn(said['path']) ?? ''),
      path,
      role: textIn(said['role']),
      reason: textIn(said['reason']),
      state: stateOf(edge, pin),
      words: document?.draft?.words ?? null,
    };
  });
  const words = entries.reduce((sum, entry) => sum + (entry.words ?? 0), 0);
  return { entries, words, tokens: Math.ceil((words * 4) / 3) };
}

function stateOf(edge: Edge | undefined, pin: Claim | undefined): ReadingEntry['state'] {
  if (pin !== undefined && pin.state !== 'asserted')
    return pin.state === 'contradicted' ? 'missing' : 'there';
  if (edge === undefined || edge.state === 'unverified' || edge.state === 'ambiguous') return 'unknown';
  return edge.state === 'missing' ? 'missing' : 'there';
}
