import { literal } from '../../parse/literal.ts';
import { destinationSpan } from '../../parse/markdown/destination.ts';
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
  /** Addresses whose definitions are written anew: several links may have one. */
  const defined = new Set<string>();
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
      const fresh = url.startsWith('/') ? `/${now ?? to}` : relativeTo(here, now ?? to);
      const address = (url.startsWith('./') && !fresh.startsWith('..') ? './' : '') + addressOf(fresh);
      const inline = destinationSpan(written, 0);
      if (inline !== null)
        return linkEdits(path, written, span, inline, address, nameOf(to), nameOf(now ?? to));
      if (defined.has(url)) return [];
      defined.add(url);
      return definitionEdits(text, path, url, address);
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

/** The address of a link up to its anchor, and the file name where its text shows it. */
function linkEdits(
  path: string,
  written: string,
  span: Span,
  destination: Span,
  address: string,
  old: string,
  now: string,
): readonly Edit[] {
  const shown = replaced(path, written.slice(0, destination.start), span, old, now);
  const url = /^[^#?]*/.exec(written.slice(destination.start, destination.end))?.[0] ?? '';
  if (url === address) return shown;
  const start = span.start + destination.start;
  return [...shown, { path, span: { start, end: start + url.length }, text: address }];
}

/** The same where links name their address by reference: in every definition that has it. */
function definitionEdits(text: string, path: string, url: string, address: string): readonly Edit[] {
  const label = String.raw`^[ \t>]*\[(?:[^\]\\\n]|\\.)+\]:[ \t]*(?:\r?\n[ \t>]*)?<?`;
  const pattern = new RegExp(`(${label})${literal(url)}(?=[#?>\\s]|$)`, 'gm');
  return [...text.matchAll(pattern)].map(({ index, 1: lead = '' }) => {
    const start = index + lead.length;
    return { path, span: { start, end: start + url.length }, text: address };
  });
}

/** A path as an address: what would end one, or be read as something else, behind a percent sign. */
function addressOf(path: string): string {
  return path.replaceAll(
    /[\s()<>%#?]/g,
    (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
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
