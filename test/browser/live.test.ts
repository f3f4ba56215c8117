import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasChromium, launch } from './chromium.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

test.skipIf(!hasChromium)(
  'a page of slop serve follows its note, and says when nobody serves it',
  async () => {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'slop-live-')));
    await mkdir(path.join(folder, 'record'));
    await writeFile(path.join(folder, 'slop.yaml'), '');
    const note = path.join(folder, 'record/a.md');
    await writeFile(note, '# A\n\nFirst.\n');
    const children: ChildProcessWithoutNullStreams[] = [];
    const serve = async (port: string): Promise<string> => {
      const child = spawn(process.execPath, [cli, 'serve', '--port', port], { cwd: folder });
      children.push(child);
      const said = await new Promise<string>((resolve) =>
        child.stdout.once('data', (data) => resolve(String(data))),
      );
      return /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? '';
    };
    const browser = await launch();
    try {
      const address = await serve('0');
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`${address}view/a.md.html`);
      await writeFile(note, '# A\n\nSecond.\n');
      await page.getByText('Second.').waitFor();
      expect(await page.locator('.live-problem').count()).toBe(0);
      children[0]?.kill('SIGKILL');
      await page.locator('.live-problem', { hasText: 'slop serve' }).waitFor();
      expect(await page.getByText('Second.').isVisible()).toBe(true);
      await serve(new URL(address).port);
      await page.locator('.live-problem').waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
    } finally {
      for (const child of children) child.kill('SIGKILL');
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
