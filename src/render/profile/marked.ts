import type { Draft, Graph } from '../../types.ts';
import { meansPrivate } from '../../validate/identity.ts';

/** The key in a head that is no YAML as it stands. */
const WRITTEN = /^[ \t{]*["']?private["']?[ \t]*[:=][ \t]*["']?([^\s"',}]*)/gim;

/** A head in YAML or TOML, a comment before it or not. */
const HEAD = /(?<![\s\S])\s*(?:<!--[\s\S]*?-->\s*)?(?:---|\+\+\+)[^\n]*\n([\s\S]*?)^(?:---|\+\+\+|\.\.\.)/m;

/** Paths of the notes whose heads say `private`: what is wrong elsewhere in a head must not open its note. */
export async function markedPrivate(
  { documents }: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  for (const { path, draft } of documents) {
    if (draft === null) continue;
    if (saysPrivate(draft) || (await writesPrivate(draft, textOf))) marked.add(path);
  }
  return marked;
}

/** The key counts in any case, as its value does in any words. */
function saysPrivate({ head }: Draft): boolean {
  return Object.entries(head).some(
    ([key, value]) => key.toLowerCase() === 'private' && meansPrivate(String(value ?? '')),
  );
}

/** Whether a line up to the one that closes a head that is not read says it, or any line where none does. */
async function writesPrivate(
  { path, form, faults }: Draft,
  textOf: (path: string) => Promise<string>,
): Promise<boolean> {
  const isUnreadable = faults.some(({ rule }) => rule === 'head/unreadable' || rule === 'head/language');
  if (!isUnreadable && form !== 'none') return false;
  const text = await textOf(path);
  const head = HEAD.exec(text)?.[1] ?? (isUnreadable ? text : '');
  return [...head.matchAll(WRITTEN)].some(([, value = '']) => meansPrivate(value));
}
