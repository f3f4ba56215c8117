import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { openPool } from '../../src/pool/caching-pool.ts';
import { loadProject } from '../../src/project.ts';
import type { Shelf } from '../../src/types.ts';
import { realWorld } from '../../src/world/world.ts';
import { home, openRepository, withGit } from '../helpers/git-world.ts';
import {
  folderKeeper,
  type TemporaryRepository,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const keep = folderKeeper();

const name = fc.constantFrom('a', 'b', 'c', 'd/e', 'x\ny');
const notePath = name.map((one) => `record/${one}.md`);
const somePath = fc.oneof({ weight: 5, arbitrary: notePath }, fc.constant('src/code.ts'));
const line = fc.constantFrom('one', 'two', 'three', 'number: CR-2026-091', '—');
const text = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => ['kind: cr', ...lines, ''].join(end).repeat(3));
const branch = fc.constantFrom('main', 'side', 'other');
const back = fc.nat(3);

/** What is done to a repository, what stands in for its commits, and what happens to what is kept. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ write: somePath, text }) },
  { weight: 2, arbitrary: fc.record({ rename: notePath, to: notePath, text: fc.option(text) }) },
  { weight: 2, arbitrary: fc.record({ remove: notePath }) },
  { weight: 3, arbitrary: fc.record({ checkOut: branch, back }) },
  {
    weight: 4,
    arbitrary: fc.record({ merge: branch, side: fc.constantFrom('ours', 'theirs'), text: fc.option(text) }),
  },
  { weight: 1, arbitrary: fc.record({ amend: somePath, text }) },
  { weight: 1, arbitrary: fc.record({ reset: back }) },
  { weight: 1, arbitrary: fc.record({ file: fc.constantFrom('shallow', 'info/grafts'), back: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ attributes: fc.constantFrom('', '* binary\n') }) },
  { weight: 1, arbitrary: fc.record({ replace: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.constant({ whole: true }) },
  { weight: 1, arbitrary: fc.record({ harm: fc.constantFrom('', 'spoilt'), index: fc.nat(2) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(repository: TemporaryRepository, cache: string, one: Step): Promise<void> {
  const { root, git: strict, write, commit } = repository;
  // What cannot be done is left out.
  const git = (...argv: string[]): Promise<string> => strict(...argv).catch(() => '');
  /** So many commits before the head, or the first. */
  const at = async (steps: number): Promise<string> =>
    (await git('rev-list', '--first-parent', `--max-count=${steps + 1}`, 'HEAD')).trim().split('\n').at(-1) ??
    '';
  if ('write' in one) {
    await write(one.write, one.text);
    await commit('Write\x01');
  } else if ('rename' in one) {
    await git('mv', '--force', one.rename, one.to);
    if (one.text !== null) await write(one.to, one.text);
    await commit('Rename');
  } else if ('remove' in one) {
    await git('rm', '--quiet', one.remove);
    await commit('Remove');
  } else if ('checkOut' in one) {
    await git('checkout', '--quiet', one.checkOut);
    await git('checkout', '--quiet', '-b', one.checkOut, await at(one.back));
  } else if ('merge' in one) {
    await git('merge', '--quiet', '--no-commit', '--no-ff', '--strategy-option', one.side, one.merge);
    if (one.text !== null) await write('record/a.md', one.text);
    await commit('Merge');
  } else if ('amend' in one) {
    await write(one.amend, one.text);
    await git('add', '--all');
    await git('commit', '--quiet', '--amend', '--message', 'Amended');
  } else if ('reset' in one) {
    await git('reset', '--quiet', '--hard', await at(one.reset));
  } else if ('file' in one) {
    await writeFile(path.join(root, '.git', one.file), `${await at(one.back)}\n`);
  } else if ('attributes' in one) {
    // Git takes away a folder that holds nothing more.
    await mkdir(path.join(root, 'record'), { recursive: true });
    await writeFile(path.join(root, 'record/.gitattributes'), one.attributes);
  } else if ('replace' in one) {
    await git('replace', '--force', '--graft', await at(one.replace));
  } else if ('whole' in one) {
    for (const file of ['shallow', 'info/grafts']) await rm(path.join(root, '.git', file), { force: true });
    for (const ref of (await git('replace', '--list')).split('\n')) await git('replace', '--delete', ref);
    await git('gc', '--quiet');
  } else {
    const files = (await readdir(cache).catch(() => [])).filter((_, index) => index % 3 === one.index);
    for (const file of files) {
      if (one.harm === '') await rm(path.join(cache, file));
      else await writeFile(path.join(cache, file), one.harm);
    }
  }
}

/** The shelf of a record whose cache is in a folder. */
async function shelfIn(root: string, cache: string): Promise<Shelf> {
  const world = realWorld({ cwd: root, env: withGit, home, cache });
  const { shelf } = openPool({ world, project: await loadProject(world, root), engine: satteriEngine });
  if (shelf === null) throw new Error('nothing is kept');
  return shelf;
}

/** Attributes that come below the folder that is asked about, when another branch has been looked into. */
const attributesBelow: Step[] = [
  { harm: '', index: 0 },
  { write: 'record/d/e.md', text: 'kind: cr\nnumber: CR-2026-091\n' },
  { checkOut: 'other', back: 1 },
  { attributes: '* binary\n' },
];

test('ledger() tells the same with what earlier runs left as without, whatever happened in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), fc.nat(2), async (steps, earlier) => {
      const repository = await temporaryRepository({
        'record/a.md': 'kind: cr\none\ntwo\n',
        'src/code.ts': '',
      });
      const { root } = repository;
      const cache = await temporaryFolder();
      try {
        await repository.commit('One');
        const shelf = await shelfIn(root, cache.root);
        const opened = await openRepository(root);
        for (const one of steps) {
          await take(repository, cache.root, one);
          for (const folder of [root, path.join(root, 'record')]) {
            expect(await opened.ledger(folder, { shelf })).toEqual(await opened.ledger(folder));
          }
          const from = (await repository.git('rev-parse', `HEAD~${earlier}`).catch(() => '')).trim();
          if (from !== '') {
            const [kept, anew] = [{ from, shelf }, { from }];
            expect(await opened.ledger(root, kept)).toEqual(await opened.ledger(root, anew));
          }
        }
      } finally {
        await Promise.all([repository.remove(), cache.remove()]);
      }
    }),
    { numRuns: 5, examples: [[attributesBelow, 0]] },
  );
});

const lines = Array.from({ length: 20 }, (_, index) => `line ${index} of a text`);

test.each<readonly [string, (repository: TemporaryRepository, second: string) => Promise<unknown>]>([
  ['in a shallow clone', ({ write }, second) => write('.git/shallow', `${second}\n`)],
  ['where a commit has other parents', ({ write }, second) => write('.git/info/grafts', `${second}\n`)],
  ['where a commit stands for another', ({ git }, second) => git('replace', '--graft', second)],
  ['of a record with attributes', ({ write }) => write('record/.gitattributes', '* binary\n')],
  ['of a repository with attributes', ({ write }) => write('.git/info/attributes', '*.md binary\n')],
])('ledger() tells nothing that was left before %s', async (_, change) => {
  const repository = await keep(temporaryRepository({ 'record/a.md': lines.join('\r\n') }));
  const { root, write, move, commit } = repository;
  const shelf = await shelfIn(root, (await keep(temporaryFolder())).root);
  await commit('One');
  await move('record/a.md', 'record/b.md');
  await write('record/b.md', lines.join('\n'));
  const second = await commit('Two');
  await write('record/c.md', 'c\n');
  await commit('Three');
  const opened = await openRepository(root);
  const folder = path.join(root, 'record');
  const before = await opened.ledger(folder, { shelf });
  expect(before).toEqual(await opened.ledger(folder));
  await change(repository, second);
  const after = await opened.ledger(folder, { shelf });
  expect(after).toEqual(await opened.ledger(folder));
  expect(after).not.toEqual(before);
});

/** Calls of `git` that go through commits, and the one that goes through all that a head leads to. */
const HISTORY = / (log|rev-list|diff|grep) /;
const WHOLE_LOG = / log --topo-order .* [0-9a-f]{40} -- \.$/m;

/** A machine on which each call of `git` is written down, with what it is handed to read. */
async function listening() {
  const folder = await keep(temporaryFolder());
  const log = path.join(folder.root, 'asked');
  const real = `PATH='${withGit['PATH']}'; export PATH`;
  const script = `#!/bin/sh\n${real}\nprintf '%s\\n' "$*" >> '${log}'\ncase "$*" in\n*--stdin*) tee -a '${log}' | git "$@" ;;\n*) exec git "$@" ;;\nesac\n`;
  await folder.write('git', script);
  await chmod(path.join(folder.root, 'git'), 0o755);
  const asked = async (): Promise<string> => {
    const text = await readFile(log, 'utf8').catch(() => '');
    await rm(log, { force: true });
    return text;
  };
  return { env: { ...withGit, PATH: `${folder.root}:${withGit['PATH']}` }, asked };
}

test('ledger() asks again about no commit that an earlier run has read', async () => {
  const repository = await keep(temporaryRepository({ 'record/a.md': 'a\n' }));
  const { root, git, write, commit } = repository;
  const cache = await keep(temporaryFolder());
  const { env, asked } = await listening();
  const opened = await openRepository(root, env);
  const read = async () => {
    const shelf = await shelfIn(root, cache.root);
    await asked();
    await opened.ledger(path.join(root, 'record'), { shelf });
    return asked();
  };
  const one = await commit('One');
  await write('record/a.md', 'b\n');
  const two = await commit('Two');
  expect(await read()).toMatch(WHOLE_LOG);
  expect(await read()).not.toMatch(HISTORY);

  await write('record/a.md', 'c\n');
  const three = await commit('Three');
  const grown = await read();
  expect(grown).not.toMatch(WHOLE_LOG);
  expect(grown).toContain(` ${two}..${three} -- .\n`);
  expect(await read()).not.toMatch(HISTORY);

  await git('checkout', '--quiet', '-b', 'side', two);
  await write('record/b.md', '---\nkind: cr\nnumber: CR-2026-091\n---\n');
  const four = await commit('Four');
  await git('checkout', '--quiet', 'main');
  expect(await read()).toMatch(/ grep /);
  expect(await read()).not.toMatch(HISTORY);

  await git('merge', '--quiet', '--no-ff', 'side');
  const merged = await read();
  expect(merged).not.toMatch(WHOLE_LOG);
  const handed = merged.split('\n').filter((line) => /^[0-9a-f]{40}$/.test(line));
  expect(handed).toEqual([(await git('rev-parse', 'HEAD')).trim(), four]);
  expect(merged).not.toContain(one);
  expect(await read()).not.toMatch(HISTORY);
});
