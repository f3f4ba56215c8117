import type { Document, Graph } from '../../types.ts';
import { textAt } from '../../validate/identity.ts';
import { entriesAt } from '../../validate/json.ts';

/** A value that the head of a note gives for something that another note may give too. */
export interface HeadFact {
  /** What it is a value of: `baseline engine`, `head engine main`, `item P12-D1`, `count candidates`. */
  readonly of: string;
  readonly value: string;
  /** Commit at which it holds; null where none is said. */
  readonly oid: string | null;
  /** JSON pointer of the entry. */
  readonly pointer: string;
}

/** The baselines, branch heads, item states and counts that a head gives. */
export function factsIn({ draft }: Document): readonly HeadFact[] {
  const head = draft?.head ?? {};
  return [
    ...entriesAt(head, 'baselines').flatMap(([entry, pointer]) => {
      const counts = ['passed', 'failed', 'skipped'].flatMap((key) =>
        textAt(entry, key) === null ? [] : [`${textAt(entry, key)} ${key}`],
      );
      const value = textAt(entry, 'value') ?? counts.filter((count) => !count.startsWith('0 ')).join(', ');
      const of = ['baseline', textAt(entry, 'repository'), textAt(entry, 'name')].filter(Boolean).join(' ');
      return value === '' ? [] : [{ of, value, oid: textAt(entry, 'oid'), pointer }];
    }),
    ...entriesAt(head, 'heads').flatMap(([entry, pointer]) => {
      const [repository, oid] = [textAt(entry, 'repository'), textAt(entry, 'oid')];
      const of = ['head', repository, textAt(entry, 'branch')].filter(Boolean).join(' ');
      return oid === null || repository === null ? [] : [{ of, value: oid, oid: null, pointer }];
    }),
    ...entriesAt(head, 'items').flatMap(([entry, pointer]) => {
      const [id, state] = [textAt(entry, 'id'), textAt(entry, 'state')];
      return id === null || state === null ? [] : [{ of: `item ${id}`, value: state, oid: null, pointer }];
    }),
    ...entriesAt(head, 'claims').flatMap(([entry, pointer]) => {
      const [of, is] = [textAt(entry, 'of'), textAt(entry, 'is')];
      return entry['type'] !== 'count' || of === null || is === null
        ? []
        : [{ of: `count ${of}`, value: is, oid: null, pointer }];
    }),
  ];
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
