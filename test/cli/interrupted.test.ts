import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryRepository } from '../helpers/repository.ts';
import { build, slop, startSlop } from './built.ts';

beforeAll(build);

/** Enough notes that other threads work on them. */
const NOTES = 320;
const SIGNALS_SENT = 10;

/** File from the folder → its bytes. */
async function bytesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const places = entries.filter((one) => one.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
  return new Map(
    await Promise.all(places.map(async (place) => [place, await readFile(place, 'latin1')] as const)),
  );
}

/** Ids of processes that work in a folder, where the system tells. */
async function processesIn(folder: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => null)));
  return ids.filter((_, index) => folders[index] === folder);
}

test('an interrupt at any moment of a render leaves the old site, no process, and a cache that tells the truth', async () => {
  const note = (index: number, words: string) =>
    `---\ntitle: Plan ${index}\ndate: 2026-05-12\n---\n# Plan ${index}\n\nSee \`note-${(index * 7) % NOTES}.md\`, §1.\n\n## 1. ${words}\n\n${`${words} at ${index}, and so on. `.repeat(40)}\n`;
  const files = (words: string) =>
    Array.from({ length: NOTES }, (_, index) => [`record/note-${index}.md`, note(index, words)] as const);
  const { root, remove } = await temporaryRepository({
    'slop.yaml': '',
    '.gitignore': '/site/\n.slop/\n',
    ...Object.fromEntries(files('Work')),
  });
  onTestFinished(remove);
  const begun = performance.now();
  expect((await slop(root, ['render'])).code).toBe(0);
  const whole = performance.now() - begun;
  const site = await bytesBelow(path.join(root, 'site'));
  const names = (await readdir(root)).sort();
  for (const [place, text] of files('Other work')) await writeFile(path.join(root, place), text);
  let stopped = 0;
  for (let at = 1; at <= SIGNALS_SENT; at += 1) {
    const child = startSlop(root, ['render', '--out', 'site']);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await pause((whole * at) / (SIGNALS_SENT + 1));
    child.kill('SIGINT');
    const code = await ended;
    // It may have been done by then, and ends by the signal itself while Node starts.
    expect([0, 130, null]).toContain(code);
    expect((await readdir(root)).sort()).toEqual(names);
    await expect.poll(() => processesIn(root)).toEqual([]);
    const left = await bytesBelow(path.join(root, 'site'));
    if (isDeepStrictEqual(left, site)) {
      expect(code).not.toBe(0);
      stopped += 1;
      continue;
    }
    // It was moving the new site into its place, and went on to the end.
    expect((await slop(root, ['render'])).out).toContain('nothing changed');
    break;
  }
  // How many are stopped before they are done, a machine decides.
  expect(stopped).toBeGreaterThan(0);
  const [kept, anew] = [await slop(root, ['check']), await slop(root, ['check'], { SLOP_CACHE: 'off' })];
  expect(kept).toEqual(anew);
});
