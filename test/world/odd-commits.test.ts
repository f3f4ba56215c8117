import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readClone } from '../../src/world/clone.ts';
import { syncClone } from '../../src/world/clone-sync.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld, withGit, withoutGit } from '../helpers/git-world.ts';
import { folderKeeper, type TemporaryRepository, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const note = (body: string) =>
  `---\ntitle: Plan\nversion: "0.1"\ndate: 2026-05-12\n---\n\n# Plan\n\n${body}\n`;

/** A commit on top of the branch, written byte by byte; git itself would not make it. */
async function commitByHand({ root, git }: TemporaryRepository, lines: readonly (string | Buffer)[]) {
  const tree = (await git('write-tree')).trim();
  const parent = (await git('rev-parse', 'HEAD')).trim();
  const head = `tree ${tree}\nparent ${parent}\n`;
  const input = Buffer.concat([head, ...lines].map((line) => Buffer.from(line)));
  const argv = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
  const oid = execFileSync('git', argv, { cwd: root, env: withGit, input, encoding: 'utf8' }).trim();
  await git('update-ref', 'refs/heads/main', oid);
  return oid;
}

const people = (date: string) => `author A <a@b.c> ${date}\ncommitter A <a@b.c> ${date}\n`;

const commits: readonly (readonly [string, readonly (string | Buffer)[]])[] = [
  ['a date that is none', [people('yesterday +0000'), '\nOdd date\n']],
  ['a date beyond all calendars', [people('99999999999999999 +9999'), '\nOdd date\n']],
  ['no date at all', ['author A <a@b.c>\ncommitter A <a@b.c>\n\nNo date\n']],
  [
    'a message in another encoding',
    [people('1778576400 +0000'), 'encoding ISO-8859-1\n\n', Buffer.from('Caf\xe9\n', 'latin1')],
  ],
  ['bytes that are no text', [people('1778576400 +0000'), '\n', Buffer.from([0xff, 0xfe, 0x01, 0x0a])]],
  ['an encoding that nobody knows', [people('1778576400 +0000'), 'encoding klingon\n\nHello\n']],
  ['no message', [people('1778576400 +0000'), '\n']],
];

describe.each(commits)('a commit with %s', (_, lines) => {
  test('is found in a clone, and tells what it can', async () => {
    const repository = await keep(temporaryRepository({ 'a.txt': 'one\n' }));
    const first = await repository.commit('First');
    const odd = await commitByHand(repository, lines);
    const nothing = { others: [], files: [], heads: [] };
    const wants = { ...nothing, hashes: [first.slice(0, 9), odd], messages: true };
    const reading = await readClone(repository.root, 'engine', wants, withGit);
    expect(reading.unread).toBeNull();
    expect(reading.hashes.get(odd)).toMatchObject({ type: 'object', kind: 'commit', published: true });
    expect(reading.hashes.get(first.slice(0, 9))).toMatchObject({ oid: first, published: true });
    expect(reading.messages.map(({ oid }) => oid).sort()).toEqual([first, odd].sort());
  });

  test('is found in a clone without the git program', async () => {
    const repository = await keep(temporaryRepository({ 'a.txt': 'one\n' }));
    const first = await repository.commit('First');
    const odd = await commitByHand(repository, lines);
    const wants = { hashes: [first, odd], others: [], messages: false, files: [], heads: [] };
    const reading = await readClone(repository.root, 'engine', wants, withoutGit);
    expect(reading.unread).toBeNull();
    expect(reading.hashes.get(odd)).toMatchObject({ type: 'object', kind: 'commit', oid: odd });
    expect(reading.hashes.get(first)).toMatchObject({ type: 'object', kind: 'commit', oid: first });
  });

  test('does no harm in the history of a record', async () => {
    const repository = await keep(temporaryRepository({ 'record/plan-v0_1.md': note('One.') }));
    await repository.commit('First');
    await repository.write('record/plan-v0_1.md', note('Two.'));
    await repository.git('add', '--all');
    const odd = await commitByHand(repository, lines);
    const world = { ...diskWorld(repository.root), threads: null };
    const { graph, findings } = await compileAt(world, repository.root);
    expect(graph.ledger.unverified).toBeNull();
    expect(graph.ledger.record?.paths.get('record/plan-v0_1.md')?.last.oid).toBe(odd);
    expect(findings.map(({ rule }) => rule)).toEqual(['version/amended-in-place']);
  });
});

describe('a lock that another git holds', () => {
  test('keeps nobody from reading', async () => {
    const repository = await keep(temporaryRepository({ 'record/plan-v0_1.md': note('One.') }));
    const oid = await repository.commit('First');
    for (const lock of ['index.lock', 'packed-refs.lock', 'HEAD.lock', 'refs/heads/main.lock'])
      await writeFile(join(repository.root, '.git', lock), '');
    const wants = { hashes: [oid], others: [], messages: false, files: [], heads: [] };
    const reading = await readClone(repository.root, 'engine', wants, withGit);
    expect(reading.hashes.get(oid)).toMatchObject({ type: 'object', published: true });
    const world = { ...diskWorld(repository.root), threads: null };
    const { graph } = await compileAt(world, repository.root);
    expect(graph.ledger.record?.head?.oid).toBe(oid);
  });

  test('is told in a sentence when a clone is to be fetched', async () => {
    const repository = await keep(temporaryRepository({ 'a.txt': 'one\n' }));
    await repository.commit('First');
    const clone = join(repository.root, 'cache.git');
    await syncClone(`file://${repository.root}`, clone, withGit, () => {});
    await repository.write('a.txt', 'two\n');
    await repository.commit('Second');
    await writeFile(join(clone, 'refs/heads/main.lock'), '');
    await expect(syncClone(`file://${repository.root}`, clone, withGit, () => {})).rejects.toThrow(
      /^Another git is at work .*\.$/,
    );
  });
});
