import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryRepository } from '../helpers/repository.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

async function addressOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  return /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? '';
}

test('slop serve follows files on the disk, answers on this machine alone, and ends on an interrupt', async () => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'slop-serve-')));
  await mkdir(path.join(folder, 'record'));
  await writeFile(path.join(folder, 'slop.yaml'), '');
  const note = path.join(folder, 'record/a.md');
  await writeFile(note, '# A\n\nFirst.\n');
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], { cwd: folder });
  try {
    const address = await addressOf(child);
    const page = async (): Promise<string> => (await fetch(`${address}view/a.md.html`)).text();
    expect(await page()).toContain('First.');
    const events = await fetch(`${address}.slop/events`);
    const changed = (async () => {
      let told = '';
      for await (const chunk of events.body ?? []) {
        told += Buffer.from(chunk).toString();
        if (told.includes('event: changed')) return;
      }
    })();
    await writeFile(note, '# A\n\nSecond.\n');
    await changed;
    // A file that is written in place may be seen while it is empty; then the page is told of again.
    await expect.poll(page).toContain('Second.');
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});

test('slop serve follows a switch of branches, also to one that holds no record, and back', async () => {
  const repository = await temporaryRepository({
    'slop.yaml': 'title: Here\n',
    'record/a.md': '# A\n\nAs it is here.\n',
    'record/here.md': '# Here\n\nHere alone.\n',
  });
  const { root, git, write, commit } = repository;
  await commit('here');
  await git('checkout', '-q', '-b', 'there');
  await git('rm', '-q', 'record/here.md');
  await write('slop.yaml', 'title: There\n');
  await write('record/a.md', '# A\n\nAs it is there.\n');
  await commit('there');
  await git('checkout', '-q', '-b', 'bare');
  await git('rm', '-q', '-r', 'record', 'slop.yaml');
  await write('README', 'Nothing else.\n');
  await commit('bare');
  await git('checkout', '-q', 'there');
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], { cwd: root });
  try {
    const address = await addressOf(child);
    const page = async (place: string): Promise<string> => (await fetch(address + place)).text();
    const shows = async (title: string, words: string, status: number): Promise<void> => {
      await expect.poll(() => page('index.html')).toContain(`>${title}</a>`);
      await expect.poll(() => page('view/a.md.html')).toContain(words);
      await expect.poll(async () => (await fetch(`${address}view/here.md.html`)).status).toBe(status);
    };
    await shows('There', 'As it is there.', 404);
    await git('checkout', '-q', 'there~1');
    await shows('Here', 'As it is here.', 200);
    let said = '';
    child.stderr.on('data', (data) => {
      said += String(data);
    });
    await git('checkout', '-q', 'bare');
    await expect.poll(() => said).toContain('this is the site as it was before');
    await shows('Here', 'As it is here.', 200);
    for (const branch of ['there', 'bare', 'there~1', 'there']) await git('checkout', '-q', branch);
    await shows('There', 'As it is there.', 404);
    expect(child.exitCode).toBeNull();
  } finally {
    child.kill('SIGKILL');
    await repository.remove();
  }
});
