import { type ExecFileException, execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.ts';
import { blobId } from '../../src/read/blob.ts';
import { bareEnvironment, build, cli } from '../cli/built.ts';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';

const execute = promisify(execFile);
const keep = folderKeeper();

const mounts = await execute('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).then(
  () => true,
  () => false,
);

const text = 'line\n'.repeat(2000);
const oid = blobId(Buffer.from(text));
const paths = ['record/a.md', 'record/b.md', 'record/sub/c.md'];
const plan = planOf({
  title: 'grow',
  base: {
    ...Object.fromEntries(paths.map((place) => [place, oid])),
    'record/archive/c.md': null,
    'record/d.md': null,
  },
  edits: paths.map((place) => ({ path: place, span: { start: 0, end: 0 }, text: 'new '.repeat(2000) })),
  moves: [{ from: 'record/sub/c.md', to: 'record/archive/c.md' }],
  writes: [{ path: 'record/d.md', text }],
});

async function record() {
  const folder = await keep(temporaryFolder());
  await folder.write('before/slop.yaml', '');
  for (const place of paths) await folder.write(`before/${place}`, text);
  await folder.write('before/plan.json', JSON.stringify(plan));
  return folder;
}

const root = process.getuid?.() === 0;
const nobody = 65_534;
/** Who runs slop where permissions must hold: root is held by none. */
const who = root ? { uid: nobody, gid: nobody } : {};
/** Whether that one can read the program at all. */
const held =
  process.platform !== 'win32' &&
  (await execute(
    process.execPath,
    ['-e', `fs.accessSync(${JSON.stringify(fileURLToPath(import.meta.url))})`],
    who,
  ).then(
    () => true,
    () => false,
  ));

beforeAll(build);

describe('a full disk', () => {
  /** Mounts a small disk, and on it applies the plan with more and more room left; a line for each try. */
  const script = `
    cli=$1; before=$2; disk=$3
    trees() { (cd "$disk" && find . -type f -not -path './.slop/*' -not -name filler | sort | xargs cat | sha1sum); }
    for room in 0 8 16 32 48 64 80 96 128 256; do
      mount -t tmpfs -o size=1m none "$disk"
      cp -r "$before/." "$disk"
      old=$(trees)
      free=$(df -k --output=avail "$disk" | tail -1)
      head -c $(( (free - room) * 1024 )) /dev/zero > "$disk/filler"
      said=$(cd "$disk" && '${process.execPath}' "$cli" apply plan.json 2>&1); code=$?
      rm "$disk/filler"
      test "$(trees)" = "$old" && state=old || state=new
      left=$(find "$disk" -name '.slop-*' -o -path '*journal*' | wc -l)
      echo "$room $code $state $left $(echo "$said" | tail -1)"
      umount "$disk"
    done`;

  test.skipIf(!mounts)('leaves the old record, and says so, or the new one', async () => {
    const folder = await record();
    await mkdir(path.join(folder.root, 'disk'));
    const argv = [
      '-Urm',
      'sh',
      '-c',
      script,
      'sh',
      cli,
      path.join(folder.root, 'before'),
      path.join(folder.root, 'disk'),
    ];
    const { stdout } = await execute('unshare', argv, { env: bareEnvironment() });
    const tries = stdout
      .trim()
      .split('\n')
      .map((line) => /^(\d+) (\d+) (old|new) (\d+) (.*)$/.exec(line)?.slice(2));
    expect(tries.length).toBe(10);
    for (const [code, state, left, said] of tries as [string, string, string, string][]) {
      if (code === '0') expect([state, left]).toEqual(['new', '0']);
      else
        expect([code, state, left, said]).toEqual([
          '2',
          'old',
          '0',
          expect.stringContaining('the disk is full'),
        ]);
    }
    expect(new Set(tries.map((one) => one?.[0]))).toEqual(new Set(['0', '2']));
  });
});

describe.skipIf(!held)('a folder that is read-only', () => {
  const handOver = async (folder: string): Promise<void> => {
    await chmod(folder, 0o755);
    const places = ['.', 'record', 'record/sub', ...paths];
    for (const place of places) await chown(path.join(folder, 'before', place), nobody, nobody);
  };

  /** Runs slop as one whom permissions hold. */
  const apply = (cwd: string): Promise<{ readonly code: unknown; readonly err: string }> =>
    new Promise((resolve) => {
      const done = (error: ExecFileException | null, _out: string, err: string): void =>
        resolve({ code: error === null ? 0 : error.code, err });
      execFile(process.execPath, [cli, 'apply', 'plan.json'], { cwd, env: bareEnvironment(), ...who }, done);
    });

  test.each([
    ['the folder of a note', 'record'],
    ['the folder of the last one', 'record/sub'],
    ['the folder of slop.yaml', '.'],
  ])('changes nothing: %s', async (_what, closed) => {
    const folder = await record();
    const before = path.join(folder.root, 'before');
    if (root) await handOver(folder.root);
    await chmod(path.join(before, closed), 0o555);
    const { code, err } = await apply(before);
    await chmod(path.join(before, closed), 0o755);
    expect(code).toBe(2);
    expect(err).toContain('permission is denied');
    for (const place of paths) expect(await readFile(path.join(before, place), 'utf8')).toBe(text);
    const { stdout } = await execute('find', [
      before,
      '-path',
      '*journal*',
      '-o',
      '-name',
      'archive',
      '-o',
      '-name',
      '*.tmp',
    ]);
    expect(stdout).toBe('');
  });

  test('nor is a note changed that is read-only', async () => {
    const folder = await record();
    const before = path.join(folder.root, 'before');
    if (root) await handOver(folder.root);
    await chmod(path.join(before, 'record/a.md'), 0o444);
    const { code, err } = await apply(before);
    expect(code).toBe(2);
    expect(err).toContain('record/a.md');
    for (const place of paths) expect(await readFile(path.join(before, place), 'utf8')).toBe(text);
  });
});
