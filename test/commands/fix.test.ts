import { describe, expect, test } from 'vitest';
import { type FixOptions, fix } from '../../src/commands/fix.ts';
import type { Ask } from '../../src/commands/terminal.ts';
import { Refusal } from '../../src/refusal.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal, typing } from './terminal.ts';

/** A mark that is safe to take out; a hidden space that is; and one that turns the text, which is not. */
const text =
  '\uFEFF---\r\nkind: document\r\ntitle: A\r\n---\r\n# A\r\n\r\nhid\u200Bden.  \r\n\r\nturned \u202Eback.\r\n';
const options: FixOptions = {
  rule: null,
  expand: false,
  dryRun: false,
  json: false,
  commit: false,
  answers: null,
};

async function run(world: MemoryWorld, more: Partial<FixOptions> = {}, ask: Ask | null = null) {
  const terminal = testTerminal(ask);
  const code = await fix(world, terminal, { ...options, ...more });
  return {
    code,
    now: Buffer.from(world.disk.get('/project/record/a.md') ?? []).toString('utf8'),
    ...terminal.written,
  };
}

const worldOf = (): MemoryWorld => memoryWorld({ files: { 'slop.yaml': '', 'record/a.md': text } });

describe('fix()', () => {
  test('does what cannot change meaning, and leaves every other byte', async () => {
    const { code, now, out } = await run(worldOf());
    expect(code).toBe(0);
    expect(now).toBe(text.replace('\uFEFF', '').replace('\u200B', ''));
    expect(out).toContain('1 question');
  });

  test('asks about the rest', async () => {
    expect((await run(worldOf(), {}, typing('y'))).now).toBe(text.replaceAll(/[\uFEFF\u200B\u202E]/g, ''));
    expect((await run(worldOf(), {}, typing('n'))).now).toContain('\u202E');
  });

  test.each(['source/byte-order-mark', 'byte-order-mark'])('fixes for one rule: %s', async (rule) => {
    expect((await run(worldOf(), { rule })).now).toBe(text.slice(1));
  });

  test('only shows with --dry-run', async () => {
    const world = worldOf();
    expect((await run(world, { dryRun: true })).out).toContain('-<U+FEFF>---');
    expect(world.written()).toEqual({});
  });

  test('has nothing to do the second time', async () => {
    const world = worldOf();
    await run(world, {}, typing('y'));
    const { code, out } = await run(world);
    expect(code).toBe(0);
    expect(out).toContain('Nothing');
  });

  test('refuses a rule that is none', async () => {
    await expect(run(worldOf(), { rule: 'source/byte-order' })).rejects.toBeInstanceOf(Refusal);
  });

  test('writes hashes in full with --expand, in heads and bodies, and fixes nothing', async () => {
    const oids = ['5451c02a507c7a2e75456e49202103389eaedd95', '771aacd0000000000000000000000000000000aa'];
    const short =
      '---\nkind: document\ntitle: A\ncommits:\n  - {repository: engine, oid: "5451c02a"}\n---\n# A\n\u200B\nAt engine `771aacd`, not at 0123456.\n';
    const world = memoryWorld({
      files: {
        'slop.yaml': 'repos:\n  engine: {}\n',
        'record/a.md': short,
        'record/archive/b.md': short,
      },
      clones: { engine: oids.map((oid) => `commit ${oid} 2026-03-11 Merge`).join('\n') },
    });
    expect((await run(world, { expand: true })).now).toBe(
      short.replace('5451c02a', oids[0] ?? '').replace('771aacd', oids[1] ?? ''),
    );
    expect(Object.keys(world.written())).not.toContain('record/archive/b.md');
    expect((await run(world, { expand: true })).out).toMatch(/^No /);
    await expect(run(world, { expand: true, rule: 'ref/missing-commit' })).rejects.toBeInstanceOf(Refusal);
  });

  test('puts the published commit in place of one that a squash left behind, when asked', async () => {
    const world = memoryWorld({
      files: {
        'slop.yaml': 'repos:\n  engine: {}\n',
        'record/a.md': '---\nkind: document\ntitle: A\n---\n# A\n\nDone at engine 771aacd.\n',
      },
      clones: {
        engine:
          'commit 5451c02a507c7a2e75456e49202103389eaedd95 2026-03-11 Squashed\norphan 771aacd0000000000000000000000000000000aa 2026-03-10 Work = 5451c02a507c7a2e75456e49202103389eaedd95',
      },
    });
    expect((await run(world, {}, typing('y'))).now).toContain('Done at engine 5451c02.');
  });
});
