import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Neighbourhood } from '../neighbourhood.ts';
import type { Site } from '../site.ts';
import { cutToRoom, kindName, titleOf } from './names.ts';

/** A neighbourhood as a drawing in columns. Lengths are in units of the drawing. */
interface NeighbourhoodView {
  readonly width: number;
  readonly height: number;
  /** Width of the box of a note. */
  readonly box: number;
  readonly columns: readonly { readonly x: number; readonly text: string }[];
  readonly nodes: readonly NodeView[];
  /** Curves, as SVG writes them. */
  readonly curves: readonly string[];
  readonly left: number;
}

interface NodeView {
  readonly x: number;
  readonly y: number;
  readonly textX: number;
  readonly textY: number;
  readonly text: string;
  readonly words: string;
  readonly href: string;
  readonly here: boolean;
}

/** What the drawing may take of the page, and what a column may take of it. */
const WHOLE = 930;
const WIDEST = 290;
const GAP = 34;
const ROW = 27;
const BOX = 21;
const TOP = 30;

const NAMES = ['cite those', 'cite it', 'this note', 'it cites', 'those cite'];

/** The drawing of a neighbourhood: columns from what leads to the note to what it leads to, each centred. */
export function neighbourhoodView(
  site: Site,
  document: Document,
  { before, after, links, left }: Neighbourhood,
  page: string,
): NeighbourhoodView {
  const columns = [before[1], before[0], [document.id], after[0], after[1]]
    .map((ids, at) => ({ ids, text: NAMES[at] ?? '' }))
    .filter(({ ids }) => ids.length > 0);
  const column = Math.min(WIDEST, Math.floor(WHOLE / columns.length));
  const rows = Math.max(...columns.map(({ ids }) => ids.length));
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  columns.forEach(({ ids }, at) => {
    const top = TOP + ((rows - ids.length) * ROW) / 2;
    for (const [row, id] of ids.entries()) {
      places.set(id, { x: at * column, y: Math.round(top + row * ROW) });
    }
  });
  return {
    width: columns.length * column - GAP + 2,
    box: column - GAP,
    height: TOP + rows * ROW,
    columns: columns.map(({ text }, at) => ({ x: at * column, text })),
    nodes: [...places].map(([id, place]) =>
      nodeView(site, id, place, { box: column - GAP, here: id === document.id, page }),
    ),
    curves: links.flatMap(([from, to]) => {
      const [start, end] = [places.get(from), places.get(to)];
      return start === undefined || end === undefined ? [] : [curve(start, end, column - GAP)];
    }),
    left,
  };
}

function nodeView(
  site: Site,
  id: string,
  { x, y }: { readonly x: number; readonly y: number },
  { box, here, page }: { readonly box: number; readonly here: boolean; readonly page: string },
): NodeView {
  const current = site.graph.lineages.get(id)?.current;
  const title = current === undefined ? id : titleOf(current);
  return {
    x: x + 1,
    y,
    textX: x + 8,
    textY: y + 14,
    text: cutToRoom(withoutPhase(title), box - 12),
    words: current === undefined ? title : `${title}, ${kindName(site, current.kind)}`,
    href: hrefBetween(page, site.addresses.view.get(current?.path ?? '') ?? 'index.html'),
    here,
  };
}

/** A title without the name of its phase, which stands before most of them. */
function withoutPhase(title: string): string {
  return title.replace(/^phase [\d.]+\s*[—–:-]\s*(?=\S)/i, '');
}

function curve(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  box: number,
): string {
  const [startX, startY, endX, endY] = [from.x + box, from.y + BOX / 2, to.x, to.y + BOX / 2];
  const middle = (startX + endX) / 2;
  return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
}
