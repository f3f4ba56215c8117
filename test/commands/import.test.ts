import { describe, expect, test } from 'vitest';
import { type ImportOptions, importHeads } from '../../src/commands/import.ts';
import { Refusal } from '../../src/refusal.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const CR =
  '# Doors — v0.2\n\n**CR number.** CR-2026-090\n**Version.** 0.2\n**Date.** 2026-05-12\n**Status.** First draft.\n\n---\n\n## Purpose\n\nx\n\n## Steps\n\ny\n\n## Gates\n\nz\n\n## Halt conditions\n\nw\n';
const HANDOFF = '# T\n\n**Version.** 0.1\n**Date.** 2026-05-12\n\n---\n\nText.\n';
const ADR =
  '# 1. Doors\r\n\r\nDate: 2016-02-12\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\nx\r\n\r\n## Decision\r\n\r\ny\r\n';
const files = {
  'slop.yaml': '',
  'record/phase-57-cr-doors-v0_2.md': CR,
  'record/a-session-handoff-v0_1.md': HANDOFF,
  'record/done.md': '---\nkind: document\n---\n# Done\n',
  'record/page-v0_1.html': '<title>Page</title>',
  'record/broken.md': new Uint8Array([35, 32, 255, 10]),
  'docs/adr/0001-doors.md': ADR,
};

const textOf = (world: MemoryWorld, path: string) =>
  Buffer.from(world.disk.get(`/project/${path}`) ?? []).toString('utf8');

async function run(world: MemoryWorld, paths: readonly string[], more: Partial<ImportOptions> = {}) {
  const terminal = testTerminal();
  const rest = { kind: null, back: false, dryRun: false, json: false, commit: false, answers: null };
  const code = await importHeads(world, terminal, { ...rest, paths, ...more });
  return { code, ...terminal.written };
}

describe('importHeads()', () => {
  test('imports what stays free of new errors, asks about the rest, and says what it did', async () => {
    const world = memoryWorld({ files });
    const { code, out } = await run(world, ['record']);
    expect(code).toBe(0);
    expect(Object.keys(world.written()).filter((path) => !path.startsWith('.slop/'))).toEqual([
      'record/phase-57-cr-doors-v0_2.md',
    ]);
    expect(textOf(world, 'record/phase-57-cr-doors-v0_2.md')).toMatch(
      /^---\nkind: cr\nnumber: CR-2026-090\n/,
    );
    expect(out).toContain('As handoff in YAML, record/a-session-handoff-v0_1.md would have errors');
    expect(out).toContain('"First draft." is draft now');
    expect(out).toContain('record/broken.md is left as it is: it is not UTF-8');
    expect(out).toContain('1 note has a YAML head with a kind already');
  });

  test('goes back to the same bytes', async () => {
    const world = memoryWorld({ files });
    await run(world, ['record', 'docs']);
    expect(textOf(world, 'docs/adr/0001-doors.md')).toMatch(/^---\r\nkind: decision\r\nstatus: accepted\r\n/);
    await run(world, ['.'], { back: true });
    for (const path of Object.keys(files).filter((path) => path !== 'record/broken.md')) {
      expect(textOf(world, path), path).toBe(files[path as keyof typeof files]);
    }
  });

  test('has nothing to do the second time', async () => {
    const world = memoryWorld({ files });
    await run(world, ['record/phase-57-cr-doors-v0_2.md']);
    expect((await run(world, ['record/phase-57-cr-doors-v0_2.md'])).out).toContain('No head to import.');
    expect((await run(world, ['record/done.md'], { back: true })).out).toContain('No head to put back.');
  });

  test('writes nothing with --dry-run and --json, and hands over a whole plan', async () => {
    const world = memoryWorld({ files });
    await run(world, ['record'], { dryRun: true });
    const plan = JSON.parse((await run(world, ['record'], { json: true })).out);
    expect(plan).toMatchObject({ schemaVersion: 1, title: 'import 2 notes', questions: [{ answer: null }] });
    expect(world.written()).toEqual({});
  });

  test('takes the kind that it is given, and tells of files outside of the record', async () => {
    const { out } = await run(memoryWorld({ files }), ['docs/adr/0001-doors.md'], { kind: 'document' });
    expect(out).toContain('kind document (as asked)');
    expect(out).toContain('outside of the record (record/)');
  });

  test.each([
    ['a path that is not there', ['record/x.md'], {}, 'record/x.md'],
    ['a path outside of the root', ['..'], {}, 'outside'],
    ['a file that is no Markdown', ['record/page-v0_1.html'], {}, 'Markdown'],
    ['an unknown kind', ['record'], { kind: 'decison' }, 'decision'],
  ])('refuses %s', async (_what, paths, more, hint) => {
    const world = memoryWorld({ files });
    await expect(run(world, paths, more)).rejects.toBeInstanceOf(Refusal);
    await expect(run(world, paths, more)).rejects.toThrow(hint);
    expect(world.written()).toEqual({});
  });
});
