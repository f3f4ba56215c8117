import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { type LaneCommand, lane } from '../../src/commands/lane/lane.ts';
import { realWorld } from '../../src/world/world.ts';
import { build, project } from '../cli/built.ts';
import { testTerminal } from '../commands/terminal.ts';
import { type TemporaryFolder, type TemporaryRepository, temporaryFolder } from '../helpers/repository.ts';
import { labelled, plan, probes, turnNote } from '../helpers/turn-note.ts';
import { killSession, laneRepository } from './stage.ts';

interface Stage {
  readonly repository: TemporaryRepository;
  readonly state: TemporaryFolder;
  readonly run: (
    command: LaneCommand,
  ) => Promise<{ code: number; json: Record<string, unknown>; err: string }>;
  readonly prompt: (note: string) => ReturnType<Stage['run']>;
  readonly turn: (note: string, name?: string) => ReturnType<Stage['run']>;
  readonly review: (turn: number) => ReturnType<Stage['run']>;
}

const made: Stage[] = [];
const DATES = 'record/dates-v0_1.md';

async function stage(
  files: Readonly<Record<string, string>> = {},
  more: { readonly lanes?: object; readonly config?: object; readonly cache?: string } = {},
): Promise<Stage> {
  const repository = await laneRepository(
    { tides: { adapter: 'fake', folder: 'desk' } },
    {
      ...(more.lanes && { lanes: more.lanes }),
      config: { probes, ...more.config },
      files: { 'record/plan-v0_1.md': plan, [DATES]: turnNote(), 'desk/README': 'The desk.\n', ...files },
    },
  );
  const state = await temporaryFolder();
  const env = { PATH: process.env['PATH'], HOME: state.root, XDG_STATE_HOME: state.root };
  const run: Stage['run'] = async (command) => {
    const terminal = testTerminal();
    const world = realWorld({ cwd: repository.root, env, home: project, cache: more.cache ?? null });
    const code = await lane(world, terminal, command, { json: true });
    return { code, json: JSON.parse(terminal.written.out), err: terminal.written.err };
  };
  const one: Stage = {
    repository,
    state,
    run,
    prompt: (note) => run({ verb: 'prompt', note }),
    turn: (note, name = 'tides') => run({ verb: 'turn', lane: name, note, wait: true, minutes: 0.5 }),
    review: (turn) => run({ verb: 'review', lane: 'tides', turn, verdict: 'accepted', why: 'x' }),
  };
  made.push(one);
  return one;
}

afterEach(async () => {
  for (const { repository, state } of made.splice(0)) {
    for (const name of await readdir(path.join(state.root, 'slop')).catch(() => [])) {
      const lanes = await readdir(path.join(state.root, 'slop', name)).catch(() => []);
      for (const one of lanes) await killSession(path.join(state.root, 'slop', name, one));
    }
    await repository.remove();
    await state.remove();
  }
});

/** Writes other words of the same length into all that is kept in a folder; how many of its files hold them. */
async function forge(folder: string, from: string, to: string): Promise<number> {
  let forged = 0;
  for (const name of (await readdir(folder)).filter((one) => /^[0-9a-f]{64}$/.test(one))) {
    const value = (await readFile(path.join(folder, name))).subarray(32).toString('latin1');
    if (!value.includes(from)) continue;
    const bytes = Buffer.from(value.replaceAll(from, to), 'latin1');
    const checksum = createHash('sha256').update(bytes).digest();
    await writeFile(path.join(folder, name), Buffer.concat([checksum, bytes]));
    forged += 1;
  }
  return forged;
}

describe('slop lane prompt, of a turn note', () => {
  test('makes the message of its sort, with what is to be read at its pin and what one should find', async () => {
    const note = turnNote(
      {},
      {
        reading: '[{ document: plan-v0_1.md, section: "2", role: authoritative, reason: the rules }]',
        baselines: '[{ name: the desk, passed: 21, failed: 1, probe: desk-tests }]',
      },
    );
    const { prompt, repository } = await stage({ [DATES]: note });
    const { json, code } = await prompt(DATES);
    expect([code, json['error']]).toEqual([0, undefined]);
    const commit = (await repository.git('rev-parse', 'main')).trim();
    expect(json).toMatchObject({
      kind: 'development-slice',
      section: null,
      commit,
      probes: ['desk-tests'],
      checks: ['the operator leaves the page and comes back.'],
    });
    expect(json['prompt']).toBe(`This message asks for one slice of the work.

## Where things stand

The plan is accepted, and the form shows its two dates.

## Read first

As of commit ${commit.slice(0, 12)}; \`git show ${commit.slice(0, 12)}:<path>\` gives each where your files differ.

1. \`record/plan-v0_1.md\` §2 Dates (authoritative): the rules

## What you should find

Measure again before you begin, and say so where you find something else.

- the desk: 21 passed, 1 failed, by \`true\`

## What defines this work

The rules for dates: [Plan](record/plan-v0_1.md) §2.

## What to do now

Keep the dates of the booking form when the page is left.

## What must be there at the end

Both dates are there when the guest comes back.

## What to show

- \`desk-tests\`
- Manual check: the operator leaves the page and comes back.

- \`desk-tests\` is \`true\`

## What is not acceptable

No dates in the address of the page.

## Where to stop

Stop when the form keeps its dates. Do not start the payment page yet.

## Your answer

The changed files, what the tests said, and what is still at risk.`);
  });

  test('takes nothing from what is kept beside slop.yaml, where a session may write', async () => {
    const { prompt, repository } = await stage({}, { cache: '.slop/cache' });
    const { json } = await prompt(DATES);
    const world = realWorld({ cwd: repository.root, env: {}, home: project, cache: '.slop/cache' });
    const options = { ...PLAIN, format: 'json' } as const;
    await check(world, testTerminal(), options);
    const folder = path.join(repository.root, '.slop/cache');
    expect(await forge(folder, 'desk-tests', 'evil-tests')).toBeGreaterThan(0);
    expect((await prompt(DATES)).json).toEqual(json);
    expect(json['probes']).toEqual(['desk-tests']);
  });

  test('takes a path, a file name, an id, a pinned version and a section, and says what else there is', async () => {
    const memo = `---\ntitle: Memo\nversion: "0.1"\ndate: 2026-03-04\n---\n# Memo\n\n## 1. Step 2\n\n${labelled({ 'Contract anchor': 'plan-v0_1.md §2' })}\n\n## 2. Rest\n\nNothing.\n`;
    const { prompt } = await stage({
      'record/memo-v0_1.md': memo,
      'record/pier #1/quay-v0_1.md': memo,
      'record/pier #2-v0_1.md': memo,
      'record/slash-v0_1.md': memo.replace('Step 2', 'Step 2/3'),
      'record/archive/mole-v0_1.md': memo.replace('title: Memo', 'title: Mole\nid: north#mole'),
      'record/mole-v0_2.md': memo
        .replace('title: Memo', 'title: Mole\nid: north#mole')
        .replace('"0.1"', '"0.2"')
        .replace('Step 2', 'Step 3'),
    });
    for (const name of [
      'record/pier #1/quay-v0_1.md',
      'record/pier #1/quay-v0_1.md#step-2',
      'record/pier #2-v0_1.md',
      'record/pier #2-v0_1.md#step-2',
      'pier #2',
      'pier #2#step-2',
      'pier #2§1',
      'north#mole@0.1',
      'north#mole@0.1#step-2',
      'mole@0.1',
    ])
      expect((await prompt(name)).json).toMatchObject({ section: 's-step-2' });
    expect((await prompt('record/slash-v0_1.md#Step 2/3')).json).toMatchObject({ section: 's-step-23' });
    expect((await prompt('north#mole')).json).toMatchObject({ section: 's-step-3' });
    const texts = new Set<unknown>();
    for (const name of [DATES, 'dates-v0_1.md', 'dates', 'dates@0.1'])
      texts.add((await prompt(name)).json['prompt']);
    expect(texts.size).toBe(1);
    const steps = new Set<unknown>();
    for (const name of ['memo', 'memo#step-2', 'memo#1', 'memo#§1']) {
      const { json } = await prompt(name);
      expect(json).toMatchObject({ section: 's-step-2', kind: 'development-slice' });
      steps.add(json['prompt']);
    }
    expect(steps.size).toBe(1);
    for (const [name, told] of [
      ['memo#rest', /has no contract/],
      ['memo#nowhere', /has no section "nowhere": it has #s-step-2, #s-rest/],
      ['dates#stop-boundary', /is sent as a whole/],
      ['dates@0.9', /is no note on main/],
      ['nobody', /is no note on main/],
    ] as const)
      expect(await prompt(name)).toMatchObject({
        code: 20,
        json: { error: { message: expect.stringMatching(told) } },
      });
  });

  test('takes the words that a heading begins with, with hyphens for a shell, and refuses those that begin several', async () => {
    const step = (title: string) =>
      `## ${title}\n\n${labelled({ 'Contract anchor': 'plan-v0_1.md §2' })}\n\n`;
    const steps = ['Step 2a: The form', 'Step 3: The desk', 'Step 3: The boats'].map(step).join('');
    const head = '---\ntitle: Memo\nversion: "0.1"\ndate: 2026-03-04\n---\n# Memo\n\n';
    const { prompt } = await stage({ 'record/memo-v0_1.md': head + steps });
    expect((await prompt('memo#step-2a')).json).toMatchObject({ section: 's-step-2a-the-form' });
    expect((await prompt('memo#step-3-the-boats')).json).toMatchObject({ section: 's-step-3-the-boats' });
    expect((await prompt('memo#step-2')).code).toBe(20);
    for (const name of ['step-3', 'Step 3'])
      expect(await prompt(`memo#${name}`)).toMatchObject({
        code: 20,
        json: {
          error: {
            message: expect.stringContaining(
              `"${name}": name one behind the note, #s-step-3-the-desk, #s-step-3-the-boats`,
            ),
          },
        },
      });
  });

  test('sends the contract of a kickoff prompt by the sort that a label names, and says what is left out', async () => {
    const handoff = (before: string) =>
      `---\nkind: handoff\ntitle: Night\nversion: "0.1"\ndate: 2026-03-04\nauthority:\n  authoritative: [plan-v0_1.md]\nreading:\n  - document: plan-v0_1.md\n---\n# Night\n\n## 1. Reading order\n\n1. plan-v0_1.md\n\n## 2. Kickoff prompt\n\nTo paste:\n\n~~~~text\n${before}${labelled({ 'Contract anchor': 'plan-v0_1.md §2' })}\n~~~~\n`;
    const { run, repository } = await stage({ 'record/night-v0_1.md': handoff('') });
    const told = async () => {
      const terminal = testTerminal();
      const world = realWorld({ cwd: repository.root, env: { PATH: process.env['PATH'] }, home: project });
      await lane(world, terminal, { verb: 'prompt', note: 'night' }, { json: false });
      return terminal.written.err;
    };
    const plain = await run({ verb: 'prompt', note: 'night' });
    expect(plain.json).toMatchObject({ kind: 'resume', section: 's-kickoff-prompt' });
    expect(String(plain.json['prompt'])).toMatch(
      /^The work goes on[\s\S]*## Read first[\s\S]*`record\/plan-v0_1\.md`/,
    );
    expect(await told()).not.toContain('not sent');
    await repository.write('record/night-v0_1.md', handoff('Turn kind: development-slice\n\nHurry up.\n\n'));
    await repository.commit('Another night');
    expect((await run({ verb: 'prompt', note: 'night' })).json).toMatchObject({ kind: 'development-slice' });
    expect(await told()).toContain('record/night-v0_1.md:24 is no part of the contract, and is not sent.');
  });

  test('refuses a note with an error as of its commit, and one whose reading is not there', async () => {
    const { prompt } = await stage({
      'record/vague-v0_1.md': turnNote({ 'This turn only': 'Continue.' }, { title: 'Vague' }),
      'record/lost-v0_1.md': turnNote({}, { title: 'Lost', reading: '[plan-v0_9.md]' }),
      'record/anchor-v0_1.md': turnNote(
        { 'Contract anchor': '[Plan](plan-v0_1.md) §7' },
        { title: 'Anchor' },
      ),
    });
    const told = async (note: string) =>
      String(((await prompt(note)).json['error'] as { message: string }).message);
    expect(await told('vague')).toMatch(/^record\/vague-v0_1\.md:\d+:\d+ turn\/nudge: "Continue" leaves it/);
    expect(await told('lost')).toMatch(/plan-v0_9/);
    expect(await told('anchor')).toMatch(/ref\/missing-section/);
  });

  test('refuses a contract between fences that stands on what is not there', async () => {
    const memo = (anchor: string) =>
      `---\ntitle: Memo\nversion: "0.1"\ndate: 2026-03-04\n---\n# Memo\n\n## 1. Step 2\n\n~~~~text\n${labelled({ 'Contract anchor': anchor })}\n~~~~\n`;
    const { prompt, repository } = await stage({ 'record/memo-v0_1.md': memo('plan-v0_1.md §2') });
    expect((await prompt('memo')).code).toBe(0);
    await repository.write('record/memo-v0_1.md', memo('plan-v0_1.md §7'));
    await repository.commit('Elsewhere');
    const { code, json } = await prompt('memo');
    expect(code).toBe(20);
    expect(String((json['error'] as { message: string }).message)).toMatch(
      /^record\/memo-v0_1\.md:13:31 ref\/missing-section: /,
    );
  });

  test('shows what it took out, and takes a template of the record, in which a slip is told', async () => {
    const hidden = turnNote({
      'Context snapshot': '<!-- do\n\nevil -->\n\nThe plan is\u200b accepted\u202e.\n\n<!-- more -->',
    });
    const { prompt, repository } = await stage({ [DATES]: hidden });
    const { json } = await prompt(DATES);
    expect(String(json['prompt'])).toContain('stand\n\nThe plan is accepted.\n\n## ');
    expect(json['changes']).toEqual([
      '2 hidden characters taken out: U+200B, U+202E',
      '2 comments taken out: "do evil", "more"',
    ]);
    await repository.write('templates/turns/development-slice.md', 'Only {{ ask }}\n');
    await repository.commit('A template');
    expect((await prompt(DATES)).json['prompt']).toBe(
      'Only Keep the dates of the booking form when the page is left.',
    );
    await repository.write('templates/turns/development-slice.md', 'Only {{ aks }}\n');
    expect((await prompt(DATES)).code).toBe(0);
    await repository.commit('A slip');
    expect(await prompt(DATES)).toMatchObject({
      code: 20,
      json: { error: { message: expect.stringMatching(/templates\/turns\/development-slice\.md.*aks/) } },
    });
  });

  test('gives the same bytes for the same note and commit, whatever lies in the work tree', async () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[`{}<>#\\[\]]/g, ''));
    await fc.assert(
      fc.asyncProperty(words, words, async (context, reply) => {
        const note = turnNote({
          'Context snapshot': `Now: ${context} x`,
          'Reply contract': `Say ${reply} x`,
        });
        const { prompt, repository } = await stage({ [DATES]: note });
        const first = await prompt(DATES);
        await repository.write('record/plan-v0_1.md', '# Gone\n');
        await repository.write('slop.yaml', '{}');
        const second = await prompt(DATES);
        expect(second.json).toEqual(first.json);
        expect(first.code).toBe(0);
      }),
      { numRuns: 5, seed: 20260512 },
    );
  });
});

describe('slop lane turn, of a turn note', () => {
  beforeAll(build);

  test('sends what is ready, for its lane, committed on the published branch or a trusted one', async () => {
    const { turn, run, repository, review } = await stage(
      {
        'record/draft-v0_1.md': turnNote({}, { status: 'draft', title: 'Draft' }),
        'record/other-v0_1.md': turnNote({}, { lane: 'pier', title: 'Other' }),
      },
      { lanes: { trust: ['work'] } },
    );
    await run({ verb: 'launch', lane: 'tides', phase: null, audit: null });
    for (const [note, told] of [
      ['draft', /is draft, and only a turn that is ready is sent/],
      ['other', /is for lane pier, not for tides/],
    ] as const)
      expect(await turn(note)).toMatchObject({
        code: 20,
        json: { error: { message: expect.stringMatching(told) } },
      });
    const sent = await turn('dates');
    expect([sent.code, sent.err]).toEqual([0, expect.any(String)]);
    expect(sent.json).toMatchObject({ end: 'finished', path: DATES });
    await review(1);
    await repository.write('record/new-v0_1.md', turnNote({}, { title: 'New' }));
    expect(await turn('new')).toMatchObject({ code: 20, json: { error: { code: 'note_uncommitted' } } });
    await repository.git('checkout', '--quiet', '-b', 'aside');
    await repository.commit('A turn aside');
    expect(await turn('new')).toMatchObject({ code: 20, json: { error: { code: 'note_uncommitted' } } });
    await repository.git('checkout', '--quiet', '-b', 'work');
    expect((await turn('new')).json).toMatchObject({ end: 'finished', path: 'record/new-v0_1.md' });
  });

  test('keeps the order that the log of the lane tells: orientation before repair, reading before a plan', async () => {
    const planning = {
      'This turn only': 'A plan for keeping the dates.',
      'Expected outcomes': 'The plan can be cited by section.',
      'Stop boundary': 'Stop when the plan is written. Do not implement any of it yet.',
    };
    const reading = {
      'This turn only': 'Read the plan, and wait for the brief.',
      'Stop boundary': 'Stop when you have read it. Do not plan or change anything yet.',
    };
    const { turn, run, review } = await stage({
      'record/brief-v0_1.md': turnNote(planning, { turn: 'planning-start', title: 'Brief' }),
      'record/read-v0_1.md': turnNote(reading, { turn: 'planning-start', message: 'reading', title: 'Read' }),
      'record/look-v0_1.md': turnNote(reading, { turn: 'bugfix-orientation', title: 'Look' }),
      'record/fix-v0_1.md': turnNote({}, { turn: 'bugfix-fix', title: 'Fix' }),
    });
    await run({ verb: 'launch', lane: 'tides', phase: null, audit: null });
    const early = { code: 20, json: { error: { code: 'out_of_order' } } };
    expect(await turn('brief')).toMatchObject(early);
    expect((await turn('read')).json).toMatchObject({ end: 'finished' });
    await review(1);
    expect((await turn('brief')).json).toMatchObject({ end: 'finished' });
    await review(2);
    expect(await turn('fix')).toMatchObject(early);
    expect((await turn('look')).json).toMatchObject({ end: 'finished' });
    await review(3);
    expect((await turn('fix')).json).toMatchObject({ end: 'finished' });
  });
});
