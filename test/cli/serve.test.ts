import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

test('slop serve follows files on the disk, answers on this machine alone, and ends on an interrupt', async () => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'slop-serve-')));
  await mkdir(path.join(folder, 'record'));
  await writeFile(path.join(folder, 'slop.yaml'), '');
  const note = path.join(folder, 'record/a.md');
  await writeFile(note, '# A\n\nFirst.\n');
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], { cwd: folder });
  try {
    const said = await new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data))),
    );
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
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
    expect(await page()).toContain('Second.');
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
