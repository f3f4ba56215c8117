import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryWorld } from '../helpers/memory-world.ts';
import { build } from '../render/built.ts';
import { compiled } from '../render/compiled.ts';
import { hasChromium, launch } from './chromium.ts';
import { demandingRecord } from './demanding-record.ts';
import { type Served, serve } from './server.ts';

const citing = `---
title: What cites
date: 2026-02-01
---

## 1. Mentions

It is said, as it was before, in phase-3-cr-lights-v0_2.md §4, and below in §2.

## 2. Below

<script>alert(1)</script> The passage that is meant.
`;

describe.skipIf(!hasChromium)('previews in Chromium (skipped where there is none)', () => {
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    const files = { ...demandingRecord(), 'record/citing.md': citing };
    served = await serve(await build(await compiled(memoryWorld({ files }))));
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  async function open(options: Parameters<Browser['newPage']>[0] = {}) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 }, ...options });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${served.root}view/citing.md.html`);
    return { page, complaints };
  }

  const card = (page: Page) => page.getByRole('tooltip');
  const section = (page: Page) => page.locator('.body a.mention', { hasText: '§4' });

  test('tell title, standing and passage for the keyboard, and are put away by Escape', async () => {
    const { page, complaints } = await open();
    await section(page).evaluate((link) => link.setAttribute('title', 'Superseded'));
    await page.locator('.body a.mention').first().focus();
    await page.keyboard.press('Tab');
    // On a slow machine that of the first mention is there before.
    await expect.poll(() => section(page).getAttribute('aria-describedby')).toBe('page-preview');
    expect(await card(page).innerText()).toMatch(
      /^CR-2026-003 — Phase 3: lights[\s\S]*Superseded[\s\S]*Halt conditions — \S/,
    );
    expect(await section(page).getAttribute('title')).toBe(null);
    await page.keyboard.press('Escape');
    expect(await card(page).count()).toBe(0);
    expect(await section(page).getAttribute('title')).toBe('Superseded');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('stay for a pointer that goes over to them, and go when it leaves', async () => {
    const { page, complaints } = await open({ reducedMotion: 'reduce' });
    const before = await page.locator('h2').last().boundingBox();
    await section(page).hover();
    await card(page).waitFor();
    await card(page).hover();
    await page.waitForTimeout(400);
    expect(await card(page).isVisible()).toBe(true);
    expect(await page.locator('h2').last().boundingBox()).toEqual(before);
    await page.mouse.move(5, 5);
    await card(page).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('show a passage of the page itself as text, within the page at 360 pixels and beside their links', async () => {
    const { page, complaints } = await open({ viewport: { width: 360, height: 700 } });
    await page.locator('.body a.mention', { hasText: '§2' }).hover();
    await card(page).waitFor();
    expect(await card(page).innerText()).toContain('2. Below — <script>alert(1)</script> The passage');
    const box = await card(page).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    await page.locator('.body a.mention').first().hover();
    await page.locator('.preview-title', { hasText: 'CR-2026-003' }).waitFor();
    const lines = await page
      .locator('.body a.mention')
      .first()
      .evaluate((link) => [...link.getClientRects()].map(({ bottom }) => bottom));
    expect(lines.length).toBeGreaterThan(1);
    expect((await card(page).boundingBox())?.y).toBeGreaterThanOrEqual(Math.max(...lines));
    const script = served.sent.find(({ path }) => path.startsWith('scripts/page-'));
    expect(script?.bytes).toBeLessThanOrEqual(8_000);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
