import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from '../../src/render/render.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { compiled } from '../render/compiled.ts';
import { hasChromium, launch, writeSite } from './chromium.ts';
import { demandingRecord } from './demanding-record.ts';

const long = `# A long note\n\n${Array.from({ length: 2500 }, (_, at) => `## ${at + 1}. Part ${at + 1}\n\n${'See phase-3-cr-lights-v0_2.md §2, and then more. '.repeat(7)}\n`).join('\n')}`;

describe.skipIf(!hasChromium)('reading in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  let root: string;

  beforeAll(async () => {
    const files = { ...demandingRecord(), 'record/long.md': long };
    root = await writeSite(render(await compiled(memoryWorld({ files }))));
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    if (root !== undefined) await rm(fileURLToPath(root), { recursive: true, force: true });
  });

  async function open(
    place: string,
    options: Parameters<Browser['newPage']>[0] = {},
  ): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    const page = await browser.newPage(options);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(root + place);
    return { page, complaints };
  }

  test('why a halt came, what was decided and by whom is found without scripts', async () => {
    const { page, complaints } = await open('index.html', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Phase 4', exact: true }).click();
    await page.getByText('The horn is not heard.').waitFor();
    await page.getByText('by operator', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Fog, cycle 1' }).first().click();
    await page.getByRole('heading', { name: 'Settled items' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each([360, 1280])('nothing moves at %i pixels when the scripts of a page come', async (width) => {
    const heights = async (javaScriptEnabled: boolean): Promise<readonly number[]> => {
      const found: number[] = [];
      for (const place of ['index.html', 'view/phases/phase-4-fog/phase-4-handoff-v0_1.md.html']) {
        const { page } = await open(place, { javaScriptEnabled, viewport: { width, height: 900 } });
        // biome-ignore lint/suspicious/noExplicitAny: runs in the page
        found.push(await page.evaluate(() => (globalThis as any).document.documentElement.scrollHeight));
        if (javaScriptEnabled && place.startsWith('view/'))
          expect(await page.locator('.copy').count()).toBeGreaterThan(0);
        await page.close();
      }
      return found;
    };
    expect(await heights(true)).toEqual(await heights(false));
  });

  test.each([
    [360, 'phases/phase-4-fog/phase-4-handoff-v0_1.md'],
    [1280, 'phases/phase-3-lights/phase-3-lights-plan-v0_1.html'],
    [360, 'arabic.md'],
  ])(
    'at %i pixels each heading of %s has a link to copy, which is no part of its words',
    async (width, note) => {
      const { page, complaints } = await open(`view/${note}.html`, { viewport: { width, height: 900 } });
      const heading = page.locator('.body > :is(h2, h3)[id]').first();
      const link = heading.getByRole('link', { name: 'Link to this section' });
      const shown = () => link.evaluate((one) => getComputedStyle(one).opacity);
      expect(await shown()).toBe('0');
      await heading.hover();
      expect(await shown()).toBe('1');
      const box = await link.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(await heading.innerText()).not.toContain('§');
      const name = (await heading.innerText()).trim();
      expect(await page.getByRole('heading', { name, exact: true }).count()).toBeGreaterThan(0);
      await page.mouse.move(0, 0);
      await page.keyboard.press('Tab');
      await link.focus();
      expect(await shown()).toBe('1');
      await page.keyboard.press('Enter');
      expect(decodeURIComponent(new URL(page.url()).hash.slice(1))).toBe(await heading.getAttribute('id'));
      await page.emulateMedia({ media: 'print' });
      expect(await link.isVisible()).toBe(false);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('the timeline is filtered without scripts', async () => {
    const { page } = await open('timeline/index.html', { javaScriptEnabled: false });
    const halt = page.locator('.event-halt').first();
    expect(await halt.isVisible()).toBe(true);
    await page.getByLabel('Halts').focus();
    await page.keyboard.press('Space');
    expect(await halt.isVisible()).toBe(false);
    expect(await page.locator('.event-note').first().isVisible()).toBe(true);
    await page.close();
  });

  test('every state of a mention has a mark of its own', async () => {
    const { page } = await open('index.html');
    const states = [
      'missing',
      'ambiguous',
      'unverified',
      'planned',
      'amended',
      'superseded',
      'outdated',
      'archived',
    ];
    const marks = await page.evaluate((all) => {
      // biome-ignore lint/suspicious/noExplicitAny: runs in the page
      const { document, getComputedStyle } = globalThis as any;
      return all.map((state) => {
        const mention = document.createElement('span');
        mention.className = 'mention';
        mention.dataset.state = state;
        document.body.append(mention);
        return getComputedStyle(mention, '::after').content;
      });
    }, states);
    expect(new Set(marks).size).toBe(states.length);
    expect(marks).not.toContain('none');
    await page.close();
  });

  test('a note of a megabyte is laid out, and its last section reached', async () => {
    const { page, complaints } = await open('view/long.md.html');
    const last = page.getByRole('heading', { name: '2500. Part 2500' });
    await page.goto(`${page.url()}#${await last.getAttribute('id')}`);
    const box = await last.boundingBox();
    expect(box?.y).toBeLessThan(900);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('versions are compared from the keyboard alone, and nothing moves by itself', async () => {
    const { page, complaints } = await open('view/phases/phase-3-lights/phase-3-cr-lights-v0_2.md.html', {
      reducedMotion: 'reduce',
    });
    await page.getByRole('link', { name: 'compare with v0.1' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compare/v0.1-v0.2/**');
    expect(await page.locator('ins').count()).toBeGreaterThan(0);
    // biome-ignore lint/suspicious/noExplicitAny: runs in the page
    expect(await page.evaluate(() => (globalThis as any).document.getAnimations().length)).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
