import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import { realWorld } from '../../src/world/world.ts';
import { folderKeeper, frozenEnvironment, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const home = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

const note = (version: string, lights: string, head = '', more = ''): string =>
  `---\ntitle: Berths\nversion: "${version}"\ndate: 2026-05-12\n${head}---\n\n# Berths — v${version}\n\n## 1. Berths\n\nNine.\n\n## 2. Lights\n\n${lights}\n${more}`;

test.each(['', 'docs/'])(
  'what is unchanged since a commit is held against the text of then, slop.yaml in "%s"',
  async (folder) => {
    const { root, write, commit, move } = await keep(temporaryRepository());
    await write(`${folder}slop.yaml`, '');
    await write(`${folder}record/berths-v0_1.md`, note('0.1', 'None.'));
    const oid = await commit('File the berths');
    await move(`${folder}record/berths-v0_1.md`, `${folder}record/archive/berths-v0_1.md`);
    const claims = [
      `{type: unchanged, section: §1, since: ${oid.slice(0, 9)}}`,
      `{type: unchanged, section: §2, since: ${oid}}`,
      '{type: unchanged, since: "0123abc"}',
    ];
    const head = `claims:\n${claims.map((claim) => `  - ${claim}\n`).join('')}`;
    const prose = `\n## 3. Notes\n\n§1 has not changed since commit ${oid.slice(0, 9)}.\n`;
    await write(`${folder}record/berths-v0_2.md`, note('0.2', 'Red.', head, prose));
    await commit('Light the berths');
    const world = realWorld({ cwd: root, env: frozenEnvironment(0), home });
    const { graph } = await compile(
      world,
      await loadProject(world, `${root}/${folder}`.replace(/\/$/, '')),
      satteriEngine,
    );
    const found = graph.claims.get('record/berths-v0_2.md') ?? [];
    expect(found.map(({ state, live, evidence }) => [state, live, evidence?.oid])).toEqual([
      ['verified', expect.stringMatching(/^as in/), oid],
      ['contradicted', 'changed: §2', oid],
      ['asserted', null, undefined],
      ['verified', expect.stringMatching(/^as in/), oid],
    ]);
  },
);
