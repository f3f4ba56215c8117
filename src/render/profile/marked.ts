import type { Draft, Graph } from '../../types.ts';

/** What a head may say of `private` without meaning it: any other word counts, a mistyped one too. */
const OPEN = /^(?:false|no|off|)$/i;

/** The key in a head that is no YAML as it stands. */
const WRITTEN = /^[\s{]*["']?private["']?[ \t]*:[ \t]*["']?([^\s"',}]*)/gim;

/** Paths of the notes whose heads say `private`: what is wrong elsewhere in a head must not open its note. */
export async function markedPrivate(
  { documents }: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  for (const { path, draft } of documents) {
    if (draft === null) continue;
    if (saysPrivate(draft) || (isUnreadable(draft) && writesPrivate(await textOf(path)))) marked.add(path);
  }
  return marked;
}

/** The key counts in any case, as its value does in any words. */
function saysPrivate({ head }: Draft): boolean {
  return Object.entries(head).some(
    ([key, value]) => key.toLowerCase() === 'private' && !OPEN.test(String(value ?? '').trim()),
  );
}

function isUnreadable({ faults }: Draft): boolean {
  return faults.some(({ rule }) => rule === 'head/unreadable' || rule === 'head/language');
}

/** Whether a line up to the one that closes the head says it, or any line where none does. */
function writesPrivate(text: string): boolean {
  const [, head = text] = /^\s*---[^\n]*\n([\s\S]*?)^(?:---|\.\.\.)/m.exec(text) ?? [];
  return [...head.matchAll(WRITTEN)].some(([, value = '']) => !OPEN.test(value));
}
