import { lineReader } from '../read/line-reader.ts';
import { positionIn } from '../read/position.ts';
import { type ListedMatter, openList } from '../report/open-list.ts';
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
  const linesAt = lineReader(textOf);
  const listed: ListedMatter[] = [];
  for (const { span, ...matter } of matters)
    listed.push({ ...matter, line: positionIn(await linesAt(matter.path), span.start).line });
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
