import type { Compiled } from '../../compile.ts';
import { blobId } from '../../read/blob.ts';
import type { NewerNote } from '../../render/on-demand.ts';
import type { Document, Finding } from '../../types.ts';

/** Texts that are kept. */
const MOST = 64;

/**
 * The record, putting texts that are read of it into `texts`: the last ones, as far as they are those that were compiled.
 * Of a file that has gone since, as on a switch of branches, the text is the one that was put there.
 */
export function keepingTexts(compiled: Compiled, texts: Map<string, string>): Compiled {
  const textOf = async (path: string): Promise<string> => {
    const isCompiled = (one: string) => blobId(one) === compiled.graph.byPath.get(path)?.draft?.oid;
    const text = await compiled.textOf(path);
    if (!isCompiled(text)) {
      const before = texts.get(path) ?? '';
      return text === '' && isCompiled(before) ? before : text;
    }
    texts.delete(path);
    texts.set(path, text);
    const [oldest] = texts.keys();
    if (texts.size > MOST && oldest !== undefined) texts.delete(oldest);
    return text;
  };
  return { ...compiled, textOf };
}

/**
 * A newer text of one note as its own pages show it, without a look at the others: null where it may mean something
 * else to them, because its head or its headings are not those of before. What was found in it before stays found,
 * in its new place, but for what stood where the text was changed.
 */
export function newerNote(
  { graph, findings, relink }: Compiled,
  document: Document,
  before: string,
  after: string,
): NewerNote | null {
  const known = graph.byPath.get(document.path);
  if (known === undefined || standing(known) !== standing(document)) return null;
  if (blobId(before) !== known.draft?.oid || blobId(after) !== document.draft?.oid) return null;
  const own = findings.filter(({ path }) => path === document.path);
  return { document, ...relink(document), findings: own.flatMap((finding) => moved(finding, before, after)) };
}

/** What other notes may lean on. */
function standing({ draft, note, faults: _, ...told }: Document): string {
  const sections = draft?.sections.map(({ depth, number, slug, title }) => [depth, number, slug, title]);
  return JSON.stringify([told, draft?.head, draft?.opaque, sections, note === null]);
}

function moved(finding: Finding, before: string, after: string): readonly Finding[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const { span } = finding;
  if (span.end <= start) return [finding];
  if (span.start < before.length - end) return [];
  const by = after.length - before.length;
  return [{ ...finding, span: { start: span.start + by, end: span.end + by } }];
}
