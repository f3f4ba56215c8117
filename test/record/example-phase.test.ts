import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeExampleRepositories } from '../helpers/example-repositories.mjs';

const record = fileURLToPath(new URL('../../record/', import.meta.url));
const folders = ['phases', 'current-status', 'queued-directions'];
let folder: string;
let made: readonly { repository: string; oid: string; what: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slop-example-'));
  made = await makeExampleRepositories(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const notes = folders.flatMap((name) =>
  readdirSync(join(record, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path: join(name, path), text: readFileSync(join(record, name, path), 'utf8') })),
);

test('the example phase has at least 14 notes in all five main kinds', () => {
  const kinds = new Set(notes.map(({ text }) => /^kind: (.+)$/m.exec(text)?.[1]));
  expect(notes.length).toBeGreaterThanOrEqual(14);
  for (const kind of ['halt-note', 'scoping-note', 'cr', 'handoff', 'manifest'])
    expect(kinds).toContain(kind);
});

test('every hash of the example phase is a commit of the repository that is named beside it', () => {
  const cited = notes.flatMap(({ path, text }) => [
    ...[...text.matchAll(/\b(engine|desk)(?: commit)? ([0-9a-f]{7})\b/g)].map((hit) => ({
      path,
      repository: hit[1],
      hash: hit[2] ?? '',
    })),
    ...[...text.matchAll(/repository: (engine|desk)\n(?: +branch: .+\n)? +oid: ([0-9a-f]{40})\b/g)].map(
      (hit) => ({
        path,
        repository: hit[1],
        hash: hit[2] ?? '',
      }),
    ),
  ]);
  expect(cited.length).toBeGreaterThan(20);
  const lost = cited.filter(
    ({ repository, hash }) =>
      !made.some((commit) => commit.repository === repository && commit.oid.startsWith(hash)),
  );
  expect(lost).toEqual([]);
});

test('makeExampleRepositories() gives the same hashes on every machine', async () => {
  const again = mkdtempSync(join(tmpdir(), 'slop-example-'));
  try {
    expect(await makeExampleRepositories(again)).toEqual(made);
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
});
