import { nameVersion } from '../../parse/version.ts';
import { folderOf, nameOf, pathOf, relativeTo } from '../../read/paths.ts';
import type { Edit, Graph, Span } from '../../types.ts';
import type { Moves } from './places.ts';

/**
 * The edits that make a note's mentions lead to where things are after the moves: file names, relative links (those
 * of a note that moves itself, too) and ids that came from a file name. Nothing else of a mention is touched.
 */
export function mentionEdits(text: string, path: string, graph: Graph, moves: Moves): readonly Edit[] {
  const here = folderOf(moves.get(path) ?? path);
  return (graph.out.get(path) ?? []).flatMap((edge): readonly Edit[] => {
    const { target, span } = edge.mention;
    const to = pathOf(edge.to);
    if (to === null || (target.type !== 'document' && target.type !== 'file')) return [];
    const now = moves.get(to);
    const written = text.slice(span.start, span.end);
    if (target.type === 'file' || target.by === 'link') {
      const url = target.type === 'file' ? target.path : target.name;
      if (now === undefined && (!moves.has(path) || url.startsWith('/') || here === folderOf(path)))
        return [];
      return linkEdits(path, written, span, url, to, now ?? to, here);
    }
    if (now === undefined) return [];
    const [oldName, newName] = [nameOf(to), nameOf(now)];
    if (written.includes(oldName)) return namedEdits(path, written, span, to, now);
    const [oldId, newId] = [nameVersion(oldName).stem, nameVersion(newName).stem];
    const hadOwnId = graph.byPath.get(to)?.draft?.head['id'] !== undefined;
    if (hadOwnId || oldId === newId) return [];
    return replaced(path, written, span, oldId, newId);
  });
}

/** A file name, with as many folders before it as were written. */
function namedEdits(path: string, written: string, span: Span, old: string, now: string): readonly Edit[] {
  const name = nameOf(old);
  const at = written.lastIndexOf(name);
  const folders = /(?:[^\s/()[\]"'`]+\/)*$/.exec(written.slice(0, at))?.[0] ?? '';
  const parts = folders.split('/').length - 1;
  const fits = folders !== '' && `/${old}`.endsWith(`/${folders}${name}`);
  const text = fits
    ? now
        .split('/')
        .slice(-parts - 1)
        .join('/')
    : nameOf(now);
  const start = span.start + at - (fits ? folders.length : 0);
  return [{ path, span: { start, end: span.start + at + name.length }, text }];
}

/** The address of a link, and the file name where its text shows it. */
function linkEdits(
  path: string,
  written: string,
  span: Span,
  url: string,
  old: string,
  now: string,
  here: string,
): readonly Edit[] {
  const at = written.lastIndexOf(url);
  if (at < 0 || url === '') return [];
  const fresh = url.startsWith('/') ? `/${now}` : relativeTo(here, now);
  const prefix = url.startsWith('./') && !fresh.startsWith('..') ? './' : '';
  const address = {
    path,
    span: { start: span.start + at, end: span.start + at + url.length },
    text: prefix + fresh,
  };
  const shown = replaced(path, written.slice(0, at), span, nameOf(old), nameOf(now));
  return address.text === url ? shown : [...shown, address];
}

function replaced(path: string, written: string, span: Span, old: string, now: string): readonly Edit[] {
  const at = written.indexOf(old);
  if (at < 0 || old === now) return [];
  return [{ path, span: { start: span.start + at, end: span.start + at + old.length }, text: now }];
}

/** The edits that rename files in a text without mentions of its own, such as HTML. */
export function nameEdits(text: string, path: string, moves: Moves): readonly Edit[] {
  return [...moves].flatMap(([from, to]) => {
    const [old, now] = [nameOf(from), nameOf(to)];
    if (old === now) return [];
    const edits: Edit[] = [];
    for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length)) {
      if (/[\w.-]/.test(text.charAt(at - 1))) continue;
      edits.push({ path, span: { start: at, end: at + old.length }, text: now });
    }
    return edits;
  });
}
