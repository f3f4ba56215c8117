import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runPlan } from '../../src/commands/plan/run.ts';
import { findRoot } from '../../src/commands/root.ts';
import { planOf } from '../../src/plan/plan.ts';
import { blobId } from '../../src/read/blob.ts';
import type { Plan, Repository } from '../../src/types.ts';
import { realWorld } from '../../src/world/world.ts';
import { project } from '../cli/built.ts';
import { testTerminal } from '../commands/terminal.ts';
import { openRepository, withGit } from '../helpers/git-world.ts';
import { folderKeeper, type TemporaryRepository, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const files = { 'slop.yaml': '', 'record/a-v0_1.md': 'a\n', 'other.txt': 'other\n' };
const request = {
  paths: ['record/a-v0_1.md', 'record/a-v0_2.md', 'record/archive/a-v0_1.md'],
  message: 'a v0.2: more\n\nRecord: a v0.2',
};

/** A repository with a commit, other work staged and not, and a bump in the work tree. */
async function bumped(): Promise<TemporaryRepository & { readonly opened: Repository }> {
  const made = await keep(temporaryRepository(files));
  await made.commit('first');
  await made.write('other.txt', 'staged\n');
  await made.git('add', 'other.txt');
  await made.write('other.txt', 'not staged\n');
  await made.write('untracked.txt', '');
  await made.move('record/a-v0_1.md', 'record/archive/a-v0_1.md');
  await made.write('record/a-v0_2.md', 'a 2\n');
  return { ...made, opened: await openRepository(made.root) };
}

async function hook({ root }: TemporaryRepository, name: string, script: string): Promise<void> {
  const place = path.join(root, '.git/hooks', name);
  await writeFile(place, `#!/bin/sh\n${script}\n`);
  await chmod(place, 0o755);
}

describe('Repository.commit()', () => {
  it('commits these files alone; other work stays staged, not staged, or unknown', async () => {
    const { opened, root, git } = await bumped();
    const { oid, refused } = await opened.commit(root, request);
    expect(refused).toBeNull();
    expect((await git('rev-parse', 'HEAD')).trim()).toBe(oid);
    const names = await git('show', '--no-renames', '--name-status', '--format=%B%an <%ae>', 'HEAD');
    expect(names.trim().split('\n')).toEqual([
      'a v0.2: more',
      '',
      'Record: a v0.2',
      'Ada Example <ada@example.org>',
      '',
      'D\trecord/a-v0_1.md',
      'A\trecord/a-v0_2.md',
      'A\trecord/archive/a-v0_1.md',
    ]);
    expect(await git('status', '--porcelain')).toBe('MM other.txt\n?? untracked.txt\n');
    expect((await git('log', '-1', '--format=%(trailers)')).trim()).toBe('Record: a v0.2');
  });

  it('makes the first commit of a repository too', async () => {
    const made = await keep(temporaryRepository({ 'a.md': 'a' }));
    const opened = await openRepository(made.root);
    expect(await opened.commit(made.root, { paths: ['a.md'], message: 'a' })).toMatchObject({
      refused: null,
    });
    expect(await made.git('status', '--porcelain')).toBe('');
  });

  it('takes a name for a name, not for a pattern or an option', async () => {
    const made = await keep(temporaryRepository({ '*.md': 'star', '-q.md': 'dash', 'b.md': 'b' }));
    const opened = await openRepository(made.root);
    expect(
      await opened.commit(made.root, { paths: ['*.md', '-q.md'], message: '# not a comment' }),
    ).toMatchObject({ refused: null });
    expect(await made.git('log', '-1', '--format=%s')).toBe('# not a comment\n');
    expect(await made.git('status', '--porcelain')).toBe('?? b.md\n');
  });

  it.each([
    ['pre-commit', '.'],
    ['commit-msg', 'record'],
  ])('runs the %s hook, and leaves the index alone when that refuses in %s', async (name, folder) => {
    const made = await bumped();
    await hook(made, name, 'echo "not before the audit" >&2; exit 1');
    const before = await made.git('status', '--porcelain');
    const inside = { ...request, paths: request.paths.map((one) => path.relative(folder, one)) };
    const { refused } = await made.opened.commit(path.join(made.root, folder), inside);
    expect(refused).toContain('not before the audit');
    expect(await made.git('status', '--porcelain')).toBe(before);
  });

  it('says something where neither Git nor a hook does', async () => {
    const made = await bumped();
    await hook(made, 'pre-commit', 'exit 1');
    expect((await made.opened.commit(made.root, request)).refused).toMatch(/\w/);
    await made.git('commit', '--quiet', '--no-verify', '--all', '--message', 'All');
    await made.git('rm', '--quiet', '--cached', 'other.txt');
    const same = { paths: ['other.txt'], message: 'Again' };
    expect((await made.opened.commit(made.root, same)).refused).toMatch(/\w/);
  });

  it.each(['record/a-v0_2.md', 'record/list.txt', 'list [1].txt'])(
    'leaves nothing staged of what a hook wrote into %s and staged',
    async (place) => {
      const made = await bumped();
      await hook(made, 'pre-commit', `echo formatted >> '${place}'; git add '${place}'`);
      const inside = { ...request, paths: request.paths.map((one) => path.relative('record', one)) };
      expect((await made.opened.commit(path.join(made.root, 'record'), inside)).refused).toBeNull();
      expect(await made.git('show', `HEAD:${place}`)).toMatch(/formatted\n$/);
      expect(await made.git('status', '--porcelain')).toBe('MM other.txt\n?? untracked.txt\n');
    },
  );

  it('commits more files than a command line has room for', async () => {
    const folder = `${'a'.repeat(230)}/`.repeat(14);
    const paths = Array.from({ length: 700 }, (_, index) => `${folder}${index}.md`);
    const made = await keep(temporaryRepository(Object.fromEntries(paths.map((one) => [one, '']))));
    const opened = await openRepository(made.root);
    expect(await opened.commit(made.root, { paths, message: 'a' })).toMatchObject({ refused: null });
    expect(await made.git('status', '--porcelain')).toBe('');
  });

  it('leaves the patterns of hooks to them', async () => {
    const made = await bumped();
    await hook(made, 'pre-commit', 'git diff --cached --name-only -- "*.md" >&2; exit 1');
    const { refused } = await made.opened.commit(made.root, request);
    expect(refused).toContain('record/a-v0_2.md');
  });

  it('signs as the person signs', async () => {
    const made = await bumped();
    const signer = path.join(made.root, '.git/signer');
    await writeFile(signer, '#!/bin/sh\ncat > "$0.asked"\nexit 1\n');
    await chmod(signer, 0o755);
    await made.git('config', 'commit.gpgSign', 'true');
    await made.git('config', 'gpg.program', signer);
    const { refused } = await made.opened.commit(made.root, request);
    expect(refused).toContain('sign');
    expect(await readFile(`${signer}.asked`, 'utf8')).toContain('a v0.2: more');
  });

  it('commits for nobody', async () => {
    const made = await bumped();
    await made.git('config', 'user.useConfigOnly', 'true');
    const {
      GIT_AUTHOR_NAME: _a,
      GIT_AUTHOR_EMAIL: _b,
      GIT_COMMITTER_NAME: _c,
      GIT_COMMITTER_EMAIL: _d,
      ...nobody
    } = withGit;
    const { refused } = await (await openRepository(made.root, nobody)).commit(made.root, request);
    expect(refused).toMatch(/identity|tell me who you are/i);
  });
});

describe('Repository.standstill()', () => {
  it.each([
    ['MERGE_HEAD', 'merge'],
    ['rebase-merge', 'rebase'],
    ['CHERRY_PICK_HEAD', 'cherry-pick'],
    ['index.lock', 'index'],
  ])('tells of %s', async (name, word) => {
    const made = await keep(temporaryRepository(files));
    const opened = await openRepository(made.root);
    expect(await opened.standstill()).toBeNull();
    await made.write(`.git/${name}`, '');
    expect(await opened.standstill()).toContain(word);
  });
});

describe('a plan with --commit', () => {
  const plan: Plan = planOf({
    title: 'bump a to v0.2',
    base: {
      'record/a-v0_1.md': blobId(Buffer.from('a\n')),
      'record/a-v0_2.md': null,
      'record/archive/a-v0_1.md': null,
    },
    edits: [{ path: 'record/a-v0_2.md', span: { start: 0, end: 1 }, text: 'b' }],
    copies: [{ from: 'record/a-v0_1.md', to: 'record/a-v0_2.md' }],
    moves: [{ from: 'record/a-v0_1.md', to: 'record/archive/a-v0_1.md' }],
  });

  async function run(made: TemporaryRepository) {
    const world = realWorld({ cwd: made.root, env: withGit, home: project });
    const options = { dryRun: false, json: false, commit: true, answers: null };
    return runPlan(world, testTerminal(), await findRoot(world), plan, options);
  }

  const started = async (): Promise<TemporaryRepository> => {
    const made = await keep(temporaryRepository(files));
    await made.commit('first');
    return made;
  };

  it('leaves a clean work tree with one commit more', async () => {
    const made = await started();
    expect(await run(made)).toBe(0);
    expect(await made.git('status', '--porcelain')).toBe('');
    expect(await made.git('show', '--name-status', '--format=%s', 'HEAD')).toContain(
      'R100\trecord/a-v0_1.md\trecord/archive/a-v0_1.md',
    );
  });

  it('leaves the tree as it was when a hook refuses, even one that formats first', async () => {
    const made = await started();
    await hook(made, 'pre-commit', 'echo formatted >> record/a-v0_2.md; echo "no, thanks"; exit 1');
    await expect(run(made)).rejects.toThrow('no, thanks');
    expect(await made.git('status', '--porcelain')).toBe('');
    expect(await readFile(path.join(made.root, 'record/a-v0_1.md'), 'utf8')).toBe('a\n');
  });

  it.each(['index.lock', 'MERGE_HEAD'])('changes nothing while Git is busy (%s)', async (name) => {
    const made = await started();
    await made.write(`.git/${name}`, name === 'index.lock' ? '' : await made.git('rev-parse', 'HEAD'));
    await expect(run(made)).rejects.toThrow(/committed now/);
    expect(await readFile(path.join(made.root, 'record/a-v0_1.md'), 'utf8')).toBe('a\n');
  });
});
