import { isLive } from '../../link/live.ts';
import { textIn, valueAt } from '../../read/json.ts';
import { nameOf } from '../../read/paths.ts';
import type { Amendment, Commit, Document, Edge, Graph, Mention, Rule } from '../../types.ts';
import { quoted, unquoted } from '../words.ts';
import { sectionWritten } from './edges.ts';
import { dayOf } from './overtaken.ts';

/**
 * A version was changed after the note that names it was written. Only in a note that still speaks, and that was
 * changed or dated after that: it had a chance to know. An entry that lists the content of today does know.
 */
export const amendedReference: Rule<{ section: string | null; name: string; date: string; oid: string }> = {
  id: 'ref/amended',
  severity: 'warning',
  message: ({ section, name, date, oid }) =>
    `${section === null ? '' : `${unquoted(section)} of `}${quoted(name)} was changed on ${date} (${unquoted(oid.slice(0, 7))}), after this note was written.`,
  help: ({ oid }) =>
    `Read what changed (git show ${unquoted(oid.slice(0, 7))}); if this note still holds, say so in a \`slop-ignore\` comment, else make a new version of it.`,
  *graph({ graph }) {
    for (const [path, edges] of graph.out) {
      const from = graph.byPath.get(path);
      if (from === undefined || !isLive(from, graph)) continue;
      const owners = new Set(
        edges.map(({ mention: { target } }) => (target.type === 'section' ? target.of : null)),
      );
      for (const [index, edge] of edges.entries()) {
        const { target, span } = edge.mention;
        // "plan v0.1 §2" names the section, not the whole plan.
        if (owners.has(index)) continue;
        const amendment = amendmentOf(edge, graph);
        const last = amendment?.changes.at(-1)?.commit;
        if (amendment === undefined || last === undefined || !isLater(from, last, graph)) continue;
        if (listsContent(from, edge.mention, amendment.path, graph)) continue;
        const name = nameOf(amendment.path);
        const section = target.type === 'section' ? sectionWritten(target) : null;
        yield { path, span, data: { section, name, date: last.date.slice(0, 10), oid: last.oid } };
      }
    }
  },
};

function amendmentOf(
  { state, to }: Edge,
  { ledger }: Graph,
): (Amendment & { readonly path: string }) | undefined {
  if (state !== 'amended' || (to?.type !== 'document' && to?.type !== 'section')) return undefined;
  const amendment = ledger.amendments?.of.get(to.path);
  return amendment && { ...amendment, path: to.path };
}

/** The blob id of a document, or its beginning. */
const OID = /\b[0-9a-f]{7,64}\b/gi;

/**
 * True for a mention with the content beside it that Git has now: in an entry `{ document: …, oid: … }` or a row of a
 * table.
 */
function listsContent(
  { draft }: Document,
  { field, sentence }: Mention,
  path: string,
  { ledger: { record } }: Graph,
): boolean {
  const entry = field?.endsWith('/document') ? field.slice(0, -'/document'.length) : null;
  const beside = entry === null ? sentence : textIn(valueAt(draft?.head ?? {}, `${entry}/oid`));
  const now = record?.paths.get(path)?.texts?.at(-1)?.oid;
  return (beside?.match(OID) ?? []).some((oid) => now?.startsWith(oid.toLowerCase()));
}

/** True when the note has a later date than the commit, or was itself committed again after it. */
function isLater(from: Document, { date }: Commit, graph: Graph): boolean {
  const day = dayOf(from, graph);
  const again = graph.ledger.record?.paths.get(from.path)?.texts?.at(-1)?.commit.date;
  return (
    (day !== null && day > date.slice(0, 10)) || (again !== undefined && Date.parse(again) > Date.parse(date))
  );
}
