import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../helpers/repository.ts';
import { bareEnvironment, build, cli, project, slop, startSlop } from './built.ts';

const execute = promisify(execFile);

const good = '---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\nWell.\n';
const bad = '---\nkind: crr\ntitle: Plan\n---\n# Plan\n\nSee other-v0_1.md.\n';
const empty = { 'slop.yaml': '', 'record/.gitkeep': '' };
const warned = '# Plan\n\nNo head.\n';

async function repository(files: Readonly<Record<string, string>>) {
  const made = await temporaryRepository(files);
  onTestFinished(made.remove);
  return made;
}

beforeAll(build);

describe('slop', () => {
  test('exits with 0 on a clean record, and with 1 on errors', async () => {
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': good });
    expect(await slop(root, ['check'])).toEqual({ code: 0, out: 'no findings; 1 note checked\n', err: '' });
    const other = await repository({ 'slop.yaml': '', 'record/a.md': bad, 'record/b.md': good });
    const { code, out } = await slop(other.root, ['check']);
    expect(code).toBe(1);
    expect(out).toContain('error[kind/unknown]');
  });

  test('exits with 1 on warnings only when strict', async () => {
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': warned });
    expect((await slop(root, ['check'])).code).toBe(0);
    expect((await slop(root, ['check', '--strict'])).code).toBe(1);
  });

  test('names the Node that it needs where it runs with an older one, and exits with 2', async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    await folder.write('old.cjs', 'Object.defineProperty(process.versions, "node", { value: "18.20.8" });');
    const env = { NODE_OPTIONS: `--require "${path.join(folder.root, 'old.cjs')}"` };
    const { code, out, err } = await slop(folder.root, ['check'], env);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Node 20.19');
  });

  test('says that a record is empty, and exits with 0', async () => {
    const { root } = await repository({ 'slop.yaml': '', 'record/.gitkeep': '' });
    const { code, err } = await slop(root, ['check']);
    expect(code).toBe(0);
    expect(err).toContain('The record is empty');
    expect(err).toContain('(record: docs)');
    expect((await slop(root, ['render'])).code).toBe(0);
    const named = await repository({ 'slop.yaml': 'record: docs\n', 'docs/.gitkeep': '' });
    expect((await slop(named.root, ['check'])).err).not.toContain('(record: docs)');
  });

  test.each([
    ['a record that is not there', { 'slop.yaml': '' }, ['check'], 'record'],
    ['no slop.yaml', {}, ['check'], 'slop init'],
    ['a broken slop.yaml', { 'slop.yaml': 'titel: x\n' }, ['check'], 'slop.yaml:1:1'],
    ['a path where nothing is', empty, ['check', 'none.md'], 'none.md'],
    ['an unknown rule', {}, ['explain', 'ref/mising-section'], 'ref/missing-section'],
    ['a folder of somebody else', { ...empty, 'out/x': '' }, ['render', '--out', 'out'], '--out'],
    ['a revision that is none', empty, ['check', '--since', 'nowhere'], 'nowhere'],
    ['a revision like an option', empty, ['check', '--since=--output=/tmp/x'], '--output'],
    ['a baseline with paths', { 'slop.yaml': '' }, ['check', '--update-baseline', '.'], 'whole record'],
    ['a broken baseline', { ...empty, 'slop-baseline.json': '{' }, ['check'], 'slop-baseline.json'],
    ['a file in the place of the site', { ...empty, site: '' }, ['render'], 'folder'],
  ])('refuses %s with 2, a sentence and nothing on standard output', async (_name, files, argv, words) => {
    const { root } = await repository(files);
    const { code, out, err } = await slop(root, argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^slop: /);
    expect(err).toContain(words);
    expect(err).not.toContain('    at ');
  });

  test('refuses --since outside of Git, and checks all the same without it', async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    await folder.write('slop.yaml', '');
    await folder.write('record/a.md', good);
    expect(await slop(folder.root, ['check', '--since', 'HEAD'])).toMatchObject({ code: 2, out: '' });
    expect((await slop(folder.root, ['check'])).code).toBe(0);
    expect((await slop(folder.root, ['init'])).code).toBe(2);
  });

  test('exits with 3 on a bug, with the stack and where to report it', async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'slop-bug-'));
    onTestFinished(() => rm(home, { recursive: true }));
    for (const part of ['dist', 'package.json']) {
      await cp(path.join(project, part), path.join(home, part), { recursive: true });
    }
    await symlink(path.join(project, 'node_modules'), path.join(home, 'node_modules'));
    const throwing = "export async function explain() { throw new TypeError('a slip'); }\n";
    await writeFile(path.join(home, 'dist/chunks/explain.js'), throwing);
    const argv = [path.join(home, 'dist/cli.js'), 'explain'];
    const failure = await execute(process.execPath, argv, { env: bareEnvironment() }).catch((error) => error);
    expect(failure.code).toBe(3);
    expect(failure.stdout).toBe('');
    expect(failure.stderr).toMatch(/TypeError: a slip\n {4}at explain/);
    expect(failure.stderr).toContain('/issues');
  });

  test('exits with 130 when interrupted, and leaves the old site whole', async () => {
    const notes = Array.from({ length: 400 }, (_, index) => [`record/note-${index}.md`, good.repeat(40)]);
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': good });
    await slop(root, ['render']);
    const before = await readdir(path.join(root, 'site'), { recursive: true });
    for (const [place = '', text = ''] of notes) await writeFile(path.join(root, place), text);
    const child = startSlop(root, ['render']);
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    while (!(await readdir(root)).some((name) => name.startsWith('.site.slop-'))) await pause(5);
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, signal: null });
    expect(await readdir(path.join(root, 'site'), { recursive: true })).toEqual(before);
    expect((await readdir(root)).sort()).toEqual(['.git', '.slop', 'record', 'site', 'slop.yaml']);
  });
});

describe('output', () => {
  test('takes a reader that has seen enough', async () => {
    const notes = Array.from({ length: 300 }, (_, index) => [`record/note-${index}.md`, bad]);
    const { root } = await repository({ 'slop.yaml': '', ...Object.fromEntries(notes) });
    const script = '"$0" "$1" check | head -n 1; echo codes $PIPESTATUS';
    const { stdout, stderr } = await execute('bash', ['-c', script, process.execPath, cli], {
      cwd: root,
      env: bareEnvironment(),
    });
    expect(stdout).toMatch(/^error\[.*\n(.*\n)*codes 1\n$/);
    expect(stderr).toBe('');
  });

  test.skipIf(!existsSync('/dev/full'))('that nobody can take is a refusal, said once', async () => {
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': bad });
    for (const argv of ['check', 'explain', '--help']) {
      const script = `"$0" "$1" ${argv} > /dev/full; echo code $?`;
      const { stdout, stderr } = await execute('bash', ['-c', script, process.execPath, cli], {
        cwd: root,
        env: bareEnvironment(),
      });
      expect(stdout).toBe('code 2\n');
      expect(stderr).toMatch(/^slop: Cannot proceed: the disk is full\.\n$/);
    }
  });

  test.each([
    ['is gone, with text unread', 'ECONNRESET', 1],
    ['cannot be told anything', 'ENOSPC', 2],
  ])('ends when whoever called it %s', async (_name, why, code) => {
    const { root, write } = await repository({ 'slop.yaml': '', 'record/a.md': bad });
    await write(
      'deaf.mjs',
      `const error = Object.assign(new Error('${why}'), { code: '${why}', syscall: 'write' });
for (const stream of [process.stdout, process.stderr]) stream.write = (_, done) => { process.nextTick(done, error); };`,
    );
    const argv = ['--import', `${root}/deaf.mjs`, cli, 'check'];
    const child = spawn(process.execPath, argv, { cwd: root, env: bareEnvironment(), stdio: 'ignore' });
    // A signal is not heard while promises follow each other without end.
    const late = setTimeout(() => child.kill('SIGKILL'), 45_000);
    const ended = await new Promise((resolve) => child.once('exit', (...all) => resolve(all)));
    clearTimeout(late);
    expect(ended).toEqual([code, null]);
  });

  test('says so when files of slop are spoilt', async () => {
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': good });
    const copy = path.join(root, 'copy');
    for (const name of ['package.json', 'dist'])
      await cp(path.join(project, name), path.join(copy, name), { recursive: true });
    for (const name of await readdir(path.join(copy, 'dist/chunks')))
      await truncate(path.join(copy, 'dist/chunks', name), 100);
    const ended = execute(process.execPath, [path.join(copy, 'dist/cli.js'), 'check'], {
      cwd: root,
      env: bareEnvironment(),
      timeout: 45_000,
      killSignal: 'SIGKILL',
    });
    await expect(ended).rejects.toMatchObject({
      code: 3,
      stderr: `slop: This copy of slop (${copy}) is not whole: install it again.\n`,
    });
  });

  test('is whole when the reader is slow', async () => {
    const notes = Array.from({ length: 300 }, (_, index) => [`record/note-${index}.md`, bad]);
    const { root } = await repository({ 'slop.yaml': '', ...Object.fromEntries(notes) });
    const child = spawn(process.execPath, [cli, 'check', '--format', 'json'], {
      cwd: root,
      env: bareEnvironment(),
    });
    await pause(1_000);
    let text = '';
    for await (const chunk of child.stdout) text += chunk;
    expect(JSON.parse(text).summary.notes).toBe(300);
  });

  test.each([
    ['not off a terminal', {}, false],
    ['when forced', { FORCE_COLOR: '1' }, true],
    ['not when forced to none', { FORCE_COLOR: '0' }, false],
    ['not when NO_COLOR is set, whatever is forced', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['when NO_COLOR is empty', { FORCE_COLOR: '1', NO_COLOR: '' }, true],
  ])('is coloured %s', async (_name, env, coloured) => {
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': bad });
    const { out } = await slop(root, ['check'], env);
    expect(out.includes('\u001b[')).toBe(coloured);
    const json = await slop(root, ['check', '--format', 'json'], env);
    expect(json.out).not.toContain('\u001b');
  });

  test('is the same twice, in every format', async () => {
    const { root } = await repository({ 'slop.yaml': '', 'record/a.md': bad, 'record/b.md': warned });
    for (const format of ['pretty', 'json', 'sarif', 'github']) {
      const first = await slop(root, ['check', '--format', format]);
      expect(await slop(root, ['check', '--format', format])).toEqual(first);
    }
  });

  test('puts paths where their reader looks', async () => {
    const files = { 'docs/slop.yaml': '', 'docs/record/deep/a.md': bad };
    const { root } = await repository(files);
    const deep = path.join(root, 'docs/record/deep');
    expect((await slop(deep, ['check'])).out).toContain('--> a.md:2:7');
    const json = JSON.parse((await slop(deep, ['check', '--format', 'json'])).out);
    expect({ root: json.root, path: json.findings[0].path }).toEqual({
      root: '../..',
      path: 'record/deep/a.md',
    });
    expect((await slop(deep, ['check', '--format', 'github'])).out).toContain('file=docs/record/deep/a.md,');
    const sarif = (await slop(deep, ['check', '--format', 'sarif'])).out;
    expect(sarif).toContain('"uri":"docs/record/deep/a.md"');
  });

  test('puts what has no annotation into the job summary, behind what is there', async () => {
    const notes = Array.from({ length: 12 }, (_, index) => [`record/note-${index}.md`, warned]);
    const { root } = await repository({ 'slop.yaml': '', ...Object.fromEntries(notes) });
    const place = path.join(root, 'summary.md');
    await writeFile(place, '# Before\n');
    const { out } = await slop(root, ['check', '--format', 'github'], { GITHUB_STEP_SUMMARY: place });
    expect(out.match(/^::warning /gm)).toHaveLength(10);
    const summary = await readFile(place, 'utf8');
    expect(summary).toMatch(/^# Before\n/);
    expect(summary.match(/^\| warning /gm)).toHaveLength(2);
  });
});
