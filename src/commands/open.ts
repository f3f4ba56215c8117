import { type Lines, linesOf, positionIn } from '../read/position.ts';
import { openList } from '../report/open-list.ts';
import { paintFor } from '../report/paint.ts';
import { MATTERS, openMatters } from '../rules/open-matters.ts';
import { queuedMatters } from '../rules/queued-matters.ts';
import type { World } from '../types.ts';
import { outJson } from './json-document.ts';
import { readRecord } from './record.ts';
import { pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';

/**
 * Lists what is undecided or unverified: options, items, halts, handoffs, marks, planned documents, deferred work, gates
 * and claims. Exit code 0, whatever is open.
 */
export async function open(world: World, terminal: Terminal, { json }: { json: boolean }): Promise<number> {
  const { here, compiled, engine } = await readRecord(world, terminal);
  const { graph, kinds, findings, textOf } = compiled;
  const matters = [
    ...openMatters(graph, kinds, findings),
    ...(await queuedMatters(compiled, await engine.load())),
  ].toSorted((a, b) => MATTERS.indexOf(a.why) - MATTERS.indexOf(b.why));
  const read = new Map<string, Lines>();
  for (const path of new Set(matters.map((matter) => matter.path)))
    read.set(path, linesOf(await textOf(path)));
  const listed = matters.map(({ span, ...matter }) => ({
    ...matter,
    line: positionIn(read.get(matter.path) ?? linesOf(''), span.start).line,
  }));
  if (json) {
    await outJson(terminal, { open: listed });
  } else if (listed.length === 0) {
    await terminal.err('slop: Nothing is open\n');
  } else {
    const paint = paintFor(terminal);
    await terminal.out(openList(listed, pathsFrom(here.cwd, here.root), terminal.columns, paint));
  }
  return 0;
}
