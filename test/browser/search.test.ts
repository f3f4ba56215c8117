import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from '../../src/render/render.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { build } from '../render/built.ts';
import { compiled } from '../render/compiled.ts';
import { hasChromium, launch, violationsOn, writeSite } from './chromium.ts';
import { demandingRecord } from './demanding-record.ts';
import { type Served, serve } from './server.ts';

describe.skipIf(!hasChromium)('the search in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  let served: Served;
  let disk: string;

  beforeAll(async () => {
    const files: ReturnType<typeof demandingRecord> = {
      ...demandingRecord(),
      'record/ferrying.md': '# Ferrying\n\nThe binding outing went `in`; the coming tide was late.\n',
      'record/bridge.md': '# D-12: The bridge\n\n## Candidate G\n',
      'record/night.md':
        '# At night\n\n## 1. Why\n\n<!-- Say why. Name D-12. -->\n\n> [!NOTE]\n> D-12 needs Candidate G.\n',
      'record/days.md': '# Days\n\nAll 12 boats of type D.\n',
      'record/moorings.md':
        '# Moorings\n\nUnderlined buoys\n----------------\n\n|Berth|Depth\\_low|\n|:--|--:|\n|Quay|4 m|\n\n```sh\nmoor --bollard\n```\n\nMark `<!-- fender -->` there. <!-- No fender here. -->\n',
    };
    const settings = String(files['slop.yaml']).replace('harbour.example/', 'harbour.example/record/');
    const input = await compiled(memoryWorld({ files: { ...files, 'slop.yaml': settings } }));
    served = await serve(await build(input));
    disk = await writeSite(render(input));
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    if (disk !== undefined) await rm(fileURLToPath(disk), { recursive: true, force: true });
  });

  /** A page that gets nothing from addresses like `missing`: what is barred later may come all the same. */
  async function open(
    address: string,
    missing: string | null = null,
  ): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    const page = await browser.newPage();
    if (missing !== null) await page.route(missing, (route) => route.abort());
    page.setDefaultTimeout(5_000);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return { page, complaints };
  }

  const results = (page: Page) => page.locator('.search-results li');

  async function search(page: Page, words: string): Promise<readonly string[]> {
    await page.keyboard.press('/');
    await page.locator('input[type=search]').fill(words);
    await page.locator('.search-told', { hasText: /result|Nothing/ }).waitFor();
    return results(page).allInnerTexts();
  }

  test('opens by a key, tells section and sentence, and follows with the keyboard alone', async () => {
    const { page, complaints } = await open(`${served.root}index.html`);
    const found = await search(page, 'halt conditions');
    expect(found.length).toBeGreaterThan(0);
    const first = results(page).first();
    await first.locator('.search-section').waitFor();
    expect(await first.locator('mark').first().innerText()).toMatch(/halt|conditions/i);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/view\/.*#/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('marks words where they begin, in the sentence as it is read', async () => {
    const { page } = await open(`${served.root}search/index.html`);
    await page.locator('input[type=search]').fill('ferrying went in');
    const sentence = results(page).first().locator('.search-sentence');
    await sentence.waitFor();
    expect(await sentence.innerText()).toBe('The binding outing went in; the coming tide was late.');
    expect(await sentence.locator('mark').allInnerTexts()).toEqual(['went', 'in']);
    await page.close();
  });

  test.each([
    ['berth depth', 'Berth Depth_low'],
    ['quay', 'Quay 4 m'],
    ['bollard', 'moor --bollard'],
    ['underlined buoys', 'Berth Depth_low'],
    ['fender', 'Mark <!-- fender --> there.'],
  ])('shows what %j finds without the marks of tables, code and headings', async (words, sentence) => {
    const { page } = await open(`${served.root}search/index.html`);
    await page.locator('input[type=search]').fill(words);
    const first = results(page).first();
    await first.locator('.search-sentence').waitFor();
    expect(await first.locator('.search-section').innerText()).toBe('§ Underlined buoys');
    expect(await first.locator('.search-sentence').innerText()).toBe(sentence);
    await page.close();
  });

  test('looks again once the connection is back', async () => {
    const { page } = await open(`${served.root}timeline/index.html`, '**/search/index.json');
    await page.keyboard.press('/');
    await page.locator('.search-told', { hasText: 'could not be loaded' }).waitFor();
    await page.route('**/search/texts/**', (route) => route.abort());
    await page.unroute('**/search/index.json');
    await page.locator('input[type=search]').fill('light');
    await page.getByLabel('Kind').waitFor();
    await page.locator('.search-told', { hasText: 'could not be loaded' }).waitFor();
    await page.unroute('**/search/texts/**');
    expect((await search(page, 'lights')).length).toBeGreaterThan(0);
    await page.close();
  });

  test('leads to its page where its script has another address by now', async () => {
    const { page } = await open(`${served.root}timeline/index.html`, '**/scripts/search-*.js');
    await page.keyboard.press('/');
    await page.waitForURL(/search\/index\.html$/);
    await page.close();
  });

  test('leaves the arrows to whoever chooses characters with them', async () => {
    const { page } = await open(`${served.root}search/index.html`);
    const input = page.locator('input[type=search]');
    await input.fill('港の灯り');
    await results(page).first().waitFor();
    await input.dispatchEvent('keydown', { key: 'ArrowDown', isComposing: true });
    expect(await input.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.close();
  });

  test('finds ids, beginnings of words, words with a slip, and scripts without spaces', async () => {
    const { page } = await open(`${served.root}search/index.html`);
    const input = page.locator('input[type=search]');
    for (const words of ['phase-3-cr-lights', 'scopi', 'scopimg', '港の灯り', 'ميناء']) {
      await input.fill('');
      await input.fill(words);
      await results(page).first().waitFor();
    }
    await page.close();
  });

  test('finds ids of one letter and a number where they are named, and needs no letter that stands alone', async () => {
    const { page } = await open(`${served.root}search/index.html`);
    const told = page.locator('.search-told');
    for (const words of ['D-12', 'Candidate G']) {
      await page.locator('input[type=search]').fill(words);
      await expect
        .poll(() => results(page).locator('a').allInnerTexts())
        .toEqual(['D-12: The bridge', 'At night']);
    }
    const sentence = results(page).last().locator('.search-sentence');
    await sentence.waitFor();
    expect(await sentence.innerText()).toBe('D-12 needs Candidate G.');
    expect(await results(page).first().locator('.search-section').innerText()).toBe('§ Candidate G');
    await page.locator('input[type=search]').fill('§3');
    await expect.poll(() => told.innerText()).toBe('A word of two letters or digits is needed.');
    await page.close();
  });

  test('leaves versions that are not in force out until they are asked for, and heeds filters', async () => {
    const { page } = await open(`${served.root}search/index.html`);
    await page.locator('input[type=search]').fill('log entries');
    await page.locator('.search-told', { hasText: /^1 result$/ }).waitFor();
    await page.getByLabel('Earlier versions too').check();
    await page.locator('.search-told', { hasText: /^41 results$/ }).waitFor();
    await page.getByRole('button', { name: 'More results' }).click();
    await expect.poll(() => results(page).count()).toBe(16);
    await page.getByLabel('Kind').selectOption('cr');
    await page.locator('.search-told', { hasText: /Nothing/ }).waitFor();
    await page.close();
  });

  test('is found again on the way back from a result, with its filters', async () => {
    const { page, complaints } = await open(`${served.root}search/index.html`);
    await page.locator('input[type=search]').fill('log & entries');
    await page.getByLabel('Earlier versions too').check();
    await page.getByLabel('Kind').selectOption('document');
    await page.locator('.search-told', { hasText: /^41 results$/ }).waitFor();
    await results(page).first().locator('a').click();
    await page.waitForURL(/view\//);
    await page.goBack();
    await page.locator('.search-told', { hasText: /^41 results$/ }).waitFor();
    expect(await page.locator('input[type=search]').inputValue()).toBe('log & entries');
    expect(await page.getByLabel('Kind').inputValue()).toBe('document');
    expect(await page.getByLabel('Earlier versions too').isChecked()).toBe(true);
    expect(complaints).toEqual([]);
    await page.goto(`${served.root}index.html`);
    await search(page, 'log entries');
    await page.waitForTimeout(300);
    expect(page.url()).toBe(`${served.root}index.html`);
    await page.close();
  });

  test('runs nothing of what it shows', async () => {
    const { page, complaints } = await open(`${served.root}search/index.html`);
    await page.locator('input[type=search]').fill('script alert');
    await results(page).first().waitFor();
    expect(await page.locator('.search-results script, .search-results svg').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('finds titles where the site is opened from disk', async () => {
    const { page, complaints } = await open(`${disk}view/wide-v0_1.md.html`);
    expect(await search(page, 'a command with many words')).toEqual([]);
    await page.locator('.search-told', { hasText: /^Nothing found\..*disk/ }).waitFor();
    await page.locator('input[type=search]').fill('LIGHTS scoping');
    await page.locator('.search-told', { hasText: /^1 result\..*disk/ }).waitFor();
    await results(page).first().locator('a').click();
    await page.waitForURL(/scoping-note/);
    await page.goto(`${disk}search/index.html`);
    await page.locator('input[type=search]').fill('LIGHTS scoping');
    await results(page).first().locator('a').click();
    await page.waitForURL(/scoping-note/);
    await page.goBack();
    await page.locator('.search-told', { hasText: /^1 result\..*disk/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('asks for few bytes', async () => {
    const { page } = await open(`${served.root}index.html`);
    served.sent.length = 0;
    await search(page, 'pier lights');
    const scripts = served.sent.filter(({ path }) => path.startsWith('scripts/'));
    expect(scripts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(30_000);
    await page.close();
  });

  test('leads from an address that is not there', async () => {
    const { page } = await open(`${served.root}view/phase-3-lights/phase-3-cr-lihgts-v0_2.md.html`);
    expect(await page.locator('h1').innerText()).toBe('Not found');
    await results(page).filter({ hasText: 'CR-2026-003' }).first().waitFor();
    await page.close();
  });

  test.each([360, 1280])(
    'is there for everyone at %i pixels, with what it found and on the page of an address that is not there',
    async (width) => {
      const { page } = await open(`${served.root}index.html`);
      await page.setViewportSize({ width, height: 900 });
      await search(page, 'halt conditions');
      await results(page).first().locator('.search-section').waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violationsOn(page)).toEqual([]);
      }
      await page.goto(`${served.root}no/such/page.html`);
      expect(await violationsOn(page)).toEqual([]);
      await page.close();
    },
  );

  test('remembers the scheme that was chosen', async () => {
    const { page, complaints } = await open(`${served.root}index.html`);
    const ground = () =>
      page.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: runs in the page
        const { document, getComputedStyle } = globalThis as any;
        return getComputedStyle(document.documentElement).backgroundColor;
      });
    const before = await ground();
    await page.locator('.scheme-switch').click();
    await page.locator('.scheme-switch').click();
    const dark = await ground();
    expect(dark).not.toBe(before);
    await page.goto(`${served.root}kinds/index.html`);
    expect(await ground()).toBe(dark);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
