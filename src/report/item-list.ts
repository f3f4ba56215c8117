import { counted } from '../parse/in-threes.ts';
import type { Paint } from './paint.ts';
import { cellsOf, visible, widthOf } from './width.ts';

/** An item as a list tells it. */
interface ListedItem {
  readonly id: string;
  readonly sort: string;
  readonly title: string | null;
  readonly state: string | null;
  readonly instances: number | null;
  readonly defined: { readonly path: string; readonly line: number };
  /** The newest note that states or names it. */
  readonly touched: { readonly path: string; readonly date: string | null };
}

/** What a heading calls each sort. */
const PLURALS: Readonly<Record<string, string>> = {
  decision: 'Decisions',
  candidate: 'Candidates',
  'change-request': 'Change requests',
  option: 'Options',
  finding: 'Findings',
  gate: 'Gates',
};

/** Items group by group, cut to the width of the terminal. Ends with a line feed. */
export function itemList(
  items: readonly ListedItem[],
  pathOf: (path: string) => string,
  columns: number,
  paint: Paint,
): string {
  const blocks: string[] = [];
  for (const [sort, plural] of Object.entries(PLURALS)) {
    const group = items.filter((item) => item.sort === sort);
    if (group.length === 0) continue;
    const widest = (textOf: (item: ListedItem) => string): number =>
      Math.max(...group.map((item) => textOf(item).length));
    const [ids, states] = [widest(({ id }) => id), widest(stateOf)];
    const lines = group.flatMap((item) => {
      const lead = `  ${visible(item.id).padEnd(ids)}  ${visible(stateOf(item)).padEnd(states)}  `;
      return told(item, lead, pathOf, columns, paint);
    });
    blocks.push([paint('strong', `${plural} (${group.length})`), ...lines].join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

function told(
  { title, defined, touched }: ListedItem,
  lead: string,
  pathOf: (path: string) => string,
  columns: number,
  paint: Paint,
): readonly string[] {
  const indent = ' '.repeat(4);
  const place = (word: string, text: string) =>
    paint('quiet', `${indent}${word} ${cutStart(visible(text), columns - indent.length - word.length - 1)}`);
  const lines = [
    `${lead}${cutEnd(visible(title ?? ''), columns - lead.length)}`.trimEnd(),
    place('defined', `${pathOf(defined.path)}:${defined.line}`),
  ];
  if (touched.path === defined.path) return lines;
  return [...lines, place(`touched ${touched.date ?? '(no date)'}`, pathOf(touched.path))];
}

function stateOf({ state, instances }: ListedItem): string {
  const seen = instances === null ? '' : counted(instances, 'instance');
  return [state ?? '-', seen].filter(Boolean).join(', ');
}

/** The text in at most `width` columns, with an ellipsis for what was cut off its end. */
export function cutEnd(text: string, width: number): string {
  const cells = cellsOf(text);
  if (widthOf(cells) <= width) return text;
  let end = 0;
  for (let room = width - 1; end < cells.length; end += 1) {
    room -= cells[end]?.width ?? 0;
    if (room < 0) break;
  }
  return `${cells
    .slice(0, end)
    .map(({ picture }) => picture)
    .join('')}…`;
}

/** The same for what is cut off its start. */
export function cutStart(text: string, width: number): string {
  const cells = cellsOf(text);
  if (widthOf(cells) <= width) return text;
  let start = cells.length;
  for (let room = width - 1; start > 0; start -= 1) {
    room -= cells[start - 1]?.width ?? 0;
    if (room < 0) break;
  }
  return `…${cells
    .slice(start)
    .map(({ picture }) => picture)
    .join('')}`;
}
