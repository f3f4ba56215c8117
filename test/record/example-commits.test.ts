import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realWorld } from '../../src/world/world.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { makeExampleRepositories } from '../helpers/example-repositories.mjs';
import { home, withGit, withoutGit } from '../helpers/git-world.ts';

const phase = 'record/phases/phase-12-guest-booking';
let folder: string;
let root: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slop-example-')));
  root = join(folder, 'project');
  await makeExampleRepositories(folder);
  mkdirSync(root);
  for (const name of ['phases', 'current-status', 'queued-directions']) {
    cpSync(join(home, 'record', name), join(root, 'record', name), { recursive: true });
  }
  writeFileSync(join(root, 'slop.yaml'), 'repos:\n  engine:\n  desk:\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clones = () => ({ SLOP_REPO_ENGINE: join(folder, 'engine'), SLOP_REPO_DESK: join(folder, 'desk') });

async function compiled(env: Record<string, string>) {
  const world = realWorld({ cwd: root, env, home });
  return compileAt(world, root);
}

type Compiled = Awaited<ReturnType<typeof compiled>>;
const cited = ({ graph }: Compiled) =>
  [...graph.out.values()].flat().filter(({ mention: { target } }) => target.type === 'commit');
const judged = ({ findings }: Compiled) =>
  findings
    .filter(({ rule }) => /commit|repository|branch|tag$/.test(rule))
    .map(({ rule, data }) => `${rule} ${String(data['hash'] ?? data['name'])}`);

/** Changes notes for as long as a test runs. */
async function withNotes(
  changes: Readonly<Record<string, (text: string) => string>>,
  work: () => Promise<void>,
) {
  const before = Object.keys(changes).map(
    (name) => [name, readFileSync(join(root, phase, name), 'utf8')] as const,
  );
  try {
    for (const [name, text] of before) writeFileSync(join(root, phase, name), changes[name]?.(text) ?? text);
    await work();
  } finally {
    for (const [name, text] of before) writeFileSync(join(root, phase, name), text);
  }
}

describe('the commits of the example phase', () => {
  test('are all there, and every hash of seven or forty digits in its notes is one of them', async () => {
    const result = await compiled({ ...withGit, ...clones() });
    const edges = cited(result);
    expect(edges.filter(({ state }) => state !== 'ok').map(({ mention: { target } }) => target)).toEqual([]);
    expect(judged(result)).toEqual([]);
    const written = readdirSync(join(root, 'record'), { recursive: true, encoding: 'utf8' })
      // The results of turns have ids of sessions and commits of the place where they were played.
      .filter((path) => path.endsWith('.md') && !path.endsWith('-result.md'))
      .flatMap((path) => [
        ...readFileSync(join(root, 'record', path), 'utf8').matchAll(
          /\b(?=[0-9a-f]*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b/g,
        ),
      ]);
    expect(edges.length).toBe(written.length);
    expect(edges.length).toBeGreaterThan(30);
  });

  test('are found wanting where a note is altered', async () => {
    await withNotes(
      {
        'phase-12-implementation-notes-v0_1.md': (text) =>
          text
            .replace('engine commit 316a862', 'engine commit 316a863')
            .replace('commit 90d9c33', 'commit 316a862'),
        'phase-12-halt-surface-2026-03-10-v0_1.md': (text) =>
          text.replace('Filed at engine commit f3316bb', 'Filed at desk commit f3316bb'),
        'phase-12-step-0-brief-v0_1.md': (text) => text.replace('at commit c15c886', 'at commit c15c887'),
      },
      async () => {
        expect(judged(await compiled({ ...withGit, ...clones() })).sort()).toEqual([
          'ref/missing-commit 316a863',
          'ref/missing-commit c15c887',
          'ref/wrong-repository 316a862',
          'ref/wrong-repository f3316bb',
        ]);
      },
    );
  });

  test('are unverified, and no error, where there is no clone', async () => {
    const result = await compiled(withGit);
    expect(new Set(cited(result).map(({ state }) => state))).toEqual(new Set(['unverified']));
    expect(judged(result)).toEqual([]);
  });

  test('are unverified without the git program, though found', async () => {
    const result = await compiled({ ...withoutGit, ...clones() });
    const edges = cited(result);
    expect(new Set(edges.map(({ state }) => state))).toEqual(new Set(['unverified']));
    expect(edges.filter(({ to }) => to === null)).toEqual([]);
    expect(judged(result)).toEqual([]);
  });
});
