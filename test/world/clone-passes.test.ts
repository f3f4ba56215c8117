import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readClone } from '../../src/world/clone.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const COMMITS = 20_000;

test('a clone of 20,000 commits answers for 10,000 short hashes in as many passes as for ten', async () => {
  const { root } = await keep(temporaryRepository());
  const history = Array.from({ length: COMMITS }, (_, at) => {
    const subject = `Commit ${at}`;
    return `commit refs/heads/main\ncommitter A <a@b.c> ${1_700_000_000 + at} +0000\ndata ${subject.length}\n${subject}\n`;
  });
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, env: withGit, input: history.join('') });
  const oids = execFileSync('git', ['rev-list', 'main'], { cwd: root, env: withGit, encoding: 'utf8' })
    .trim()
    .split('\n');
  const hashes = oids.filter((_, at) => at % 2 === 0).map((oid) => oid.slice(0, 9));
  const lost = Array.from({ length: 500 }, (_, at) => at.toString(16).padStart(9, 'f'));
  const counted = path.join(root, 'counted');
  const bin = path.join(root, 'bin');
  await mkdir(bin);
  const real = execFileSync('sh', ['-c', 'command -v git'], { env: withGit, encoding: 'utf8' }).trim();
  const script = `#!/bin/sh\necho >> '${counted}'\nexec '${real}' "$@"\n`;
  await writeFile(path.join(bin, 'git'), script, { mode: 0o755 });
  const env = { ...withGit, PATH: `${bin}:${withGit['PATH']}` };
  const ask = async (some: readonly string[]) => {
    const wants = { hashes: [...some, ...lost], others: [], messages: false, files: [], heads: [] };
    const answer = await readClone(root, 'engine', wants, env);
    const started = (await readFile(counted, 'utf8')).length;
    await rm(counted);
    return { ...answer, started };
  };

  const few = await ask(hashes.slice(0, 10));
  const { hashes: found, commits, started } = await ask(hashes);
  expect([...found.values()].filter(({ type }) => type === 'object')).toHaveLength(hashes.length);
  expect(commits.size).toBe(hashes.length);
  expect(few.commits.size).toBe(10);
  expect(started).toBe(few.started);
  expect(started).toBeGreaterThan(0);
});
