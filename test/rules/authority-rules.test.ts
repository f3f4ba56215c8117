import { describe, expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

type Files = Readonly<Record<string, string>>;

async function compiled(files: Files) {
  const world = memoryWorld({ files: { 'slop.yaml': '', ...files } });
  return compileAt(world);
}

/** What the rules of some groups find: rule, file, and the text that they point at. */
async function found(files: Files, groups = /^(?:authority|budget|session)\//) {
  const { findings, textOf } = await compiled(files);
  const told: string[] = [];
  for (const { rule, path, span } of findings.filter((one) => groups.test(one.rule))) {
    told.push(`${rule} ${path.slice(7)} ${(await textOf(path)).slice(span.start, span.end)}`);
  }
  return told;
}

const note = (kind: string, head: string, body = '') =>
  `---\nkind: ${kind}\ndate: 2026-05-12\nphase: "57"\n${head}\n---\n# A\n\n${body}\n`;
const halt = (cycle: number, body = '') =>
  note('halt-note', `cycle: ${cycle}\nstatus: open\nsurfaced-by: x`, body);
const cr = (reserved: string) => note('document', `reserved:\n  slots: [7, 8]\n${reserved}`);
const scoping = (cycle: number, items: string) =>
  note('scoping-note', `status: settled\nanswers: x\ncycle: ${cycle}\nitems:\n${items}`);

/** Two slots, three halts in one day, and an item that asks for an authorisation. */
const phase57 = {
  'record/halt-1.md': halt(1),
  'record/halt-2.md': halt(2),
  'record/halt-3.md': halt(3, 'Going on takes what P57-B10 asks for.'),
  'record/scoping-1.md': scoping(1, '  - { id: P57-A1, state: settled }'),
  'record/scoping-2.md': scoping(
    2,
    '  - { id: P57-B1, state: settled }\n  - { id: P57-B10, state: settled }',
  ),
};
const used = '  used: [{ slot: 7, by: P57-A1 }, { slot: 8, by: P57-B1 }]';

describe('a third halt against a budget of two', () => {
  test('is told of where nothing authorises it', async () => {
    expect(await found({ ...phase57, 'record/cr.md': cr(used) })).toEqual(['budget/exceeded halt-3.md 3']);
  });

  test.each(['P57-B10', 'P57-A1', 'P57-C9'])('is not authorised by %s', async (by) => {
    const files = { ...phase57, 'record/cr.md': cr(`${used}\n  beyond: [{ by: ${by} }]`) };
    expect(await found(files)).toEqual([`budget/exceeded cr.md ${by}`]);
  });

  test('is authorised by an item of its own', async () => {
    const files = {
      ...phase57,
      'record/cr.md': cr(`${used}\n  beyond: [{ by: P57-C10 }]`),
      'record/scoping-3.md': scoping(3, '  - { id: P57-C10, state: settled, by: operator }'),
    };
    expect(await found(files)).toEqual([]);
  });

  test('is none where a halt was withdrawn, is of another phase, or names another change request', async () => {
    const without = (more: Files) => found({ ...phase57, 'record/cr.md': cr(used), ...more });
    expect(await without({ 'record/halt-3.md': halt(3).replace('open', 'withdrawn') })).toEqual([]);
    expect(await without({ 'record/halt-3.md': halt(3).replace('"57"', '"58"') })).toEqual([]);
    const other = halt(3).replace('cycle:', 'cr: other\ncycle:');
    expect(await without({ 'record/halt-3.md': other, 'record/other.md': note('document', '') })).toEqual([]);
  });
});

test('slots that were never reserved, or are used twice', async () => {
  const reserved = '  used: [{ slot: 7 }, { slot: 7 }, { slot: 9 }]';
  expect(await found({ 'record/cr.md': cr(reserved) })).toEqual([
    'budget/slot cr.md 7',
    'budget/slot cr.md 9',
  ]);
});

describe('decisions', () => {
  const option = (by: string) =>
    note(
      'document',
      `options: [{ id: X, decides: operator, decided: P57-C1 }]\nitems: [{ id: P57-C1, state: settled${by} }]`,
    );
  test.each([
    [', by: Claude', ['authority/decision a.md P57-C1']],
    ['', ['authority/decision a.md P57-C1']],
    [', by: the Operator', []],
    [', by: "Ines Calder, operator"', []],
    [', by: cooperators', ['authority/decision a.md P57-C1']],
  ])('of an option for the operator%s', async (by, told) => {
    expect(await found({ 'record/a.md': option(by) })).toEqual(told);
  });

  test('of an option by what chose it in its phase, not by what has that id in another', async () => {
    const items = (by: string) => `items: [{ id: Candidate A, state: settled, by: ${by} }]`;
    const ours = `options: [{ id: X, decides: operator, decided: Candidate A }]\n${items('operator')}`;
    const files = {
      'record/a.md': note('document', items('Claude')),
      'record/b.md': note('document', ours).replace('"57"', '"9"'),
    };
    expect(await found(files)).toEqual([]);
  });

  test('in a note that says who may take them', async () => {
    const head =
      'authorises: [operator, Ines]\nitems:\n  - { id: P57-D1, state: settled, by: Claude }\n  - { id: P57-D2, state: settled, by: ines }\n  - { id: P57-D3, state: recommended, by: Claude }\n  - { id: P57-D4, state: settled }';
    expect(await found({ 'record/a.md': note('document', head) })).toEqual([
      'authority/decision a.md Claude',
    ]);
  });
});

describe('what is authoritative', () => {
  const authority = note(
    'document',
    'baselines: [{ repository: engine, passed: 421, oid: aaaa111 }]\nheads: [{ repository: engine, branch: main, oid: 771aacd }]\nitems: [{ id: P57-D1, state: settled }]\nclaims: [{ type: count, of: candidates, is: 14 }]',
  );
  const orienting = (more: string) =>
    note('handoff', `status: consumed\nauthority: { authoritative: [a] }\nreading: []\n${more}`);
  test.each([
    ['baselines: [{ repository: engine, passed: 420, oid: aaaa111 }]', ['authority/contradicted b.md']],
    ['baselines: [{ repository: engine, passed: 420, oid: bbbb222 }]', []],
    ['baselines: [{ repository: engine, passed: 421, failed: 0 }]', []],
    ['heads: [{ repository: engine, branch: main, oid: 771aacd00 }]', []],
    ['heads: [{ repository: engine, branch: main, oid: 5534068 }]', ['authority/contradicted b.md']],
    ['items: [{ id: P57-D1, state: open }]', ['authority/contradicted b.md']],
    ['items: [{ id: P57-D2, state: open }]', []],
    ['claims: [{ type: count, of: candidates, is: 13 }]', ['authority/contradicted b.md']],
    ['claims: [{ type: count, of: candidates, is: 14 }, { type: count, of: gates, is: 13 }]', []],
  ])('against %s', async (more, told) => {
    const lines = await found({ 'record/a.md': authority, 'record/b.md': orienting(more) });
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(told);
  });

  test('gives two values for one thing, of which a note has either', async () => {
    const two = 'baselines: [{ repository: engine, passed: 421 }, { repository: engine, passed: 12 }]';
    const a = note('document', two);
    expect(await found({ 'record/a.md': a, 'record/b.md': orienting(two) })).toEqual([]);
    const other = orienting(two.replace('12', '13'));
    const { findings } = await compiled({ 'record/a.md': a, 'record/b.md': other });
    expect(findings.filter(({ rule }) => rule === 'authority/contradicted')).toMatchObject([
      { data: { value: '13 passed', other: '12 passed' } },
    ]);
  });

  const prose = 'repos: { engine: {}, desk: { words: [HD] } }\n';
  const inProse = (body: string) =>
    note('handoff', 'status: consumed\nauthority: { authoritative: [a] }\nreading: []', body);
  test.each([
    ['Engine: 420 pass + 1 fail.', ['authority/contradicted b.md']],
    ['Engine HEAD 5534068 on main. Engine: 421 pass.', ['authority/contradicted b.md']],
    ['Engine: 421 pass + 1 fail; engine main is at 771aacd.', []],
    ['It was 420 pass on the engine. HD: 12 pass + 1 fail.', []],
    ['Engine: 420 pass in the morning. Engine: 421 pass at night.', []],
  ])('is held against what a sentence says: %s', async (body, told) => {
    const b = inProse(body);
    const lines = await found({ 'slop.yaml': prose, 'record/a.md': authority, 'record/b.md': b });
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(told);
    const earlier = b.replace('05-12', '05-11');
    expect(await found({ 'slop.yaml': prose, 'record/a.md': authority, 'record/b.md': earlier })).toEqual([]);
  });

  test('may say so in a table itself', async () => {
    const a = note(
      'document',
      '',
      '| repository | branch | head |\n| --- | --- | --- |\n| engine | main | 771aacd |\n',
    );
    const told = await found({
      'slop.yaml': prose,
      'record/a.md': a,
      'record/b.md': inProse('Engine main is at 5534068.'),
    });
    expect(told).toEqual(['authority/contradicted b.md 5534068']);
  });

  test('is not contradicted by what came later', async () => {
    const later = orienting('items: [{ id: P57-D1, state: open }]').replace('05-12', '05-13');
    expect(await found({ 'record/a.md': authority, 'record/b.md': later })).toEqual([]);
  });
});

describe('sessions', () => {
  const handoff = (status: string, more = '') =>
    note('handoff', `status: ${status}\nauthority: {}\nreading: []\n${more}`);
  test('wait, go on once, and end', async () => {
    expect(await found({ 'record/h.md': handoff('open') })).toEqual(['session/not-consumed h.md open']);
    expect(await found({ 'record/h.md': handoff('draft'), 'record/i.md': handoff('consumed') })).toEqual([]);
    const older = '# H\n\n**Version.** 0.1\n**Date.** 2026-05-01\n**Status.** Session handoff\n';
    const name = 'record/phase-57-live-handoff-v0_1.md';
    expect(await found({ [name]: older })).toHaveLength(1);
    expect(await found({ [name]: older, 'record/next.md': note('document', '') })).toEqual([]);
    const closed = { 'record/h.md': handoff('consumed', 'session: build\ncloses: build') };
    const after = note('document', 'session: build').replace('05-12', '05-13');
    expect(await found({ ...closed, 'record/a.md': after })).toEqual(['session/resumed a.md build']);
    expect(await found({ ...closed, 'record/a.md': note('document', 'session: build') })).toEqual([]);
  });

  test('take a handoff up once, whatever versions of it they name', async () => {
    const files = {
      'record/archive/h-v0_1.md': handoff('superseded', 'version: "0.1"'),
      'record/h-v0_2.md': handoff('consumed', 'version: "0.2"'),
      'record/a.md': note('document', 'consumes: [h-v0_1.md, h-v0_2.md]'),
    };
    expect(await found(files)).toEqual([]);
    expect(await found({ ...files, 'record/b.md': note('document', 'consumes: [h-v0_2.md]') })).toEqual([
      'session/consumed-twice b.md h-v0_2.md',
    ]);
  });

  test('are closed by the words of a footer, in a handoff alone', async () => {
    const footer = '## Footer\n\nThis handoff closes the build session; it does not resume from here.';
    const ended = (kind: string, session: string) => {
      const head = `status: consumed\nauthority: {}\nreading: []\nsession: ${session}`;
      return note(kind, kind === 'handoff' ? head : `session: ${session}`, footer);
    };
    const after = (session: string) => note('document', `session: ${session}`).replace('05-12', '05-13');
    const told = (closing: string, session: string) =>
      found({ 'record/h.md': closing, 'record/a.md': after(session) });
    expect(await told(ended('handoff', 's-41'), 's-41')).toEqual(['session/resumed a.md s-41']);
    expect(await told(ended('handoff', 's-41'), 'build')).toEqual(['session/resumed a.md build']);
    expect(await told(ended('handoff', 's-41'), 's-42')).toEqual([]);
    expect(await told(ended('document', 's-41'), 's-41')).toEqual([]);
  });
});
