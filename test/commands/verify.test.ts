import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/output/verify.json' with { type: 'json' };
import { verify } from '../../src/commands/verify/verify.ts';
import { blobId } from '../../src/read/blob.ts';
import { Refusal } from '../../src/refusal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const doc = (title: string, version: string) =>
  `# ${title} — v${version}\n\n**Version.** ${version}\n**Date.** 2026-05-12\n\n---\n\nText.\n`;
const CR = doc('Doors', '0.4');
const oid = blobId(Buffer.from(CR));
const others = {
  'slop.yaml': '',
  'record/phase-57-cr-doors-v0_4.md': CR,
  'record/archive/phase-57-cr-doors-v0_3.md': doc('Doors', '0.3'),
  'record/queued-directions-v0_11.md': doc('Queued directions', '0.11'),
};

const look = { keep: false, update: false, dryRun: false, commit: false, answers: null } as const;

async function run(manifest: string, json = false) {
  const terminal = testTerminal();
  const files = { ...others, 'record/current-status-manifest-v0_41.md': manifest };
  const world = memoryWorld({ files });
  const code = await verify(world, terminal, { ...look, note: 'current-status-manifest', json });
  return { code, ...terminal.written };
}

const head = (current: string) =>
  `---\nkind: manifest\nversion: "0.41"\ndate: 2026-05-13\nstatus: current\ncurrent:\n${current}---\n# Manifest — v0.41\n`;
const table = (rows: string) =>
  `# Manifest — v0.41\n\n**Version.** 0.41\n**Date.** 2026-05-13\n\n---\n\n## Current documents\n\n| Document | Version | Content id |\n| --- | --- | --- |\n${rows}`;

/** What is wrong with each document listed. */
const problems = async (manifest: string) =>
  JSON.parse((await run(manifest, true)).out).documents.map((one: { problems: string[] }) => one.problems);

describe('verify()', () => {
  test.each([
    ['in the head', head('  - phase-57-cr-doors-v0_4.md\n  - queued-directions\n')],
    [
      'in the head with its content',
      head(`  - document: phase-57-cr-doors\n    version: "0.4"\n    oid: ${oid.slice(0, 9)}\n`),
    ],
    ['in a table', table(`| phase-57-cr-doors-v0_4.md | v0.4 | ${oid} |\n| Queued directions | 0.11 | |\n`)],
    [
      'in a table with links and CRLF',
      table('| [CR](phase-57-cr-doors-v0_4.md) | `0.4` | |\n').replaceAll('\n', '\r\n'),
    ],
  ])('finds all as listed %s', async (_where, manifest) => {
    const { code, out } = await run(manifest);
    expect(out).toContain('none differs');
    expect(code).toBe(0);
  });

  test.each([
    ['a version that is not there', head('  - phase-57-cr-doors-v0_5.md\n'), ['missing']],
    ['a version that a newer one took over', head('  - phase-57-cr-doors-v0_3.md\n'), ['newer']],
    [
      'another version than the current',
      head('  - document: phase-57-cr-doors\n    version: "0.3"\n'),
      ['version'],
    ],
    ['0.1 for 0.10 as another version', table('| queued-directions | 0.1 | |\n'), ['version']],
    ['another content', head('  - document: phase-57-cr-doors-v0_4.md\n    oid: 0123abcd\n'), ['content']],
    ['a name that nothing has', table('| Methodology | 0.20 | |\n'), ['missing']],
  ])('tells of %s', async (_what, manifest, expected) => {
    expect(await problems(manifest)).toEqual([expected]);
    expect((await run(manifest)).code).toBe(1);
  });

  test('reads no table inside of a code block, and none about other things', async () => {
    const other = '\n| Cluster | Tests |\n| --- | --- |\n| a | 3 |\n';
    const code = '\n```\n| Document | Version |\n| --- | --- |\n| x | 0.1 |\n```\n';
    expect(await problems(table(`| queued-directions | 0.11 | |\n${other}${code}`))).toEqual([[]]);
  });

  test('prints JSON by its schema', async () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    const { out } = await run(head('  - phase-57-cr-doors-v0_4.md\n  - nothing-here-v0_1.md\n'), true);
    expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(out).summary).toMatchObject({ listed: 2, wrong: 1 });
  });

  test('writes with --update what listed documents hold now, and leaves versions to slop absorb', async () => {
    const rows = (content: string) =>
      `| phase-57-cr-doors-v0_4.md | v0.4 | ${content} |\n| queued-directions-v0_10.md | 0.10 | ${content} |\n`;
    const heads = (content: string) =>
      head(
        `  - document: phase-57-cr-doors\n    version: "0.4"\n    oid: "${content}"\n  - queued-directions@0.10\n`,
      );
    const old = '0123456789ab';
    for (const manifest of [table(rows(old)), heads(old)]) {
      const path = 'record/current-status-manifest-v0_41.md';
      const world = memoryWorld({ files: { ...others, [path]: manifest } });
      const terminal = testTerminal();
      await verify(world, terminal, { ...look, update: true, note: 'current-status-manifest', json: false });
      const now = Buffer.from(world.disk.get(`/project/${path}`) ?? []).toString('utf8');
      expect(now).toBe(manifest.replace(old, oid.slice(0, old.length)));
    }
  });

  test.each([
    [
      'slop absorb for a manifest',
      head('  - document: queued-directions\n    version: "0.10"\n'),
      'slop absorb makes',
    ],
    [
      'slop bump for a note that slop absorb refuses',
      head('  - document: queued-directions\n    version: "0.10"\n').replace(
        'kind: manifest',
        'kind: standing-note',
      ),
      'slop bump makes',
    ],
    ['nothing where the listed version is yet to come', table('| queued-directions | 0.12 | |\n'), null],
  ])('names with --update %s', async (_what, manifest, told) => {
    const files = { ...others, 'record/current-status-manifest-v0_41.md': manifest };
    const terminal = testTerminal();
    await verify(memoryWorld({ files }), terminal, {
      ...look,
      update: true,
      note: 'current-status-manifest',
      json: false,
    });
    const notes = terminal.written.out.split('\n').filter((line) => line.startsWith('note  '));
    expect(notes).toEqual(told === null ? [] : [expect.stringContaining(told)]);
  });

  test('changes with --update no list of a version that another one took over', async () => {
    const old = 'record/current-status-manifest-v0_40.md';
    const listing = table(`| phase-57-cr-doors-v0_4.md | v0.4 | 0123456789ab |\n`);
    const world = memoryWorld({
      files: {
        ...others,
        [old]: listing.replaceAll('0.41', '0.40'),
        'record/current-status-manifest-v0_41.md': listing,
      },
    });
    await verify(world, testTerminal(), { ...look, update: true, note: old, json: false });
    const now = Buffer.from(world.disk.get(`/project/${old}`) ?? []).toString('utf8');
    expect(now).toBe(listing.replaceAll('0.41', '0.40'));
  });

  test('refuses a note that lists nothing', async () => {
    await expect(run('# T\n')).rejects.toBeInstanceOf(Refusal);
  });
});
