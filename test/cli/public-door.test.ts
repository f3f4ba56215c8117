import { execFile } from 'node:child_process';
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, Refusal } from '../../src/index.ts';
import { realWorld } from '../../src/world/world.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { build, project } from './built.ts';

const execute = promisify(execFile);

describe('the public door', () => {
  beforeAll(build);

  it.each([
    ['src/index.ts', /@example\n([\s\S]*?)\n \*\n \* @/],
    ['README.md', /^```js\n([\s\S]*?)```$/m],
  ])('opens as the example in %s says', async (file, pattern) => {
    const text = await readFile(path.join(project, file), 'utf8');
    const example = pattern.exec(text)?.[1]?.replace(/^ \* ?/gm, '') ?? '';
    expect(example).toContain("from '@dunin7/slop'");
    const script = `${example}\nconsole.log(JSON.stringify([Array.isArray(findings), graph.byPath.has('record/glossary.md')]));`;
    // In the package itself its name leads to dist/.
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: project,
    });
    expect(JSON.parse(stdout)).toEqual([true, true]);
  });
});

describe('compile()', () => {
  const keep = folderKeeper();
  const world = realWorld({ env: withGit, home: project });
  const note =
    '---\nkind: standing-note\ntitle: A\nversion: "0.1"\ndate: 2026-05-01\nstatus: draft\n---\n# A\n\n## What holds\n\nIt.\n';
  const recordOf = async (files: Readonly<Record<string, string>>) => {
    const record = await keep(temporaryRepository());
    for (const [file, text] of Object.entries(files)) await record.write(file, text);
    await record.commit('Begin', 0);
    return record;
  };

  it('finds the history of a record in a folder of its repository, behind a symbolic link', async () => {
    const { root } = await recordOf({ 'docs/slop.yaml': '', 'docs/record/a-v0_1.md': note });
    await symlink(`${root}/docs`, `${root}/.git/way`);
    const { graph } = await compile(world, { root: `${root}/.git/way` });
    expect([...(graph.ledger.record?.paths.keys() ?? [])]).toEqual(['record/a-v0_1.md']);
    expect(graph.ledger.prefix).toBe('docs/');
  });

  it('refuses a root that is not there, by its name', async () => {
    const { root } = await recordOf({ 'slop.yaml': '' });
    for (const wrong of [`${root}/nowhere`, `${root}/slop.yaml`]) {
      const refused = await compile(world, { root: wrong }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refusal);
      expect(String(refused)).toContain(wrong);
    }
  });

  it('asks nothing of a text, and of who names it, that a plugin failed on', async () => {
    const citing =
      '---\ntitle: B\nversion: "0.1"\ndate: 2026-05-01\n---\n# B\n\n## One\n\nSee a-v0_1.md §2.\n';
    const { root } = await recordOf({
      'slop.yaml': '',
      'record/a-v0_1.md': note,
      'record/b-v0_1.md': citing,
    });
    const failsOnA =
      () =>
      (_: unknown, { value }: { readonly value: unknown }) => {
        if (String(value).includes('# A')) throw new Error('I cannot.');
      };
    const { findings } = await compile(world, { root, remarkPlugins: [failsOnA] });
    expect(findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['source/unreadable', 'record/a-v0_1.md'],
    ]);
  });
});
