import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { absorb } from '../../src/plan/absorb.ts';
import { withAnswers } from '../../src/plan/plan.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Plan } from '../../src/types.ts';
import { played, recordOf, type Tree } from './playing.ts';

const options = {
  accept: null,
  begins: 'current',
  date: '2026-03-12',
  changes: (from: string, _to: string, said: string) => `## What changed from v${from}\n\n${said}\n`,
  words: (groups: readonly { title: string; facts: readonly { text: string; source: string }[] }[]) =>
    groups
      .map(({ title, facts }) => `${title}:\n\n${facts.map((f) => `- ${f.text} (${f.source})\n`).join('')}`)
      .join('\n'),
};

async function absorbed(tree: Tree, path: string) {
  const { view, note } = await recordOf(tree);
  const plan = await absorb(view, note(path), options);
  const after = played(tree, plan);
  const { findings } = await recordOf(after);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return { plan, after, errors: errors.map(({ rule, path: at }) => `${at} ${rule}`) };
}

/** The example phase before its close: manifest v0.6 and queue v0.3 are current. */
async function examplePhase(): Promise<Record<string, string>> {
  const tree: Record<string, string> = { 'slop.yaml': 'repos: {engine: {}, desk: {}}\n' };
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const folder of ['record/phases', 'record/current-status', 'record/queued-directions']) {
    for (const entry of await readdir(root + folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const place = `${entry.parentPath}/${entry.name}`;
      tree[place.slice(root.length)] = await readFile(place, 'utf8');
    }
  }
  for (const [folder, name, last] of [
    ['current-status', 'current-status-manifest-v0_6.md', 'current-status-manifest-v0_7.md'],
    ['queued-directions', 'queued-directions-v0_3.md', 'queued-directions-v0_4.md'],
  ]) {
    tree[`record/${folder}/${name}`] = (tree[`record/${folder}/archive/${name}`] ?? '').replace(
      'superseded',
      'current',
    );
    delete tree[`record/${folder}/archive/${name}`];
    delete tree[`record/${folder}/${last}`];
  }
  return tree;
}

const manifest = 'record/current-status/current-status-manifest-v0_6.md';
const queue = 'record/queued-directions/queued-directions-v0_3.md';

async function fieldsOf(tree: Tree, path: string) {
  return (await recordOf(tree)).note(path).note?.fields ?? {};
}

describe('absorb() of the example phase', () => {
  test('gives the queue what was put off and what is done, each with its note', async () => {
    const { after, errors } = await absorbed(await examplePhase(), queue);
    expect(errors).toEqual([]);
    const path = queue.replace('v0_3', 'v0_4');
    const fields = await fieldsOf(after, path);
    expect(fields['items']).toEqual([
      {
        id: 'P12-D5',
        title: 'Refunds for guests',
        state: 'deferred',
        note: 'from phase-12-scoping-note-v0_1.md',
      },
    ]);
    expect(after[path]).toContain(
      'Payment by card.\n\n- Refunds for guests (P12-D5, to phase 13, payment by card) (phase-12-scoping-note-v0_1.md)\n',
    );
    expect(after[path]).not.toContain('Test baselines');
  });

  test('gives the manifest baselines with deltas, and names every note that came', async () => {
    const tree = (await absorbed(await examplePhase(), queue)).after;
    const { after, errors, plan } = await absorbed(tree, manifest);
    expect(errors).toEqual([]);
    const path = manifest.replace('v0_6', 'v0_7');
    const fields = await fieldsOf(after, path);
    expect(fields['baselines']).toEqual(
      expect.arrayContaining([
        { repository: 'engine', passed: 424, failed: 0, skipped: 3, delta: '12' },
        { repository: 'desk', passed: 93, delta: '5' },
      ]),
    );
    const text = after[path] ?? '';
    const { view } = await recordOf(tree);
    const current = [...view.graph.lineages.values()].map((lineage) => lineage.current.path);
    const names = current.filter((one) => one !== manifest).map((one) => one.slice(one.lastIndexOf('/') + 1));
    expect(names.filter((name) => !text.includes(`(${name})`) && !text.includes(`([${name}](`))).toEqual([]);
    // A file name without a version leads nowhere by itself.
    const result = 'phase-12-develop-2-turn-1-result.md';
    expect(text).toContain(`([${result}](../phases/phase-12-guest-booking/${result}))`);
    // What came of a turn has no versions, of which one could be current.
    const versioned = names.filter((name) => /-v\d/.test(name));
    expect([fields['current']].flat().toSorted()).toEqual(versioned.toSorted());
    expect(text).toMatch(/^- 2 of 2 gates are passed \(phase-12-cr-guest-booking-v0_4\.md\)$/m);
    expect(text).toMatch(/^- 2 of 2 reserved slots are used .*P12-C2/m);
    expect(text).toMatch(/^\| engine \| 412 passed, 3 skipped \| 424 passed \(\+12\)/m);
    // The section that somebody wrote words in is asked about, and the old words stay till then.
    const open = plan.questions.filter(({ answer, family }) => answer === null && family === null);
    expect(open).toHaveLength(1);
    expect(text).toContain('## 4. Current documents\n\nqueued-directions-v0_3.md.');
    const yes = new Map(open.map(({ id }) => [id, 'yes' as const]));
    expect(played(tree, withAnswers(plan, yes))[path]).toContain(
      '| phase-12-cr-guest-booking-v0_4.md | 0.4 |',
    );
    // A plan is of the notes that it was made from.
    expect(Object.keys(plan.base)).toEqual(expect.arrayContaining(current));
  });

  test('takes nothing in twice', async () => {
    const first = (await absorbed(await examplePhase(), manifest)).after;
    await expect(absorbed(first, manifest.replace('v0_6', 'v0_7'))).rejects.toThrow(Refusal);
  });
});

const note = (kind: string, id: string, date: string, head: string, body = '') =>
  `---\nkind: ${kind}\nid: ${id}\nversion: "0.1"\ndate: ${date}\n${head}---\n# ${id} — v0.1\n\n${body}`;

const holder = (head: string, body: string) =>
  note('manifest', 'state', '2026-03-01', `status: current\n${head}`, body);

const bare = `## 1. What this version absorbs

<!-- What came. -->

## 2. Baselines

| what | now |
| --- | --- |
| engine | 1 |

## 3. Principles

1. Settle first.

## 4. Current documents

| Document | Where | Version |
| --- | --- | --- |
| \`old-v0_1.md\` | here | v0.1 |
`;

describe('absorb() of a manifest', () => {
  const findings = note(
    'findings',
    'phase-9-findings',
    '2026-03-02',
    `status: final
items:
  - {id: Candidate C, title: Look twice, state: promoted, instances: 3}
  - {id: Candidate D, state: carried, instances: 1}
  - {id: P9-D1, title: See §3, state: deferred, to: phase 10}
baselines:
  - {repository: engine, name: migration head, value: "0064"}
  - {repository: engine, passed: 2279, failed: 1}
`,
    '## 3. Late\n\nWords.\n',
  );
  const old = (version: string) =>
    note('analysis', 'old', '2026-02-01', 'status: draft\n').replaceAll('0.1', version);
  const tree = {
    'slop.yaml': 'repos: {engine: {}}\nrules: {section/missing: off}\n',
    'record/phase-9-findings-v0_1.md': findings,
    'record/archive/old-v0_1.md': old('0.1'),
    'record/old-v0_2.md': old('0.2').replace('02-01', '03-03'),
    'record/before-v0_1.md': note('analysis', 'before', '2026-02-01', 'status: draft\n'),
    'record/state-v0_1.md': holder(
      'baselines:\n  - repository: engine\n    passed: 2191 # counted\nprinciples: [settle-first]\ncurrent:\n  # by hand\n  - document: old-v0_1.md\n    version: "0.1"\n',
      bare,
    ),
  };
  const filled = async (from: Tree): Promise<{ text: string; errors: readonly string[]; plan: Plan }> => {
    const all = await absorbed(from, 'record/state-v0_1.md');
    return { ...all, text: all.after['record/state-v0_2.md'] ?? '' };
  };

  test('names the handoffs whose baselines stand in their text alone', async () => {
    const late =
      '# Late — session handoff — v0.1\n\n**Version.** 0.1\n**Date.** 2026-03-04\n**Status.** Session handoff.\n\n---\n\nEngine: 2,290 pass.\n';
    const { plan } = await filled({ ...tree, 'record/late-session-handoff-v0_1.md': late });
    expect(plan.remarks.filter((one) => one.includes('baselines'))).toEqual([
      expect.stringContaining('late-session-handoff-v0_1.md'),
    ]);
    expect((await filled(tree)).plan.remarks.join()).not.toContain('baselines');
  });

  test('brings lists and tables up to date in their own manner', async () => {
    const { text, errors } = await filled(tree);
    expect(errors).toEqual([]);
    expect(text).toContain(
      '  # by hand\n  - document: old-v0_2.md\n    version: "0.2"\n  - document: phase-9-',
    );
    expect(text).toContain('| `old-v0_2.md` | here | v0.2 |\n| phase-9-findings-v0_1.md |  | 0.1 |\n');
    expect(text).toContain(
      '| engine | 2,191 passed | 2,279 passed (+88), 1 failed | phase-9-findings-v0_1.md |',
    );
    expect(text).toContain('- engine migration head: 0064 (phase-9-findings-v0_1.md)\n');
    expect(text).toContain(
      'principles: [settle-first, { name: Look twice, instances: 3, note: promoted from Candidate C }]\n',
    );
    expect(text).toContain('1. Settle first.\n- Candidate C, Look twice: promoted, 3 instances');
    expect(text).toContain('- Candidate D: carried, 1 instance (phase-9-findings-v0_1.md)\n');
    expect(text).not.toContain('before-v0_1.md');
  });

  test('asks before it takes away a table that says more than the head', async () => {
    const more = holder('baselines: [{ repository: engine, passed: 2191 }]\n', bare).replace(
      '| engine | 1 |',
      '| engine | 1 |\n| desk | 12 |',
    );
    const other = bare.replace('| Document | Where | Version |', '| Document | Where | Since |');
    for (const [text, table, title] of [
      [more, '## 2. Baselines\n\n| what | now |', '§2 Baselines'],
      [holder('', other), '## 4. Current documents\n\n| Document | Where | Since |', '§4 Current documents'],
    ] as const) {
      const all = await filled({ ...tree, 'record/state-v0_1.md': text });
      expect(all.errors).toEqual([]);
      expect(all.text).toContain(table);
      expect(all.plan.questions.filter(({ answer }) => answer === null)).toContainEqual(
        expect.objectContaining({ sentence: `${title}: to be filled in with what came` }),
      );
    }
  });

  test('knows a row by the name of its baseline, whatever signs that has', async () => {
    const named = (text: string) => text.replaceAll('engine', 'engine_unit');
    const { text } = await filled({
      ...tree,
      'slop.yaml': named(tree['slop.yaml']),
      'record/phase-9-findings-v0_1.md': named(findings),
      'record/state-v0_1.md': named(
        holder('baselines: [{ repository: engine, passed: 2191 }]\n', bare).replace(
          '| engine |',
          '| **engine** |',
        ),
      ),
    });
    expect(text).toContain('## 2. Baselines\n\n| what | before | now | source |');
  });

  test('keeps carriage returns', async () => {
    const crlf = Object.fromEntries(
      Object.entries(tree).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
    );
    const { text, errors } = await filled(crlf);
    expect(errors).toEqual([]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  /** The tree with a manifest that has the head of an older note above its text. */
  const olderHead = (body: string) => ({
    ...tree,
    'slop.yaml': 'kinds: {"**/state-*": manifest}\nrepos: {engine: {}}\nrules: {section/missing: off}\n',
    'record/state-v0_1.md': `# State — v0.1\n\n**Version.** 0.1\n**Date.** 2026-03-01\n**Status.** Current.\n\n---\n\n${body}`,
  });

  test('puts all of it in the text where the head is an older one', async () => {
    const body = `## Substrate\n\nIt was so.\n\n---\n\nState — v0.1 — 2026-03-01\n`;
    const { text, errors, plan } = await filled(olderHead(body));
    expect(errors).toEqual([]);
    expect(text).toContain('## What changed from v0.1\n\nTest baselines:\n\n- engine');
    expect(text).toContain('\n## Substrate\n\nIt was so.\n\n---\n\nState — v0.2 — 2026-03-12\n');
    expect(plan.questions.filter(({ answer, family }) => answer === null && family === null)).toHaveLength(1);
  });

  test('brings the table of documents up to date where the head is an older one', async () => {
    const { text, errors } = await filled(olderHead(bare));
    expect(errors).toEqual([]);
    expect(text).toContain('| `old-v0_2.md` | here | v0.2 |\n| phase-9-findings-v0_1.md |  | 0.1 |\n');
    expect(text).toContain('## 2. Baselines\n\n| what | now |\n| --- | --- |\n| engine | 1 |\n');
  });

  test('refuses notes of other kinds', async () => {
    await expect(absorbed(tree, 'record/phase-9-findings-v0_1.md')).rejects.toThrow(Refusal);
  });
});
