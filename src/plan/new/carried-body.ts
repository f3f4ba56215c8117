import type { Claim, Document, Item, Json, JsonObject, Span } from '../../types.ts';
import { sectionIn } from '../absorb/sections.ts';
import type { PlanView } from '../view.ts';
import { isOpen } from './carried.ts';

const ENTRY = /^(?:\d+[.)]|[-*+])[ \t]+(.*?)[ \t]*\r?$/gm;

/**
 * What an older handoff says in its text and a newer one in its head: baselines and heads that it measured, options
 * and open items, and its reading order. Shaped as the lists of a head.
 */
export function fieldsInBody(view: PlanView, source: Document, text: string): JsonObject {
  const claims = view.graph.claims.get(source.path) ?? [];
  const items = [...view.graph.items.values()].filter(({ places }) =>
    places.some(({ path }) => path === source.path),
  );
  return {
    heads: unique(claims.flatMap(headIn)),
    baselines: unique(claims.flatMap(baselineIn)),
    options: items.flatMap(optionIn),
    items: items.flatMap(openItemIn),
    reading: readingIn(view, source, text),
  };
}

function headIn({ statement }: Claim): readonly JsonObject[] {
  if (statement.type !== 'head' || statement.repository === null) return [];
  const { repository, branch, oid } = statement;
  return [{ repository, ...(branch === null ? {} : { branch }), oid }];
}

function baselineIn({ statement }: Claim): readonly JsonObject[] {
  if (statement.type !== 'baseline' || statement.repository === null) return [];
  const { repository, ...said } = statement;
  const keys = ['name', 'passed', 'failed', 'skipped', 'value'] as const;
  const told = keys.flatMap((key) => (said[key] === null ? [] : [[key, said[key]] as const]));
  return [{ repository, ...Object.fromEntries(told) }];
}

/** The first of each repository and name or branch: what a note says again says no more. */
function unique(measured: readonly JsonObject[]): readonly JsonObject[] {
  const first = new Map<string, JsonObject>();
  for (const one of measured) {
    const key = `${one['repository']} ${one['name'] ?? one['branch'] ?? ''}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function optionIn({ id, sort, title, definition }: Item): readonly JsonObject[] {
  if (sort !== 'option') return [];
  const { decides, decided } = definition;
  return [
    {
      id: id.replace(/^Option /, ''),
      ...(title === null ? {} : { title }),
      ...(decides === null ? {} : { decides }),
      ...(decided === null ? {} : { decided }),
    },
  ];
}

function openItemIn({ id, sort, title, state, instances }: Item): readonly JsonObject[] {
  if (state === null || (sort !== 'decision' && sort !== 'candidate') || !isOpen({ state })) return [];
  return [{ id, ...(title === null ? {} : { title }), state, ...(instances === null ? {} : { instances }) }];
}

/** The entries of the list under "Reading order" that name a document, each with its words in parentheses. */
function readingIn(
  { graph, kinds }: PlanView,
  { path, draft, kind }: Document,
  text: string,
): readonly Json[] {
  const known = kinds.get(kind);
  const place = draft && known ? sectionIn(text, draft, known, 'Reading order') : null;
  if (place === null) return [];
  const { start, end } = place.content;
  return [...text.slice(start, end).matchAll(ENTRY)].flatMap((match) => {
    const line = { start: start + match.index, end: start + match.index + match[0].length };
    const inLine = (span: Span): boolean => span.start >= line.start && span.end <= line.end;
    const edges = (graph.out.get(path) ?? []).filter(({ mention }) => inLine(mention.span));
    const target = edges.map(({ mention }) => mention.target).find(({ type }) => type === 'document');
    if (target?.type !== 'document' || target.by === 'name') return [];
    const words = match[1] ?? '';
    const reason = /\(([^()§;]+)/.exec(words)?.[1]?.trim();
    return [
      {
        document: target.name,
        role: roleIn(words),
        ...(reason === undefined ? {} : { reason }),
      },
    ];
  });
}

function roleIn(words: string): string {
  if (/\bauthoritative\b/i.test(words)) return 'authoritative';
  if (/\bprecedent\b/i.test(words)) return 'precedent';
  return /\boptional\b/i.test(words) ? 'optional' : 'context';
}
