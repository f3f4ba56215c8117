import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import { realWorld } from '../../src/world/world.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const home = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const keep = folderKeeper();

test('a commit without a repository is looked up in the repository of the record too', async () => {
  const { root, write, commit } = await keep(temporaryRepository({ 'slop.yaml': '' }));
  const first = await commit('Start the record');
  await write(
    'record/report-v0_1.md',
    `# Report\n\nFiled at commit ${first.slice(0, 8)}; not at commit 1234567a.\n`,
  );
  const world = realWorld({ cwd: root, env: withGit, home });
  const { graph, findings } = await compile(world, await loadProject(world, root), satteriEngine);
  expect(graph.out.get('record/report-v0_1.md')?.map(({ state, to }) => [state, to])).toEqual([
    ['ok', { type: 'object', repository: 'record', oid: first, kind: 'commit', published: true }],
    ['unverified', null],
  ]);
  expect(findings.filter(({ rule }) => /commit/.test(rule))).toEqual([]);
});
