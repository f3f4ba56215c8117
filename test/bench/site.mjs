// Measures the site of the built package in Chromium, on a seeded corpus, and tells what is wanted beside it:
//   npm run bench:site -- [--sizes 1000] [--search 3000,10000] [--serve 1000] [--seed 1]
// Bytes of a note's page beside its body; a keystroke of the search, and what it fetches; from saving a note to its
// page loaded anew in `slop serve`. Prints a line for each, and ends with 1 when one misses. `--sizes 0` and so on
// leave a part out.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { writeCorpus } from './corpus.mjs';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const program = names.map((name) => `/usr/bin/${name}`).find(existsSync);
const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json' };
const QUERIES = [
  'booking',
  'cr-2026-0',
  'halt condition',
  'phase-7',
  'scopimg',
  'ledger unchanged',
  'e435b30',
];
const ROUNDS = 7;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000' },
    search: { type: 'string', default: '3000,10000' },
    serve: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
if (!existsSync(cli)) throw new Error('dist/cli.js is not there: run npm run build first.');
if (program === undefined) throw new Error('Chromium is not there: npm run set-up puts it in place.');

const scratch = mkdtempSync(path.join(os.tmpdir(), 'slop-site-bench-'));
const browser = await chromium.launch({ executablePath: program, args: ['--headless', '--no-sandbox'] });
let missed = 0;
const servers = [];
try {
  for (const notes of numbers(values.sizes)) measureSizes(renderedSite(notes));
  for (const notes of numbers(values.search)) await measureSearch(renderedSite(notes), notes);
  for (const notes of numbers(values.serve)) await measureServe(corpusOf(notes), notes);
} finally {
  for (const child of servers) child.kill('SIGINT');
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;

function numbers(list) {
  return list.split(',').map(Number).filter(Boolean);
}

function tell(what, value, wanted, unit) {
  if (value > wanted) missed += 1;
  console.log(`${value > wanted ? 'missed' : 'held  '}  ${what}: ${value} ${unit}, wanted ${wanted}`);
}

function corpusOf(notes) {
  const folder = path.join(scratch, `notes-${notes}`);
  if (!existsSync(folder)) writeCorpus(folder, { notes, seed: Number(values.seed) });
  return folder;
}

function renderedSite(notes) {
  const site = path.join(scratch, `site-${notes}`);
  if (existsSync(site)) return site;
  const { status, stderr } = spawnSync(process.execPath, [cli, 'render', '--out', site], {
    cwd: corpusOf(notes),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`slop render ended with ${status}: ${stderr}`);
  return site;
}

/** The pages of notes of 15 kB and less: HTML beside what the author wrote, with the style sheet; and the scripts. */
function measureSizes(site) {
  const size = (file) => statSync(path.join(site, file)).size;
  const style = size('style.css');
  const pages = filesIn(path.join(site, 'view')).filter((file) => file.endsWith('.md.html'));
  const beside = pages.flatMap((file) => {
    const source = path.join(site, 'raw', path.relative(path.join(site, 'view'), file)).slice(0, -5);
    if (!existsSync(source) || statSync(source).size > 15_400) return [];
    const html = readFileSync(file, 'utf8');
    const start = html.indexOf('<div class="body"');
    const end = html.indexOf('<footer class="note-foot">', start);
    if (start === -1 || end === -1)
      throw new Error(`${file} is not the page of a note as it was known here.`);
    return [Buffer.byteLength(html) - Buffer.byteLength(html.slice(start, end)) + style];
  });
  const scripts = readdirSync(path.join(site, 'scripts'));
  const script = (stem) => size(`scripts/${scripts.find((name) => name.startsWith(stem))}`);
  tell(
    `the heaviest of ${beside.length} pages beside its body, with the style`,
    Math.max(...beside),
    60_000,
    'bytes',
  );
  tell('the script of a page', script('page-'), 8_000, 'bytes');
  tell('the script of the search', script('search-'), 30_000, 'bytes');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );
}

/** Types queries, each key when the last one is answered; counts all that they fetch, the texts of sentences too. */
async function measureSearch(site, notes) {
  const sent = [];
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).replace(
      /\/$/,
      '/index.html',
    );
    const file = path.join(site, asked);
    if (!existsSync(file)) return response.writeHead(404).end();
    const bytes = readFileSync(file);
    sent.push(bytes.byteLength);
    response.writeHead(200, { 'content-type': TYPES[asked.split('.').at(-1)] ?? 'application/octet-stream' });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${server.address().port}`;
  const fetched = () => sent.reduce((sum, bytes) => sum + bytes, 0);
  const times = [];
  const perQuery = [];
  const page = await browser.newPage();
  await page.goto(`${root}/search/index.html`);
  await page.locator('input[type=search]').fill('zz');
  await page.locator('.search-told', { hasText: /result|Nothing/ }).waitFor();
  sent.length = 0;
  for (const query of QUERIES) {
    const before = fetched();
    times.push(...(await page.evaluate(typed, query)));
    await page.locator('.search-results li, .search-told').first().waitFor();
    // Sentences are looked for once nobody types.
    await pause(1_000);
    perQuery.push(fetched() - before);
  }
  const whole = fetched();
  await page.close();
  server.close();
  times.sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
  tell(`a keystroke among ${notes} notes, median of ${times.length}`, at(0.5), 50, 'ms');
  tell(`a keystroke among ${notes} notes, nine of ten`, at(0.9), 50, 'ms');
  if (notes <= 3_000) tell(`fetched by all queries among ${notes} notes`, whole, 1_200_000, 'bytes');
  tell(`fetched by one query among ${notes} notes, at most`, Math.max(...perQuery), 300_000, 'bytes');
}

/** In the page: milliseconds from each key to the answer on the screen. */
async function typed(query) {
  const input = document.querySelector('input[type=search]');
  const times = [];
  for (let length = 1; length <= query.length; length += 1) {
    const answered = new Promise((resolve) => {
      const told = document.querySelector('.search-told');
      const seen = new MutationObserver(() => {
        seen.disconnect();
        resolve(performance.now());
      });
      seen.observe(told.parentElement, { childList: true, subtree: true, characterData: true });
      setTimeout(() => resolve(null), 500);
    });
    const begun = performance.now();
    input.value = query.slice(0, length);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const ended = await answered;
    if (ended !== null) times.push(ended - begun);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return times;
}

async function measureServe(folder, notes) {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(child);
  const address = await new Promise((resolve) => {
    child.stdout.on('data', (text) => {
      const found = /http:\S+/.exec(text);
      if (found) resolve(found[0]);
    });
  });
  const all = filesIn(path.join(folder, 'record'))
    .filter((file) => /-v0_1\.md$/.test(file))
    .sort();
  const place = all[all.length >> 1];
  const text = readFileSync(place, 'utf8');
  const page = await browser.newPage();
  await page.goto(`${address}view/${path.relative(path.join(folder, 'record'), place)}.html`);
  const { changes, stop } = await changesOf(address);
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const words = `Saved for the time number ${round}.`;
    const told = changes();
    const begun = performance.now();
    writeFileSync(place, `${text}\n${words}\n`);
    await page.waitForFunction(shows, words, { polling: 10, timeout: 60_000 });
    times.push(performance.now() - begun);
    // What is saved while the server looks at the whole record waits for it.
    while (changes() < told + 2) await pause(100);
    await pause(1_000);
  }
  await page.close();
  stop();
  child.kill('SIGINT');
  await new Promise((resolve) => child.on('exit', resolve));
  times.sort((a, b) => a - b);
  tell(
    `from saving one of ${notes} notes to its page loaded anew, median of ${ROUNDS}`,
    Math.round(times[ROUNDS >> 1]),
    300,
    'ms',
  );
}

/** In the page: whether it is loaded and shows what was saved. */
function shows(words) {
  return document.readyState === 'complete' && document.body.textContent.includes(words);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Counts what a server tells its pages of changes. */
async function changesOf(address) {
  const end = new AbortController();
  const { body } = await fetch(`${address}.slop/events`, { signal: end.signal });
  let count = 0;
  const read = async () => {
    for await (const chunk of body) count += String(Buffer.from(chunk)).split('event: changed').length - 1;
  };
  read().catch(() => {});
  return { changes: () => count, stop: () => end.abort() };
}
