import { posix } from 'node:path';
import { literal } from '../../parse/literal.ts';
import { destinationSpan } from '../../parse/markdown/destination.ts';
import { leadsElsewhere } from '../../parse/mentions/links.ts';
import { holding, isWithin } from '../../parse/mentions/spans.ts';
import { nameVersion } from '../../parse/version.ts';
import {
  decoded,
  encoded,
  folded,
  folderOf,
  nameOf,
  pathFrom,
  pathOf,
  relativeTo,
} from '../../read/paths.ts';
import type { Code, Edge, Edit, Graph, Span, TargetOf } from '../../types.ts';
import type { Moves } from './places.ts';

/**
 * The edits that make a note's mentions lead to where things are after the moves: file names, relative links (those
 * of a note that moves itself, too), ids that came from a file name, and the number that opens one. Nothing else of a
 * mention is touched.
 */
export function mentionEdits(text: string, path: string, graph: Graph, moves: Moves): readonly Edit[] {
  const { archived = false, draft = null } = graph.byPath.get(path) ?? {};
  const citing: Citing = {
    ...{ text, path, graph, moves, archived },
    here: folderOf(moves.get(path) ?? path),
    defined: new Set(),
    code: draft?.code ?? [],
  };
  return (graph.out.get(path) ?? []).flatMap((edge): readonly Edit[] => {
    const { target } = edge.mention;
    if (target.type === 'file') return linkEdits(citing, edge, target.path);
    if (target.type !== 'document') return [];
    return target.by === 'link' ? linkEdits(citing, edge, target.name) : wordEdits(citing, edge, target);
  });
}

/** A note whose mentions follow the moves. */
interface Citing {
  readonly text: string;
  readonly path: string;
  readonly graph: Graph;
  readonly moves: Moves;
  readonly archived: boolean;
  /** The folder in which it is after the moves. */
  readonly here: string;
  /** Addresses whose definitions are written anew: several links may have one. */
  readonly defined: Set<string>;
  readonly code: readonly Code[];
}

/** A relative link is another one when its note moves, and when what it leads to does. */
function linkEdits(citing: Citing, edge: Edge, url: string): readonly Edit[] {
  const { path, moves, here, archived } = citing;
  const to = pathOf(edge.to);
  const now = moves.get(to ?? '');
  const countsAsBefore = !moves.has(path) || url.startsWith('/') || here === folderOf(path);
  if (now === undefined && countsAsBefore) return [];
  const written = { ...citing, url, span: edge.mention.span };
  if (to === null) {
    // Links of an archived note count from above the archive, or from it: of what lies beside the record nobody knows which.
    if (edge.to !== null || edge.state !== 'unverified' || archived) return [];
    return addressEdits(written, wayTo(url, folderOf(path), here), nameOf(url), nameOf(url));
  }
  const place = now ?? to;
  if (pathFrom(here, decoded(url)) === place) return [];
  return addressEdits(written, addressFrom(url, place, here), nameOf(to), nameOf(place));
}

/** Words that name a note follow the name of its file, or the id or number that it has from that. */
function wordEdits(citing: Citing, edge: Edge, target: TargetOf<'document'>): readonly Edit[] {
  const { text, path, graph, moves, here } = citing;
  const to = pathOf(edge.to);
  if (to === null) return [];
  const { span } = edge.mention;
  const whole = { path, span, words: text.slice(span.start, span.end) };
  // The words of `[[name|words]]` lead nowhere.
  const [words = ''] = target.by === 'wiki' ? whole.words.split('|') : [whole.words];
  const written = { ...whole, words };
  const { id = '', draft } = graph.byPath.get(to) ?? {};
  const isId = graph.lineages.has(target.name);
  // A number that opens a file name counts only beside that file.
  const isFileNumber = /^\d+$/.test(target.name) && !isId && draft?.head['number'] !== target.name;
  const now = moves.get(to);
  if (now === undefined)
    return isFileNumber && here !== folderOf(path) ? replaced(written, target.name, nameOf(to)) : [];
  const [oldName, newName] = [nameOf(to), nameOf(now)];
  if (words.includes(oldName)) return namedEdits(written, to, now);
  if (target.name === bareName(oldName) && !isId) return replaced(written, target.name, bareName(newName));
  if (isFileNumber) return replaced(written, target.name, newName);
  const isFileName =
    oldName !== newName &&
    folded(bareName(target.name)) === folded(bareName(oldName)) &&
    folded(target.name) !== folded(id);
  if (target.by === 'wiki' && (target.name.includes('/') || isFileName)) {
    const behind = bareName(now).split('/').slice(-target.name.split('/').length);
    return replaced(written, target.name, behind.join('/'));
  }
  return draft?.head['id'] === undefined ? idEdits(whole, oldName, newName) : [];
}

/** The edit that puts the id that comes from one file name in the place of that from another. */
function idEdits(written: Written, oldName: string, newName: string): readonly Edit[] {
  const [oldId, newId] = [nameVersion(oldName).stem, nameVersion(newName).stem];
  if (oldId === newId) return [];
  const at = written.words.toLowerCase().indexOf(oldId.toLowerCase());
  return at < 0 ? [] : replaced(written, written.words.slice(at, at + oldId.length), newId);
}

/** A link as it is written: its address up to the anchor, and the addresses whose definitions are written anew already. */
interface WrittenLink extends Pick<Citing, 'text' | 'path' | 'defined' | 'code'> {
  readonly span: Span;
  readonly url: string;
}

/** The edits that give a link another address, also where it names that by reference, and another name in its text. */
export function addressEdits(
  { text, path, span, url, defined, code }: WrittenLink,
  address: string,
  old: string,
  now: string,
): readonly Edit[] {
  const words = text.slice(span.start, span.end);
  const destination = destinationSpan(words);
  if (destination === null) {
    if (defined.has(url)) return [];
    defined.add(url);
    return definitionEdits(text, path, url, address).filter(
      (edit) => !code.some((one) => isWithin(edit.span, one.span)),
    );
  }
  // The name of a folder is a word, too.
  const isFile = old.includes('.');
  const label = { path, span, words: words.slice(0, destination.start) };
  const shown = isFile ? replaced(label, old, now) : [];
  const there = /^[^#?]*/.exec(words.slice(destination.start, destination.end))?.[0] ?? '';
  const fresh = behind(words.slice(0, destination.start), address);
  if (there === fresh) return shown;
  const start = span.start + destination.start;
  return [...shown, { path, span: { start, end: start + there.length }, text: fresh }];
}

/** The edits that give links by reference another address: in every definition that has it. */
function definitionEdits(text: string, path: string, url: string, address: string): readonly Edit[] {
  const label = String.raw`^[ \t>]*\[(?:[^\]\\\n]|\\.)+\]:[ \t]*(?:\r?\n[ \t>]*)?<?`;
  const pattern = new RegExp(`(${label})${literal(url)}(?=[#?>\\s]|$)`, 'gm');
  return [...text.matchAll(pattern)].map(({ index, 1: lead = '' }) => {
    const start = index + lead.length;
    return { path, span: { start, end: start + url.length }, text: behind(lead, address) };
  });
}

/** An encoded address as it is written behind a text: a bracket before it lets white space, quotes and parentheses stand. */
function behind(lead: string, address: string): string {
  return lead.endsWith('<') ? address.replaceAll(/%(?:2[0789])/g, decodeURIComponent) : address;
}

/** Words as they stand in a file, from the start of a span. */
interface Written {
  readonly path: string;
  readonly span: Span;
  readonly words: string;
}

/** A file name, with as many folders before it as were written; all of them where the old path stood in full. */
export function namedEdits({ path, span, words }: Written, old: string, now: string): readonly Edit[] {
  const name = nameOf(old);
  const at = words.lastIndexOf(name);
  const folders = /(?:[^\s/()[\]"'`]+\/)*$/.exec(words.slice(0, at))?.[0] ?? '';
  const parts = folders + name === old ? 0 : folders.split('/').length;
  const fits = folders !== '' && `/${old}`.endsWith(`/${folders}${name}`);
  const text = fits ? now.split('/').slice(-parts).join('/') : nameOf(now);
  const start = span.start + at - (fits ? folders.length : 0);
  return [{ path, span: { start, end: span.start + at + name.length }, text }];
}

/** How a path is written as an address in a note of the folder `here`, in the manner of the address before. */
export function addressFrom(before: string, path: string, here: string): string {
  const fresh = before.startsWith('/') ? `/${path}` : relativeTo(here, path);
  const lead = before.startsWith('./') && !fresh.startsWith('..') ? './' : '';
  const named = before.endsWith('.md') ? fresh : bareName(fresh) + (before.endsWith('/') ? '/' : '');
  return lead + encoded(named);
}

/** The same of what lies beside the record, of which the way is all that is known. */
function wayTo(url: string, folder: string, here: string): string {
  return relativeTo(here, posix.join(folder, url));
}

/** A file name without its extension, by which notes are found too. */
function bareName(name: string): string {
  return name.replace(/\.md$/, '');
}

/** The edit that puts other words in place of some in what is written, where it has them. */
export function replaced({ path, span, words }: Written, old: string, now: string): readonly Edit[] {
  const at = words.indexOf(old);
  if (at < 0 || old === now) return [];
  return [{ path, span: { start: span.start + at, end: span.start + at + old.length }, text: now }];
}

/** What a tag leads to, up to its anchor. */
const ADDRESS = /\b(?:href|src)\s*=\s*(["'])(?<url>[^"'#?]*)(?:[#?][^"']*)?\1/dgi;

/** What the tags of a text lead to, up to the anchor, and where it is written. */
export function addressesOfTags(text: string): readonly { readonly url: string; readonly span: Span }[] {
  return [...text.matchAll(ADDRESS)].map(({ groups, indices }) => {
    const [start, end] = indices?.groups?.['url'] ?? [0, 0];
    return { url: groups?.['url'] ?? '', span: { start, end } };
  });
}

/** The edits that make an HTML file lead to where things are after the moves, and name them so in its text. */
export function htmlEdits(
  text: string,
  path: string,
  { files }: Pick<Graph, 'files'>,
  moves: Moves,
): readonly Edit[] {
  const here = folderOf(moves.get(path) ?? path);
  const settled: Span[] = [];
  const edits: Edit[] = [];
  for (const { url, span } of addressesOfTags(text)) {
    const places = [url, decoded(url)].map((one) => pathFrom(folderOf(path), one));
    const to = places.find((one): one is string => one !== null && files.has(one));
    // An address elsewhere is none of the record.
    if (leadsElsewhere(url)) {
      settled.push(span);
      continue;
    }
    if (url === '' || to === undefined) continue;
    settled.push(span);
    const isNear = url.startsWith('/') || here === folderOf(path);
    if (moves.has(to) || !isNear)
      edits.push({ path, span, text: addressFrom(url, moves.get(to) ?? to, here) });
  }
  const named = nameEdits(text, path, moves).filter(({ span }) => holding(settled, span.start) === null);
  return [...edits, ...named];
}

/** The edits that rename files wherever a text names them. */
function nameEdits(text: string, path: string, moves: Moves): readonly Edit[] {
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
