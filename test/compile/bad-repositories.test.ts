import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyUnverified } from '../../src/report/repositories.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryFolder, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

/** What a note finds that names things of an engine whose clone lies at a place, and why nothing could be told. */
async function checked(place: string, body: string, repos = 'engine: { branch: main }') {
  const { root, write, commit } = await keep(temporaryRepository());
  await write('slop.yaml', `repos:\n  ${repos}\n`);
  await write('slop.local.yaml', `repos:\n  ${repos.split(':', 1)[0]}: ${JSON.stringify(place)}\n`);
  await write('record/note-v0_1.md', `---\nversion: "0.1"\ndate: 2026-05-12\n---\n\n# Note\n\n${body}\n`);
  await commit('File the note');
  const world = diskWorld(root);
  const { graph, findings } = await compileAt(world, root);
  const readings = [...(graph.ledger.repositories?.values() ?? [])];
  return {
    rules: findings.flatMap(({ rule }) => (/^(?:ref|claim)\//.test(rule) ? [rule] : [])),
    claims: (graph.claims.get('record/note-v0_1.md') ?? []).map(({ state, why }) => [state, why]),
    why: readings.flatMap((reading) => whyUnverified(reading) ?? []),
  };
}

async function engine() {
  const repository = await keep(temporaryRepository({ 'a.txt': 'one\n' }));
  await repository.commit('First');
  await repository.git('checkout', '--quiet', '-b', 'phase-12');
  await repository.write('a.txt', 'two\n');
  const oid = await repository.commit('Second');
  await repository.git('checkout', '--quiet', 'main');
  return { ...repository, oid };
}

test('a branch that was deleted is told of, with the commits that were on it', async () => {
  const { root, git, oid } = await engine();
  const body = `On the engine branch phase-12. The head of phase-12 is engine ${oid.slice(0, 9)}.`;
  expect((await checked(root, body)).claims).toEqual([['verified', null]]);
  await git('branch', '-D', 'phase-12');
  const { rules, claims, why } = await checked(root, body);
  expect(rules.sort()).toEqual(['ref/missing-branch', 'ref/unpublished-commit']);
  expect(claims).toEqual([['asserted', 'engine has no branch phase-12 now']]);
  expect(why).toEqual([]);
});

test('a repository that was renamed is found by the name it bore on the day of the note, and no longer after', async () => {
  const { root, oid } = await engine();
  const body = `See tides ${oid.slice(0, 9)}.`;
  const renamed = (until: string) => `engine: { branch: main, formerly: [{ name: tides, until: ${until} }] }`;
  expect(await checked(root, body, renamed('2026-06-01'))).toMatchObject({ rules: [], why: [] });
  expect(await checked(root, 'See tides 0123abc.', renamed('2026-06-01'))).toMatchObject({
    rules: ['ref/missing-commit'],
  });
});

test.each([
  ['no repository', async () => (await keep(temporaryFolder())).root, /is no Git repository/],
  ['not there', async () => join((await keep(temporaryFolder())).root, 'gone'), /There is no folder/],
] as const)('a clone that is %s is said so in a sentence, and nothing is guessed', async (_, place, told) => {
  const { rules, why } = await checked(await place(), 'See engine 771aacd on the engine branch phase-12.');
  expect(rules).toEqual([]);
  expect(why).toEqual([expect.stringMatching(told)]);
});
