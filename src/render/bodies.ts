import type { Document } from '../types.ts';
import { ahead, batchesOf } from './ahead.ts';
import { encoded, type MadeBody, renderBody } from './body.ts';
import { type BodyView, bodyOrder, documentBody } from './document-body.ts';
import { amendedAnchors, type FormerAnchors } from './former-anchors.ts';
import type { Change } from './pages/compare.ts';
import type { TextWords } from './search/words.ts';
import type { Site } from './site.ts';
import { targetHref } from './target.ts';
import { badgesOf, type ClaimView, claimsView } from './view/claims.ts';

/** A document with what its pages show of its text. */
export interface ReadDocument {
  readonly document: Document;
  readonly text: string;
  readonly claims: readonly ClaimView[];
  readonly body: BodyView;
  /** What its text is found by, where another thread gathered that. */
  readonly words?: TextWords;
}

/** A document of which the body waits for its page, as UTF-8. */
interface WaitingDocument extends Omit<ReadDocument, 'body'> {
  readonly at: string;
  readonly html: Uint8Array | null;
}

/** Documents for a thread at a time, and batches to make of few. */
const [BATCH, FEW] = [16, 8];

/** UTF-16 units of each document, which are nearly as many as its bytes: what `Pool.forNotes` is told of bodies. */
export function textSizes(documents: readonly Document[]): readonly number[] {
  return documents.map(({ draft }) => draft?.body.end ?? 0);
}

/** Every document of the site with its body, in order; other threads render some of them ahead. */
export async function* readDocuments(
  site: Site,
  changes: ReadonlyMap<string, Change>,
): AsyncGenerator<ReadDocument> {
  const { documents } = site.graph;
  const batches = batchesOf(documents, Math.min(BATCH, Math.ceil(documents.length / FEW) || 1));
  for await (const batch of ahead(batches, site.ahead, (batch) => readBatch(site, batch, changes)))
    for (const waiting of batch) yield withBody(site, waiting);
}

function withBody(site: Site, { at, html, ...read }: WaitingDocument): ReadDocument {
  const rendered = html && Buffer.from(html.buffer, html.byteOffset, html.byteLength).toString();
  return { body: documentBody(site, read.document, read.text, at, rendered), ...read };
}

async function readBatch(
  site: Site,
  documents: readonly Document[],
  changes: ReadonlyMap<string, Change>,
): Promise<readonly WaitingDocument[]> {
  const orders = await Promise.all(
    documents.map(async (document) => {
      const text = document.format === 'docx' ? '' : await site.textOf(document.path);
      const at = site.addresses.view.get(document.path) ?? '';
      const claims = claimsView(site, document, at);
      const more = { former: formerOf(site, document, changes), badges: badgesOf(claims) };
      return { document, text, at, claims, order: bodyOrder(site, document, text, at, more) };
    }),
  );
  const there = await site.elsewhere<MadeBody>(
    'bodies',
    orders.flatMap(({ order }) => order ?? []),
  );
  let next = 0;
  return orders.map(({ document, text, at, claims, order }) => {
    const hrefOfLink = (url: string, image: boolean): string | null =>
      targetHref(site, document.path, url, at, image ? 'raw' : 'view');
    const made = order === null ? null : there[next++];
    const html = order && (made?.html ?? encoded(renderBody(order, site, hrefOfLink)));
    const waiting = { document, text, at, claims, html };
    return made ? { words: made.words, ...waiting } : waiting;
  });
}

/** Anchors of earlier versions, and of what this one was before it was changed in place. */
function formerOf(
  { graph }: Site,
  { path, draft }: Document,
  changes: ReadonlyMap<string, Change>,
): FormerAnchors {
  const earlier = changes.get(path)?.former ?? new Map();
  const amendment = graph.ledger.amendments?.of.get(path);
  return amendment === undefined || draft === null
    ? earlier
    : amendedAnchors(amendment, draft.sections, earlier);
}
