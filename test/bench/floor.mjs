// The least that a site of the notes in a folder can cost: reads every note, makes HTML of it with the fastest parser on
// all cores, and writes that. node test/bench/floor.mjs <folder> <out>
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { markdownToHtml } from 'satteri';

if (isMainThread) {
  const [folder, out] = process.argv.slice(2);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const notes = readdirSync(path.join(folder, 'record'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, 'record', name));
  const threads = os.availableParallelism();
  for (let thread = 0; thread < threads; thread += 1) {
    const mine = notes.filter((_, index) => index % threads === thread);
    new Worker(new URL(import.meta.url), { workerData: { notes: mine, out } });
  }
} else {
  const { notes, out } = workerData;
  for (const note of notes) {
    const html = markdownToHtml(readFileSync(note, 'utf8'), { features: { gfm: true, frontmatter: true } });
    writeFileSync(path.join(out, `${path.basename(note)}.html`), typeof html === 'string' ? html : html.html);
  }
}
