import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inOnePiece } from '../../src/render/templates.ts';
import type { File, LongFile } from '../../src/types.ts';

/** The names that test/helpers/set-up.sh knows; tests that need Chromium are skipped where there is none. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const chromiumPath = names.map((name) => `/usr/bin/${name}`).find(existsSync);
export const hasChromium = chromiumPath !== undefined;

/** Starts Chromium so that it asks nothing of the network by itself. */
export function launch(): Promise<Browser> {
  const quiet = ['quic', 'background-networking', 'component-update', 'sync', 'gpu'];
  return chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--headless', '--no-sandbox', '--no-first-run', ...quiet.map((what) => `--disable-${what}`)],
  });
}

/** Writes a site below a fresh folder; hands back the `file:` address of that folder, with a final `/`. */
export async function writeSite(files: AsyncIterable<File | LongFile>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'slop-site-'));
  for await (const file of files) {
    const place = path.join(folder, file.path);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, inOnePiece(file).bytes);
  }
  return `${pathToFileURL(folder).href}/`;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page as it is now: rule and the first element, for each rule. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
  if (await page.evaluate(() => (globalThis as any).axe === undefined)) await page.evaluate(axe);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    const results = await (globalThis as any).axe.run({ preload: false });
    return results.violations.map(
      (one: { id: string; nodes: { html: string }[] }) => `${one.id}: ${one.nodes[0]?.html}`,
    );
  });
}
