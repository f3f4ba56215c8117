import { bySort, touchedLast } from '../link/touched.ts';
import { push } from '../read/order.ts';
import { linesOf, positionIn } from '../read/position.ts';
import { itemList } from '../report/item-list.ts';
import { paintFor } from '../report/paint.ts';
import type { Graph, Item, ItemPlace, World } from '../types.ts';
import { outJson } from './json-document.ts';
import { readRecord } from './record.ts';
import { pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';

/** Lists the items of the record: what they are, their state, where they are defined and last touched. Exit code 0. */
export async function items(world: World, terminal: Terminal, { json }: { json: boolean }): Promise<number> {
  const { here, compiled } = await readRecord(world, terminal);
  const { graph, config, textOf } = compiled;
  const lineOf = await lineFinder(graph, textOf);
  const touched = touchedLast(graph);
  const mentions = mentionCounts(graph);
  const promotions = new Map(config.items.map(({ sort, promotion }) => [sort, promotion]));
  const listed = bySort(graph.items).map(([key, item]) => {
    const last = touched.get(key);
    return {
      key,
      id: item.id,
      sort: item.sort,
      family: item.family,
      within: item.within,
      title: item.title,
      state: item.state,
      instances: item.instances,
      promotion: promotions.get(item.sort) ?? null,
      mentions: mentions.get(key) ?? 0,
      defined: definedAt(item, lineOf),
      touched: { path: last?.path ?? item.definition.path, date: last?.date ?? null },
      places: item.places.map((place) => placeJson(place, lineOf)),
    };
  });
  if (json) {
    await outJson(terminal, { items: listed });
  } else if (listed.length === 0) {
    await terminal.err('slop: No note states an item; slop.yaml lists the shapes of their ids under items\n');
  } else {
    const paint = paintFor(terminal);
    await terminal.out(itemList(listed, pathsFrom(here.cwd, here.root), terminal.columns, paint));
  }
  return 0;
}

type LineFinder = (place: Pick<ItemPlace, 'path' | 'span'>) => number;

/** Reads each note that states an item once. */
async function lineFinder(graph: Graph, textOf: (path: string) => Promise<string>): Promise<LineFinder> {
  const wanted = new Map<string, number[]>();
  for (const { path, span } of [...graph.items.values()].flatMap(({ places }) => places)) {
    push(wanted, path, span.start);
  }
  const found = new Map<string, number>();
  for (const [path, starts] of wanted) {
    const lines = linesOf(await textOf(path));
    for (const start of starts) found.set(`${path}\n${start}`, positionIn(lines, start).line);
  }
  return ({ path, span }) => found.get(`${path}\n${span.start}`) ?? 1;
}

function mentionCounts({ out }: Graph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { to } of [...out.values()].flat()) {
    if (to?.type === 'item') counts.set(to.item, (counts.get(to.item) ?? 0) + 1);
  }
  return counts;
}

function definedAt({ definition }: Item, lineOf: LineFinder) {
  return { path: definition.path, line: lineOf(definition), section: definition.slug };
}

function placeJson(place: ItemPlace, lineOf: LineFinder) {
  const { span: _, slug, ...said } = place;
  return { ...said, line: lineOf(place), section: slug };
}
