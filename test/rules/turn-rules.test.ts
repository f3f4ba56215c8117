import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { IN_PARALLEL, PARTS, TURN_KINDS } from '../../src/parse/turn/contract.ts';
import { overlap } from '../../src/rules/turn/overlap.ts';
import type { JsonObject } from '../../src/types.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { packageText } from '../helpers/package-schemas.ts';
import { labelled, plan, probes, turnNote } from '../helpers/turn-note.ts';

/** Rule and data of what the rules on turns find in a note, and of errors of any rule. */
async function findings(text: string, { lanes = {}, name = 'dates-v0_1.md', more = {} } = {}) {
  const files = {
    'slop.yaml': stringify({ probes, lanes }),
    'record/plan-v0_1.md': plan,
    ...more,
    [`record/${name}`]: text,
  };
  const world = memoryWorld({ files });
  const { findings: all } = await compileAt(world);
  return all
    .filter(
      ({ rule, severity }) => rule.startsWith('turn/') || rule === 'section/empty' || severity === 'error',
    )
    .map(({ rule, data, path, span }) => ({
      rule,
      data: data as JsonObject,
      at: (files as Record<string, string>)[path]?.slice(span.start, span.end),
    }));
}
const rulesOf = async (...given: Parameters<typeof findings>) =>
  (await findings(...given)).map(({ rule }) => rule);

const plans = {
  'This turn only': 'A plan for keeping the dates, section by section.',
  'Expected outcomes': 'The plan can be cited by section.',
  'Stop boundary': 'Stop when the plan is written. Do not implement any of it yet.',
};

describe('the rules on turns', () => {
  test('find nothing in a sound slice, and tell a gap once: as a warning in a draft', async () => {
    expect(await findings(turnNote())).toEqual([]);
    const gaps = Object.fromEntries(
      ['Context snapshot', 'Contract anchor', 'This turn only', 'Evidence required', 'Stop boundary'].map(
        (title) => [title, ''],
      ),
    );
    expect(await rulesOf(turnNote(gaps, { status: 'draft' }))).toEqual(Array(5).fill('section/empty'));
    expect(await rulesOf(turnNote(gaps, { status: 'done' }))).toEqual(Array(5).fill('section/empty'));
    expect(await rulesOf(turnNote(gaps))).toEqual(Array(5).fill('turn/part'));
  });

  test.each([
    ['planning-start', plans, {}, []],
    [
      'planning-start',
      { ...plans, 'Stop boundary': 'Stop there, before the payment page.' },
      {},
      ['no-code-said'],
    ],
    [
      'planning-start',
      { ...plans, 'Expected outcomes': '- A plan.\n- Write the tests for it.' },
      {},
      ['no-code-asked'],
    ],
    ['planning-start', plans, { message: 'reading' }, ['waits']],
    [
      'planning-start',
      {
        'This turn only': 'Read the plan, and wait for the brief. Nothing is implemented yet.',
        'Stop boundary': 'Stop when you have read it. Do not plan yet.',
      },
      { message: 'reading' },
      [],
    ],
    [
      'planning-start',
      { 'This turn only': 'Draft the plan, then wait.', 'Stop boundary': 'Stop there; write no code yet.' },
      { message: 'reading' },
      ['no-plan-asked'],
    ],
    ['planning-revision', plans, {}, ['follows']],
    ['planning-revision', plans, { follows: 'plan-v0_1.md' }, []],
    ['scaffold-start', {}, {}, ['scaffold']],
    ['scaffold-start', { 'This turn only': 'The scaffold: routes and a test that runs.' }, {}, []],
    ['scaffold-review', {}, {}, ['follows']],
    ['development-slice', { 'Contract anchor': '[Plan](plan-v0_1.md) says it.' }, {}, ['section']],
    [
      'development-correction',
      { 'Evidence required': '- Manual check: the operator looks.' },
      {},
      ['follows', 'probe'],
    ],
    ['bugfix-orientation', {}, {}, ['no-code-said']],
    ['bugfix-fix', { 'Evidence required': '- Manual check: the operator looks.' }, {}, ['probe']],
    ['bugfix-fix', { 'Contract anchor': '[Plan](plan-v0_1.md)' }, {}, ['section']],
    ['bugfix-fix', {}, {}, []],
    ['resume', {}, {}, ['follows']],
    ['recovery', {}, { follows: 'plan-v0_1.md' }, []],
  ])('ask of a %s with %j and %j: %j', async (turn, parts, head, needs) => {
    const found = await findings(turnNote(parts, { turn, ...head }));
    expect(found.map(({ rule }) => rule)).toEqual(needs.map(() => 'turn/requirement'));
    expect(found.map(({ data }) => data['need']).sort()).toEqual([...needs].sort());
  });

  test.each([
    ['Continue.', true],
    ['please continue', true],
    ['Next', true],
    ['- keep going\n- handle the rest', true],
    ['Fix it.', true],
    ['Go on with the plan.', true],
    ['Continue with the second date of the form.', false],
    ['Go on.\n\n- Keep the second date.', false],
    ['Fix it: the second date is lost.', false],
  ])('take %j for a mere nudge: %s', async (ask, nudge) => {
    const found = await rulesOf(turnNote({ 'This turn only': ask }));
    expect(found).toEqual(nudge ? ['turn/nudge'] : []);
  });

  test.each([
    ['Gate 2 and Gate 3 are passed.', ['Gate 2', 'Gate 3']],
    ['Gates 2, 3 and 4 are passed.', ['Gate 2', 'Gate 3', 'Gate 4']],
    ['Gate 2 is passed. Gate 2 is shown.', null],
    ['Gate 2 and the form hold.', null],
    ['Plan the payment page and then implement it.', ['planning', 'code']],
    ['Plan the payment page, and never implement it.', null],
  ])('find mixed gates in %j: %j', async (outcomes, gates) => {
    const found = await findings(turnNote({ 'Expected outcomes': outcomes }));
    expect(found.map(({ data }) => data['gates'])).toEqual(gates === null ? [] : [gates]);
  });

  test.each([
    ['It is in ../notes/plan.txt.', '../notes/plan.txt'],
    ['See ~/notes, please.', '~/notes'],
    ['`/home/ana/notes.txt` has it', '/home/ana/notes.txt'],
    ['C:\\notes\\plan.txt', 'C:\\notes\\plan.txt'],
    ['file:///srv/plan', 'file:///srv/plan'],
    ['$HOME/x', '$HOME/x'],
    ['The route /operator/create and https://example.com/tmp/x', null],
    ['Rounded 1.../2', null],
    ['[Plan](../record/plan-v0_1.md)', null],
  ])('find the path outside in %j: %j', async (context, path) => {
    const found = await findings(turnNote({ 'Context snapshot': context }));
    expect(found.map(({ data }) => data['path'])).toEqual(path === null ? [] : [path]);
  });

  test.each([
    ['Stop when it is done.', false],
    ['Stop. Not yet.', false],
    ['Do not start the payment page.', true],
    ['Leave the payment page alone.', true],
    ['Nothing of the payment page is begun.', true],
  ])('find what must wait in %j: %s', async (stop, named) => {
    expect(await rulesOf(turnNote({ 'Stop boundary': stop }))).toEqual(named ? [] : ['turn/stop-boundary']);
  });

  test.each([
    ['- `desk-tests`, `desk-tests` again', []],
    ['1. `npm test`', [{ probe: 'npm test' }]],
    ['- `desk-test`', [{ probe: 'desk-test', nearest: 'desk-tests' }]],
    ['Show that it works.', [{ probe: null }]],
    ['- **Manual check:** the operator looks\n  at the page.', []],
    ['- `desk-tests`\n  - with both dates', []],
  ])('find what is no evidence in %j', async (evidence, expected) => {
    const found = await findings(turnNote({ 'Evidence required': evidence }));
    expect(found).toMatchObject(expected.map((data) => ({ rule: 'turn/evidence', data })));
  });

  test('find words of the workflow, each once, and names of lanes with a number', async () => {
    const lanes = { jargon: ['slot', 'P7'], declared: { 'develop-1': {}, tides: {} } };
    const context = 'The Slot of develop-1 is open; the slot and its slots; P7 and P70; tides turn.';
    const found = await findings(turnNote({ 'Context snapshot': context }), { lanes });
    expect(found.map(({ data }) => data['word'])).toEqual(['Slot', 'develop-1', 'P7']);
    const named = { 'Context snapshot': '[The result of develop-1](plan-v0_1.md) is accepted.' };
    expect(await findings(turnNote(named), { lanes })).toEqual([]);
  });

  test('ask for all three parts of work in parallel, and take "None." for nothing', async () => {
    const none = { 'Branch map': 'None.', 'Shared constraints': 'None.', 'Fan-in rule': 'None.' };
    expect(await findings(turnNote(none))).toEqual([]);
    const map = { ...none, 'Branch map': '- Form: `desk/form`\n- List: `desk/list`' };
    const found = await findings(turnNote(map));
    expect(found.map(({ data }) => data['part'])).toEqual(['Shared constraints', 'Fan-in rule']);
  });

  test('hold a correction to what the turn that it corrects was about, also by way of its result', async () => {
    const result =
      '---\ntitle: Dates came back\nversion: "0.1"\ndate: 2026-03-05\nreading: [dates-v0_1.md]\n---\n# Dates came back\n\n## 1. Gap\n\nThe second date is lost.\n';
    const more = { 'record/dates-v0_1.md': turnNote(), 'record/result-v0_1.md': result };
    const head = { turn: 'development-correction', title: 'The second date' };
    const name = 'corrected-v0_1.md';
    const at = async (anchor: string, follows: string) =>
      (await findings(turnNote({ 'Contract anchor': anchor }, { ...head, follows }), { name, more })).map(
        (one) => [one.rule, one.at],
      );
    for (const follows of ['dates-v0_1.md', 'result-v0_1.md']) {
      expect(await at('[Plan](plan-v0_1.md) §2', follows)).toEqual([]);
      expect(await at('[Plan](plan-v0_1.md) §1', follows)).toEqual([['turn/new-ask', '§1']]);
    }
    expect(await at('[The result](result-v0_1.md) §1', 'result-v0_1.md')).toEqual([]);
  });

  test('hold a section of another note to the same, once it has the part that asks', async () => {
    const handoff = (prompt: string) =>
      `---\ntitle: Memo\nversion: "0.1"\ndate: 2026-03-04\n---\n# Memo\n\n## 1. Kickoff prompt\n\n~~~~text\n${prompt}\n~~~~\n\nSee [Plan](plan-v0_1.md) §2.\n`;
    const name = 'memo-v0_1.md';
    expect(await findings(handoff('Read ../notes and continue.'), { name })).toEqual([]);
    const sound = labelled({ 'Contract anchor': 'plan-v0_1.md §2' });
    expect(await rulesOf(handoff(sound), { name })).toEqual([]);
    const lacking = labelled({ 'Contract anchor': 'plan-v0_1.md §2', 'Stop boundary': null });
    expect(await findings(handoff(lacking), { name })).toMatchObject([
      { rule: 'turn/part', data: { part: 'Stop boundary', problem: 'missing' } },
    ]);
    const step = turnNote({ 'This turn only': 'Continue.' })
      .replace(/^---[\s\S]*?\n---\n/, '---\ntitle: Memo\nversion: "0.1"\ndate: 2026-03-04\n---\n')
      .replaceAll('\n## ', '\n### ')
      .replace('\n### ', '\n## Step 2: dates\n\n### ');
    expect(await rulesOf(step, { name })).toEqual(['turn/nudge']);
  });
});

describe('overlap()', () => {
  test.each([
    ['desk/form', 'desk/form/a.ts', true],
    ['desk/form', 'desk/former', false],
    ['desk/**', 'desk/list/**', true],
    ['desk/*.ts', 'desk/a.css', false],
    ['desk/*.ts', 'desk/a.ts', true],
    ['desk/a*.ts', 'desk/b*.ts', false],
    ['**/a.ts', 'desk/**', true],
    ['desk/**/a.ts', 'engine/**/a.ts', false],
    ['./desk/form/', 'desk/form', true],
    ['desk/[ab].ts', 'desk/c.ts', true],
  ])('of %j and %j is %s, both ways', (one, other, expected) => {
    expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
  });
});

describe('the kind of turns', () => {
  test('has the parts and sorts that the rules know', async () => {
    const { properties, 'x-slop': own } = JSON.parse(packageText('schemas/kinds/turn.json'));
    const sections: readonly { readonly title: string; readonly required?: boolean }[] = own.sections;
    expect(sections.map(({ title }) => title)).toEqual([...PARTS.values()]);
    const parallel = [...PARTS].filter(([name]) => IN_PARALLEL.has(name)).map(([, title]) => title);
    expect(sections.filter(({ required }) => required === false).map(({ title }) => title)).toEqual(parallel);
    const sorts: readonly string[] = properties.turn.enum;
    expect(sorts).toEqual(TURN_KINDS);
    for (const sort of sorts) expect(packageText(`templates/turns/${sort}.md`)).toMatch(/include 'contract'/);
  });
});
