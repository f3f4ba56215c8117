import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { buildSources } from '../helpers/built-sources.mjs';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';
import { writeCorpus } from './corpus.mjs';
import { SOURCES } from './plain-site.mjs';

const keep = folderKeeper();
const script = fileURLToPath(new URL('plain-site.mjs', import.meta.url));

it('makes a page for each note, since what ends early would be taken for fast', async () => {
  const { root } = await keep(temporaryFolder());
  writeCorpus(`${root}/notes`, { notes: 20 });
  const built = await buildSources(SOURCES);
  await promisify(execFile)(process.execPath, [script, built, `${root}/notes`, `${root}/site`]);
  const pages = await readdir(`${root}/site/view`, { recursive: true });
  expect(pages.filter((name) => name.endsWith('.html')).length).toBeGreaterThanOrEqual(20);
});
