import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { build, project } from '../cli/built.ts';
import { playExampleTurns } from '../helpers/example-turns.mjs';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';

const keep = folderKeeper();
beforeAll(build);

/** Without what is another one each time that a turn is played. */
function settled(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'id')
    .replace(/\b[0-9a-f]{64}\b/g, 'digest')
    .replace(/\b[0-9a-f]{12}\b|(?<=(?:of-commit|base|head): )[0-9a-f]{40}/g, 'commit')
    .replace(/\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?Z/g, 'time')
    .replace(/-\d{4}-\d\d-\d\dT\d{6}Z-/g, '-time-')
    .replace(/"milliseconds": \d+/, '"milliseconds": 0');
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const read = places.map(async (place) => {
    const text = await readFile(place, 'utf8');
    return [settled(path.relative(folder, place)), settled(text)] as const;
  });
  return new Map((await Promise.all(read)).sort());
}

test('the turns of the example phase come out as the record has them when they are played again', async () => {
  const { root } = await keep(temporaryFolder());
  const played = await filesBelow(await playExampleTurns(root));
  expect(played.size).toBe(3);
  const record = await filesBelow(path.join(project, 'record'));
  for (const [place, text] of played) expect(record.get(place.replace(/^record\//, ''))).toBe(text);
});
