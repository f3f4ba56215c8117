import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodePath } from '../../src/render/href.ts';
import { render } from '../../src/render/render.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { compiled } from '../render/compiled.ts';
import { hasChromium, launch, violationsOn, writeSite } from './chromium.ts';
import { demandingRecord } from './demanding-record.ts';
import { pdfText } from './pdf.ts';

const pictures = fileURLToPath(new URL('../../node_modules/.cache/slop-screenshots/', import.meta.url));

/** One page for every template, and those that strain it. */
const pages = [
  'index.html',
  'phases/index.html',
  'phases/3/index.html',
  'phases/4/index.html',
  'view/phases/phase-4-fog/phase-4-handoff-v0_1.md.html',
  'kinds/cr/index.html',
  'authors/index.html',
  'items/index.html',
  'items/P4-D1/index.html',
  'items/P4-D2/index.html',
  'open/index.html',
  'id/phase-3-cr-lights/graph/index.html',
  'timeline/index.html',
  'commits/index.html',
  'commits/engine/index.html',
  'id/phase-3-cr-lights/compare/v0.1-v0.2/index.html',
  'id/log/compare/v0.40-v0.41/index.html',
  'id/log/versions/index.html',
  'id/phase-3-cr-lights/v0.2/cited/index.html',
  'phases/4/commits/index.html',
  'statuses/draft/index.html',
  'health/index.html',
  'search/index.html',
  'kinds/index.html',
  'view/phases/phase-3-lights/phase-3-cr-lights-v0_2.md.html',
  'view/phases/phase-3-lights/archive/phase-3-cr-lights-v0_1.md.html',
  'view/phases/phase-3-lights/phase-3-lights-plan-v0_1.html.html',
  'view/log/log-v0_41.md.html',
  'view/wide-v0_1.md.html',
  'view/arabic.md.html',
  'view/unbroken-v0_1.md.html',
  'id/unbroken/graph/index.html',
  'view/日本語.md.html',
  'view/turned.md.html',
  'view/deep.md.html',
  'view/half-a-head.md.html',
  'view/measured-v0_1.md.html',
  'view/plan.docx.html',
  'raw/wide-v0_1.md.html',
  'raw/plan.docx.html',
];

describe.skipIf(!hasChromium)('the site in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  let root: string;

  beforeAll(async () => {
    const files = demandingRecord();
    const history = Object.fromEntries(
      Object.keys(files).map((place) => [
        place,
        { first: '2026-02-01T09:00:00Z', last: '2026-02-06T09:00:00Z' },
      ]),
    );
    root = await writeSite(render(await compiled(memoryWorld({ files, history }))));
    browser = await launch();
    await mkdir(pictures, { recursive: true });
  });

  afterAll(async () => {
    await browser?.close();
    if (root !== undefined) await rm(fileURLToPath(root), { recursive: true, force: true });
  });

  /** Opens a page of the site and notes what the browser complains of. */
  async function open(place: string): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    await page.addInitScript(() => {
      // biome-ignore lint/suspicious/noExplicitAny: runs in the page
      (globalThis as any).addEventListener('securitypolicyviolation', (event: any) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`asks for ${request.url()}`);
    });
    await page.goto(root + encodePath(place));
    return { page, complaints };
  }

  test.each(pages)('%s reads at every width, in both schemes', async (place) => {
    const { page, complaints } = await open(place);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const name = `${place.replace(/[/\\]/g, '_').replace(/(\.md)?\.html$/, '')}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(pictures, name), fullPage: true });
        expect(await violationsOn(page)).toEqual([]);
      }
    }
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      // biome-ignore lint/suspicious/noExplicitAny: runs in the page
      const wide = await page.evaluate(() => (globalThis as any).document.documentElement.scrollWidth);
      expect([width, wide]).toEqual([width, width]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('names of a drawing stay in their place', async () => {
    const { page } = await open('id/unbroken/graph/index.html');
    const beyond = await page.locator('svg.graph a').evaluateAll((links) =>
      links.flatMap((link) => {
        const [text, box] = ['text', 'rect'].map((one) => link.querySelector(one)?.getBoundingClientRect());
        return (text?.right ?? 0) > (box?.right ?? 0) ? [link.textContent] : [];
      }),
    );
    expect(beyond).toEqual([]);
    await page.close();
  });

  test('draws all of the phases on a small screen, each name above its bar', async () => {
    const { page } = await open('index.html');
    await page.setViewportSize({ width: 360, height: 700 });
    const drawn = await page.locator('svg.bars a').evaluateAll((links) =>
      links.map((link) => {
        const [text, bar] = ['text', 'rect'].map((one) => link.querySelector(one)?.getBoundingClientRect());
        if (text === undefined || bar === undefined) return null;
        const seen = [text, bar].every(({ left, right }) => left >= 0 && right <= 360 && right - left >= 4);
        return seen && text.bottom <= bar.top + 1;
      }),
    );
    expect(drawn.length).toBeGreaterThan(1);
    expect(drawn).toEqual(drawn.map(() => true));
    await page.close();
  });

  test('gives a sentence a column to stand in where a table is wider than the page anyway', async () => {
    const { page } = await open('view/wide-v0_1.md.html');
    const wide = page.locator('.body td', { hasText: 'a sentence in a wide table' });
    expect((await wide.boundingBox())?.width).toBeGreaterThan(200);
    expect((await wide.boundingBox())?.width).toBeLessThan(320);
    await page.close();
  });

  test('breaks no day in two, and strikes words out without the colours of a comparison', async () => {
    const { page } = await open('phases/4/index.html');
    await page.setViewportSize({ width: 360, height: 700 });
    const lines = await page
      .locator('time')
      .evaluateAll((all) => all.map((time) => time.getClientRects().length));
    expect([...new Set(lines)]).toEqual([1]);
    await page.goto(`${root}view/wide-v0_1.md.html`);
    const struck = page.locator('.body del');
    expect(await struck.evaluate((del) => getComputedStyle(del).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
    await page.close();
  });

  test('begins a drawing at its own note on a small screen', async () => {
    const { page } = await open('id/phase-3-cr-lights/graph/index.html');
    await page.setViewportSize({ width: 360, height: 700 });
    await page.reload();
    const box = await page.locator('.drawing [aria-current] rect').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    await page.close();
  });

  test('tells when its policy is broken', async () => {
    const { page, complaints } = await open('index.html');
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: runs in the page
      const { document } = globalThis as any;
      document.body.setAttribute('style', 'color: red');
      document.body.append(
        Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/x' }),
      );
    });
    await expect.poll(() => complaints.filter((one) => one.startsWith('policy: ')).length).toBe(2);
    await page.close();
  });

  test.each(['view/wide-v0_1.md.html', 'index.html', 'phases/4/index.html'])(
    '%s can be read at 400 %% on a screen of 1280 by 900',
    async (place) => {
      const { page, complaints } = await open(place);
      const session = await page.context().newCDPSession(page);
      const metrics = { width: 320, height: 225, deviceScaleFactor: 4, mobile: false };
      await session.send('Emulation.setDeviceMetricsOverride', metrics);
      const seen = await page.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: runs in the page
        const { document, innerWidth, devicePixelRatio, getComputedStyle } = globalThis as any;
        const fixed = [...document.querySelectorAll('body *')].filter((one) =>
          /fixed|sticky/.test(getComputedStyle(one).position),
        );
        const covered = fixed.reduce((sum: number, one) => sum + one.getBoundingClientRect().height, 0);
        return { innerWidth, devicePixelRatio, wide: document.documentElement.scrollWidth, covered };
      });
      expect(seen).toMatchObject({ innerWidth: 320, devicePixelRatio: 4, wide: 320 });
      expect(seen.covered).toBeLessThan(112);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test('gives each column of a table one edge, whatever is written in it', async () => {
    const { page } = await open('view/arabic.md.html');
    const edges = await page.locator('.body tr').evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell, at) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          const { left, right } = range.getBoundingClientRect();
          return Math.round(at === 2 ? left : right);
        }),
      ),
    );
    expect(edges).toHaveLength(2);
    expect(edges[0]).toEqual(edges[1]);
    await page.close();
  });

  test('prints without its furniture, with all of the head, and with what is folded', async () => {
    const { page } = await open('view/wide-v0_1.md.html');
    const printed = pdfText(await page.pdf({ format: 'A4' }));
    for (const words of ['column40', '43329', 'withinaquotation', 'Anoteatthefoot', 'Itsaysmuch'])
      expect(printed).toContain(words);
    expect(printed).not.toContain('Timeline');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.ways').isVisible()).toBe(false);
    expect(await page.locator('.contents-aside').isVisible()).toBe(false);
    expect(await page.getByText('a-very-long-name-').first().isVisible()).toBe(true);
    await page.goto(`${root}view/phases/phase-3-lights/phase-3-cr-lights-v0_2.md.html`);
    expect(await page.locator('.backlinks details li').first().isVisible()).toBe(true);
    await page.close();
  });

  test('leads the keyboard past the masthead', async () => {
    const { page } = await open('view/phases/phase-3-lights/phase-3-cr-lights-v0_2.md.html');
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip');
    expect(await skip.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.locator('main').evaluate((main) => main === main.ownerDocument.activeElement)).toBe(
      true,
    );
    await page.close();
  });

  test('leads permanent addresses to the note', async () => {
    const { page, complaints } = await open('id/phase-3-cr-lights/v0.1/index.html');
    await page.waitForURL('**/view/phases/phase-3-lights/archive/phase-3-cr-lights-v0_1.md.html');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('leads a section address to its heading', async () => {
    const { page } = await open('view/phases/phase-3-lights/phase-3-cr-lights-v0_2.md.html');
    await page.setViewportSize({ width: 1280, height: 500 });
    await page.goto(`${page.url()}#s-4`);
    const heading = page.getByRole('heading', { name: 'Halt conditions' });
    expect((await heading.boundingBox())?.y).toBeLessThan(500);
    const ground = await heading.evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(ground).not.toBe('rgba(0, 0, 0, 0)');
    await page.close();
  });
});
