import type { Fault, Files, Json, Receipt, TestCounts, Tree } from '../types.ts';
import { isObject, objectFrom, textsIn } from './json.ts';

/** What the folders for receipts hold. */
interface FiledReceipts {
  readonly receipts: readonly Receipt[];
  readonly invalid: Tree['skipped'];
}

const INVALID: Fault = {
  rule: 'receipt/invalid',
  span: { start: 0, end: 0 },
  data: { reason: 'it cannot be read, or is not as schemas/receipt.json has it' },
};

/** Where receipts are filed, in a folder of the record. */
const FILED = /(?:^|\/)receipts\/[^/]+\.json$/;

/** The receipts that are filed in the record, in order of path; and what lies among them and is none. */
export async function readReceipts(files: Files, root: string, tree: Tree): Promise<FiledReceipts> {
  const paths = tree.files.map(({ path }) => path).filter((path) => FILED.test(path));
  const read = await Promise.all(
    paths.map(async (path) => {
      const bytes = await files.read(`${root}/${path}`).catch(() => null);
      return bytes === null ? null : receiptOf(path, new TextDecoder().decode(bytes));
    }),
  );
  return {
    receipts: read.filter((receipt) => receipt !== null),
    invalid: paths.filter((_, at) => read[at] === null).map((path) => ({ path, fault: INVALID })),
  };
}

/** Reads the text of a receipt, schemas/receipt.json; null when it is none. */
function receiptOf(path: string, text: string): Receipt | null {
  const said = objectFrom(text) ?? {};
  const { probe, repository, oid, clean, command, exitCode, digest, when, milliseconds, value, notes } = said;
  if (typeof probe !== 'string' || typeof repository !== 'string' || typeof digest !== 'string') return null;
  if (typeof when !== 'string' || Number.isNaN(Date.parse(when)) || said['schemaVersion'] !== 1) return null;
  return {
    path,
    probe,
    repository,
    oid: typeof oid === 'string' ? oid : null,
    clean: clean === true,
    command: textsIn(command),
    exitCode: typeof exitCode === 'number' ? exitCode : null,
    digest,
    when,
    milliseconds: typeof milliseconds === 'number' ? milliseconds : 0,
    counts: countsIn(said['counts']),
    value: typeof value === 'string' ? value : null,
    notes: textsIn(notes),
  };
}

function countsIn(value: Json | undefined): TestCounts | null {
  if (!isObject(value)) return null;
  const { passed, failed, skipped } = value;
  const count = (one: Json | undefined): number | null => (typeof one === 'number' ? one : null);
  return { passed: count(passed), failed: count(failed), skipped: count(skipped) };
}
