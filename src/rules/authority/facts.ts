import { COUNTS } from '../../link/claims/baselines.ts';
import { repositoryOn } from '../../link/repository-names.ts';
import { entriesAt, scalarAt } from '../../read/json.ts';
import type { Config, Document, Graph, Span, TestCounts } from '../../types.ts';

import { headPlace } from '../place.ts';

/** A value that a note gives for something that another note may give too. */
export interface StatedValue {
  /** What it is a value of: `baseline engine`, `head engine main`, `item P12-D1`, `count candidates`. */
  readonly of: string;
  readonly value: string;
  /** Commit at which it holds; null where none is said. */
  readonly oid: string | null;
  readonly span: Span;
  /** True for one that stands in a sentence or a table of the body. */
  readonly inProse: boolean;
}

/**
 * The baselines, branch heads, item states and counts that a note gives: those of its head, and of its body the
 * baselines and heads that neither the head gives nor another sentence gives otherwise.
 */
export function factsIn(document: Document, config: Pick<Config, 'repos'>): readonly StatedValue[] {
  const given = factsOfHead(document);
  const inProse = proseFacts(document, config).filter(
    ({ of }) => !given.some((one) => one.of === of || one.of.startsWith(`${of} `)),
  );
  const values = new Map<string, Set<string>>();
  for (const { of, value } of inProse) values.set(of, (values.get(of) ?? new Set()).add(value));
  const first = new Map(inProse.toReversed().map((fact) => [fact.of, fact]));
  return [...given, ...[...first.values()].filter(({ of }) => values.get(of)?.size === 1)];
}

/** The baselines and branch heads in sentences and tables. Words of a repository are those of the day of the note. */
export function proseFacts({ draft, date }: Document, config: Pick<Config, 'repos'>): readonly StatedValue[] {
  return (draft?.claims ?? []).flatMap(({ statement, span, field }): readonly StatedValue[] => {
    if (field !== null || (statement.type !== 'baseline' && statement.type !== 'head')) return [];
    const { type, oid, repository } = statement;
    const name = repository === null ? null : repositoryOn(repository, date, config);
    if (name === null) return [];
    const of = [type, name, type === 'head' ? statement.branch : statement.name].filter(Boolean).join(' ');
    const value = type === 'head' ? statement.oid : countsWritten(statement);
    return value === '' ? [] : [{ of, value, oid: type === 'head' ? null : oid, span, inProse: true }];
  });
}

/** `421 passed, 1 failed`; nothing of those that are none. */
function countsWritten(counts: Readonly<Record<keyof TestCounts, unknown>>): string {
  return COUNTS.flatMap((key) =>
    counts[key] === null || String(counts[key]) === '0' ? [] : [`${counts[key]} ${key}`],
  ).join(', ');
}

/** What the head gives as data. */
export function factsOfHead(document: Document): readonly StatedValue[] {
  const head = document.draft?.head ?? {};
  const fact = (of: string, value: string, oid: string | null, pointer: string): StatedValue => {
    return { of, value, oid, span: headPlace(document, pointer), inProse: false };
  };
  return [
    ...entriesAt(head, 'baselines').flatMap(([entry, pointer]) => {
      const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((key) => scalarAt(entry, key));
      const value = scalarAt(entry, 'value') ?? countsWritten({ passed, failed, skipped });
      const of = ['baseline', scalarAt(entry, 'repository'), scalarAt(entry, 'name')]
        .filter(Boolean)
        .join(' ');
      return value === '' ? [] : [fact(of, value, scalarAt(entry, 'oid'), pointer)];
    }),
    ...entriesAt(head, 'heads').flatMap(([entry, pointer]) => {
      const [repository, oid] = [scalarAt(entry, 'repository'), scalarAt(entry, 'oid')];
      const of = ['head', repository, scalarAt(entry, 'branch')].filter(Boolean).join(' ');
      return oid === null || repository === null ? [] : [fact(of, oid, null, pointer)];
    }),
    ...entriesAt(head, 'items').flatMap(([entry, pointer]) => {
      const [id, state] = [scalarAt(entry, 'id'), scalarAt(entry, 'state')];
      return id === null || state === null ? [] : [fact(`item ${id}`, state, null, pointer)];
    }),
    ...entriesAt(head, 'claims').flatMap(([entry, pointer]) => {
      const [of, is] = [scalarAt(entry, 'of'), scalarAt(entry, 'is')];
      return entry['type'] !== 'count' || of === null || is === null
        ? []
        : [fact(`count ${of}`, is, null, pointer)];
    }),
  ];
}

/** "421 pass" says nothing of those that failed. */
export function isPartOf(one: string, other: string): boolean {
  const [few, many] = one.length < other.length ? [one, other] : [other, one];
  const counts = many.split(', ');
  return few.split(', ').every((count) => counts.includes(count));
}

/** Equal, or one a short form of the other's hash. */
export function isSameValue(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return /^[0-9a-f]{4,64}$/i.test(short) && long.toLowerCase().startsWith(short.toLowerCase());
}

/** The notes that a note calls authoritative: under `authority`, or in its reading order. */
export function authoritiesOf({ path }: Document, { out, byPath }: Graph): readonly Document[] {
  return named(path, out, byPath, /^\/authority\/authoritative\/\d+$/, 'authoritative');
}

/** The notes that it says only orient. */
export function orientingOf({ path }: Document, { out, byPath }: Graph): readonly Document[] {
  return named(path, out, byPath, /^\/authority\/orients\/\d+$/, null);
}

function named(
  path: string,
  out: Graph['out'],
  byPath: Graph['byPath'],
  field: RegExp,
  role: string | null,
): readonly Document[] {
  const head = byPath.get(path)?.draft?.head ?? {};
  const weighty = entriesAt(head, 'reading').flatMap(([entry, pointer]) =>
    role !== null && entry['role'] === role ? [pointer] : [],
  );
  const found = (out.get(path) ?? []).flatMap(({ mention, to }) => {
    const at = mention.field ?? '';
    const isNamed = field.test(at) || weighty.some((pointer) => at === `${pointer}/document`);
    const document = isNamed && to?.type === 'document' ? byPath.get(to.path) : undefined;
    return document === undefined ? [] : [document];
  });
  return [...new Set(found)];
}
