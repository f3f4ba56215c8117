import { describe, expect, test } from 'vitest';
import { type SupersedeOptions, supersede } from '../../src/plan/supersede.ts';
import { Refusal } from '../../src/refusal.ts';
import { played, recordOf, type Tree } from './playing.ts';

const old =
  '---\nid: tides\nversion: "0.3"\ndate: 2026-05-01\n---\n# Tides — v0.3\n\n## 4. Spring\n\nHigh.\n';
const almanac = (lines: string) =>
  `---\nid: almanac\nversion: "0.1" # first\n${lines}date: 2026-05-02\n---\n# Almanac — v0.1\n\nAll.\n`;
const OLD = 'record/tides-v0_3.md';
const NEW = 'record/almanac-v0_1.md';

async function superseded(tree: Tree, options: Partial<SupersedeOptions> = {}, from = OLD, by = NEW) {
  const { view, note } = await recordOf(tree);
  const plan = await supersede(view, note(from), note(by), {
    section: null,
    relation: 'supersedes',
    ...options,
  });
  const after = played(tree, plan);
  const { view: next, findings } = await recordOf(after);
  const said = next.graph.supersessions.map(({ newer, older }) => [newer, older]);
  return {
    after,
    said,
    errors: findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  };
}

describe('supersede()', () => {
  test.each([
    ['', 'supersedes: tides-v0_3.md\n'],
    ['supersedes: x.md\n', 'supersedes: [x.md, tides-v0_3.md]\n'],
    ['supersedes: []\n', 'supersedes: tides-v0_3.md\n'],
    ['supersedes: # none\n', 'supersedes: tides-v0_3.md # none\n'],
    ['supersedes:\nsummary: |\n  All.\n', 'supersedes: tides-v0_3.md\nsummary: |\n  All.\n'],
    ['supersedes: [x.md, ]\n', 'supersedes: [x.md, tides-v0_3.md, ]\n'],
    ['supersedes:\n  - x.md # too\n', 'supersedes:\n  - x.md # too\n  - tides-v0_3.md\n'],
    ['supersedes:\n  - >-\n    x.md\n', 'supersedes:\n  - >-\n    x.md\n  - tides-v0_3.md\n'],
  ])('turns %j into %j, and touches the newer note alone', async (before, line) => {
    const x = '---\ntitle: X\ndate: 2026-05-01\n---\n# X\n';
    const { after, said, errors } = await superseded({
      [OLD]: old,
      [NEW]: almanac(before),
      'record/x.md': x,
    });
    expect(after).toEqual({ [OLD]: old, [NEW]: almanac(line), 'record/x.md': x });
    expect(said).toContainEqual([NEW, OLD]);
    expect(errors).toEqual([]);
  });

  test('says it of notes without a version too, and is heard', async () => {
    const tree = { 'record/tides.md': '---\ntitle: T\ndate: 2026-05-01\n---\n# T\n', [NEW]: almanac('') };
    const { after, said, errors } = await superseded(tree, {}, 'record/tides.md');
    expect(after[NEW]).toBe(almanac('supersedes: tides.md\n'));
    expect(said).toContainEqual([NEW, 'record/tides.md']);
    expect(errors).toEqual([]);
  });

  test.each(['4', '§4', '#s-spring', 'spring', 'Section 4', '#4-spring'])(
    'names section %s alone, and leaves the rest in force',
    async (section) => {
      const { after, said, errors } = await superseded({ [OLD]: old, [NEW]: almanac('') }, { section });
      expect(after[NEW]).toBe(almanac('supersedes: tides@0.3#s-spring\n'));
      expect(said).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  test('says that it updates', async () => {
    const { after, said, errors } = await superseded(
      { [OLD]: old, [NEW]: almanac('') },
      { relation: 'updates' },
    );
    expect(after[NEW]).toBe(almanac('updates: tides-v0_3.md\n'));
    expect(said).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('writes into an older head', async () => {
    const text =
      '# Almanac — v0.1\n\n**Version.** 0.1\n**Date.** 2026-05-02\n**Supersedes.** x-v0_1.md.\n\nAll.\n';
    const { after } = await superseded({ [OLD]: old, [NEW]: text });
    expect(after[NEW]).toBe(text.replace('x-v0_1.md.', 'x-v0_1.md, tides-v0_3.md.'));
  });

  test.each([
    ['0001', 'record/0001-oars-v0_1.md', 'version: "0.1"\n'],
    ['CR-2026-007', 'record/oars-v0_1.md', 'kind: cr\nnumber: CR-2026-007\nversion: "0.1"\n'],
    ['oars', 'record/oars-v0_1.md', 'version: "0.1"\n'],
    // Beside another name nobody would read one without a version.
    ['0001', 'record/0001-oars.md', null],
    ['oars.md', 'record/oars.md', null],
  ])('leaves what an older head says by %s of %s in force', async (by, path, lines) => {
    const text = `# Almanac — v0.1\n\n**Version.** 0.1\n**Date.** 2026-05-02\n**Supersedes.** ${by}\n\nAll.\n`;
    const oars = `---\ntitle: Oars\ndate: 2026-05-01\n${lines ?? ''}---\n# Oars\n`;
    const tree = { [OLD]: old, [path]: oars, [NEW]: text };
    await expect(superseded(tree, {}, path)).rejects.toThrow('says already');
    if (lines === null) await expect(superseded(tree)).rejects.toThrow('slop import');
    else {
      expect((await superseded(tree)).said).toEqual(
        expect.arrayContaining([
          [NEW, path],
          [NEW, OLD],
        ]),
      );
    }
  });

  test.each([
    ['record/almanac.md', '# Almanac\n', 'slop import record/almanac.md'],
    ['record/almanac-v0_1.html', '<title>Almanac v0.1</title>', 'is no Markdown file'],
  ])('refuses %s, where it cannot be said, with a way that there is', async (path, text, way) => {
    await expect(superseded({ [OLD]: old, [path]: text }, {}, OLD, path)).rejects.toThrow(way);
  });

  test('refuses what is said already, a circle, itself, a section that is not there, an archived note', async () => {
    const refused = (tree: Tree, options = {}, from = OLD, by = NEW) =>
      expect(superseded(tree, options, from, by)).rejects.toThrow(Refusal);
    await refused({ [OLD]: old, [NEW]: almanac('supersedes: tides-v0_3.md\n') });
    await refused({ [OLD]: old.replace('date', 'supersedes: almanac-v0_1.md\ndate'), [NEW]: almanac('') });
    await refused({
      [OLD]: old.replace('date', 'supersedes: ebb-v0_1.md\ndate'),
      'record/ebb-v0_1.md': '---\nsupersedes: almanac-v0_1.md\ndate: 2026-05-01\n---\n# Ebb — v0.1\n',
      [NEW]: almanac(''),
    });
    await refused({ [OLD]: old }, {}, OLD, OLD);
    await refused({ [OLD]: old, [NEW]: almanac('') }, { section: '9' });
    await refused(
      { [OLD]: old, 'record/archive/almanac-v0_1.md': almanac('') },
      {},
      OLD,
      'record/archive/almanac-v0_1.md',
    );
    await refused({ [OLD]: old, [NEW]: '# Almanac\n\nAll.\n' });
    await refused({ [OLD]: old, [NEW]: almanac('title: "Tides\n') });
  });
});
