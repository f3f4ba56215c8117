import type { Nodes, Parents, Root } from 'mdast';
import { positionIn } from '../../read/position.ts';
import { once } from '../once.ts';
import { alignText } from './align.ts';

/**
 * Gives nodes that have no position one, in place. remark finds some bare addresses by searching finished text, and the
 * pieces of such a text have lost their places; they are found again in `text`, between their neighbours.
 */
export function restorePositions(tree: Root, text: string): void {
  const pointAt = pointsOf(text);
  const pending: Nodes[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!('children' in node)) continue;
    for (let at = 0; at < node.children.length; at += 1) {
      if (node.children[at]?.position === undefined) at = restoreRun(node, at, text, pointAt);
    }
    for (const child of node.children) pending.push(child);
  }
}

/** Places the children of `parent` from `first` up to the next that has a position; returns the index of the last. */
function restoreRun(parent: Parents, first: number, text: string, pointAt: PointAt): number {
  let next = first;
  while (next < parent.children.length && parent.children[next]?.position === undefined) next += 1;
  const start = parent.children[first - 1]?.position?.end.offset ?? contentStart(parent, text);
  const end = parent.children[next]?.position?.start.offset ?? parent.position?.end.offset ?? text.length;
  const raw = text.slice(start, end);
  const run = parent.children.slice(first, next);
  const value = run.map(valueUnder).join('');
  const places = alignText(raw, value) ?? Array.from({ length: value.length }, (_, at) => at);
  let index = 0;
  for (const node of run) {
    const from = places[index] ?? raw.length;
    index += valueUnder(node).length;
    const last = places[index - 1] ?? from;
    place(node, start + from, start + Math.max(from, last + lengthAt(raw, last)), pointAt);
  }
  return next - 1;
}

/** Where the text in a node begins: after the marks of a heading, an emphasis or a cell. */
function contentStart(parent: Parents, text: string): number {
  const start = parent.position?.start.offset ?? 0;
  return start + (opening.get(parent.type)?.exec(text.slice(start, start + 1000))?.[0].length ?? 0);
}

const opening: ReadonlyMap<string, RegExp> = new Map([
  ['heading', /^#{1,6}[ \t]+/],
  ['tableCell', /^\|?[ \t]*/],
  ['emphasis', /^./],
  ['strong', /^../],
  ['delete', /^~+/],
]);

/** How long the character is that is written at a place: a reference takes several. */
function lengthAt(raw: string, at: number): number {
  return /^&#?\w{1,31};/.exec(raw.slice(at, at + 40))?.[0].length ?? 1;
}

function place(node: Nodes, start: number, end: number, pointAt: PointAt): void {
  node.position = { start: pointAt(start), end: pointAt(end) };
  if ('children' in node) for (const child of node.children) place(child, start, end, pointAt);
}

type PointAt = (offset: number) => { line: number; column: number; offset: number };

/** Lines end as in Markdown, with a lone carriage return too; they are counted when the first place is asked for. */
function pointsOf(text: string): PointAt {
  const lines = once(() => {
    const starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)];
    return { text, starts };
  });
  return (offset) => ({ ...positionIn(lines(), offset), offset });
}

function valueUnder(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(valueUnder).join('') : '';
}
