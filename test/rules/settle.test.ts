import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkNote } from '../../src/rules/check.ts';
import { settle } from '../../src/rules/settle.ts';
import type { Finding, RuleLevel, RuleSetting, Suppression } from '../../src/types.ts';
import { profileOf } from '../render/values.ts';
import { config, documentOf, draftOf, findingOf, graphView, kindOf, statusOf } from './values.ts';

const NOTE = 'record/memo-v0_1.md';
const head = { title: 'Memo' };
const setting = (
  rule: string,
  parts: Partial<RuleSetting> & { level?: RuleLevel | null } = {},
): RuleSetting => ({
  rule,
  level: null,
  paths: [],
  statuses: new Map(),
  ...parts,
});
const graphOf = (suppressions: readonly Suppression[] = [], status = 'draft') =>
  graphView({
    documents: [documentOf(NOTE, { draft: draftOf('', { suppressions }), status: statusOf(status) })],
  }).graph;
const levels = (rules: readonly RuleSetting[], findings: readonly Finding[], status = 'draft') =>
  settle(findings, graphOf([], status), { ...config, rules }).map(
    ({ rule, severity }) => `${rule} ${severity}`,
  );

describe('settle() and the levels of slop.yaml', () => {
  const mark = findingOf({ rule: 'mark/open' });
  const missing = findingOf({ rule: 'ref/missing-file', severity: 'error' });

  test.each([
    [
      'a rule by its id',
      [setting('mark/open', { level: 'error' })],
      ['mark/open error', 'ref/missing-file error'],
    ],
    ['a group', [setting('ref/*', { level: 'info' })], ['mark/open warning', 'ref/missing-file info']],
    ['a rule that is off', [setting('mark/open', { level: 'off' })], ['ref/missing-file error']],
    [
      'the later of two settings',
      [setting('ref/missing-file', { level: 'info' }), setting('ref/*', { level: 'warning' })],
      ['mark/open warning', 'ref/missing-file warning'],
    ],
    [
      'a path before the plain level',
      [setting('mark/open', { level: 'off', paths: [{ glob: 'record/**', level: 'info' }] })],
      ['mark/open info', 'ref/missing-file error'],
    ],
    [
      'a path that does not match',
      [setting('mark/open', { paths: [{ glob: '**/archive/**', level: 'off' }] })],
      ['mark/open warning', 'ref/missing-file error'],
    ],
    [
      'a status before the path',
      [
        setting('mark/open', {
          paths: [{ glob: '**', level: 'off' }],
          statuses: new Map([['draft', 'info']]),
        }),
      ],
      ['mark/open info', 'ref/missing-file error'],
    ],
    [
      'a status that the note does not have',
      [setting('mark/open', { statuses: new Map([['sent', 'off']]) })],
      ['mark/open warning', 'ref/missing-file error'],
    ],
  ] as const)('heeds %s', (_, rules, expected) => {
    expect(levels(rules, [mark, missing])).toEqual(expected);
  });

  test('heeds a status of a kind without a ladder by its words', () => {
    const status = { text: 'in review', value: null, final: false };
    const { graph } = graphView({ documents: [documentOf(NOTE, { status })] });
    const rules = [setting('mark/open', { statuses: new Map([['in review', 'off']]) })];
    expect(settle([mark], graph, { ...config, rules })).toEqual([]);
  });

  test.each([
    'source/unreadable',
    'source/not-utf8',
    'source/nul-byte',
    'source/too-large',
    'head/unreadable',
  ])('leaves %s an error whatever is set', (rule) => {
    const findings = [findingOf({ rule, severity: 'error' })];
    expect(levels([setting(rule, { level: 'off' })], findings)).toEqual([`${rule} error`]);
  });
});

describe('settle() and suppressions', () => {
  const suppression = (rule: string, start: number, end: number, reason = 'it is quoted'): Suppression => ({
    rule,
    reason,
    span: { start, end: start },
    covers: { start, end },
  });
  const at = (start: number, rule = 'mark/open') => findingOf({ rule, span: { start, end: start + 2 } });
  const judge = (suppressions: readonly Suppression[], findings: readonly Finding[]) =>
    settle(findings, graphOf(suppressions), config).map(({ rule, span, data }) => [rule, span.start, data]);

  test('take out what they cover', () => {
    expect(judge([suppression('mark/open', 10, 20)], [at(10), at(19), at(21)])).toEqual([
      ['mark/open', 21, {}],
    ]);
  });

  test('are reported when they cover nothing, or another rule, or one that does not exist', () => {
    const data = { rule: 'mark/open', known: true, nearest: null };
    expect(judge([suppression('mark/open', 10, 20)], [])).toEqual([['suppression/unused', 10, data]]);
    expect(judge([suppression('mark/open', 10, 20)], [at(12, 'text/number-like')])).toEqual([
      ['suppression/unused', 10, data],
      ['text/number-like', 12, {}],
    ]);
    expect(judge([suppression('mark/opne', 10, 20)], [])).toEqual([
      ['suppression/unused', 10, { rule: 'mark/opne', known: false, nearest: 'mark/open' }],
    ]);
  });

  test('are reported without a reason, and hold all the same', () => {
    expect(judge([suppression('mark/open', 10, 20, ' ')], [at(12)])).toEqual([
      ['suppression/no-reason', 10, { rule: 'mark/open' }],
    ]);
  });

  test('silence neither what makes a file unreadable nor what is said of suppressions', () => {
    const unreadable = suppression('source/not-utf8', 0, 100);
    const unused = suppression('suppression/unused', 0, 100);
    expect(judge([unreadable], [at(5, 'source/not-utf8')]).map(([rule]) => rule)).toEqual([
      'suppression/unused',
      'source/not-utf8',
    ]);
    expect(judge([unused], []).map(([rule]) => rule)).toEqual(['suppression/unused']);
  });

  test('are in use also where slop.yaml turns the rule off', () => {
    const rules = [setting('mark/open', { level: 'off' })];
    expect(settle([at(12)], graphOf([suppression('mark/open', 10, 20)]), { ...config, rules })).toEqual([]);
  });
});

describe('settle() and order', () => {
  const finding = fc
    .record({
      rule: fc.constantFrom('mark/open', 'ref/missing-file', 'heading/skipped'),
      path: fc.constantFrom('record/a.md', 'record/B.md', 'record/é.md'),
      start: fc.nat(3),
      end: fc.nat(3),
      title: fc.constantFrom('x', 'y'),
    })
    .map(({ rule, path, start, end, title }) =>
      findingOf({ rule, path, span: { start, end: start + end }, data: { title } }),
    );

  test('does not depend on the order of what comes in, repeats nothing, and changes nothing the second time', () => {
    const graph = graphOf();
    fc.assert(
      fc.property(fc.array(finding), (findings) => {
        const settled = settle(findings, graph, config);
        expect(settle([...findings].reverse(), graph, config)).toEqual(settled);
        expect(settle([...findings, ...findings], graph, config)).toEqual(settled);
        expect(settle(settled, graph, config)).toEqual(settled);
        const keys = settled.map(({ path, span, rule }) => [path, span.start, rule] as const);
        const sorted = [...keys].sort((a, b) =>
          a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0),
        );
        expect(keys).toEqual(sorted);
      }),
    );
  });
});

describe('checkNote()', () => {
  const kinds = new Map([['document', kindOf({ name: 'document', versioned: false })]]);
  const fault = {
    rule: 'source/too-large',
    span: { start: 0, end: 0 },
    data: { what: 'file', size: 9, limit: 8 },
  };

  test('tells faults with the severity of their rule, and runs the rules on notes', () => {
    const draft = draftOf('[CC verifies]', { head });
    const document = documentOf(NOTE, { draft, faults: [fault] });
    expect(
      checkNote(document, '[CC verifies]', config, kinds).map(({ rule, severity }) => [rule, severity]),
    ).toEqual([
      ['source/too-large', 'error'],
      ['mark/open', 'warning'],
    ]);
  });

  test('tells only the faults of a text that nobody parsed', () => {
    const draft = draftOf('[CC verifies]', { opaque: true });
    const document = documentOf(NOTE, { draft, faults: [fault] });
    expect(checkNote(document, '[CC verifies]', config, kinds).map(({ rule }) => rule)).toEqual([
      'source/too-large',
    ]);
  });

  test('asks nobody to finish an archived note, but still looks for what should not be there', () => {
    const text =
      '# A\n\n### B\n\n[CC\u200b verifies] [CC verifies] <!-- confidential --> -----BEGIN PRIVATE KEY-----';
    const profiled = { ...config, profiles: new Map([['public', profileOf({})]]) };
    const judge = (path: string) =>
      checkNote(documentOf(path, { draft: draftOf(text, { path, head }) }), text, profiled, kinds)
        .map(({ rule }) => rule)
        .sort();
    const shown = ['mark/private', 'public/secret'];
    expect(judge(NOTE)).toEqual(['heading/skipped', 'mark/open', ...shown, 'text/hidden-characters']);
    expect(judge('record/archive/memo-v0_1.md')).toEqual(shown);
  });

  test('refuses a fault whose rule is not in the table', () => {
    const document = documentOf(NOTE, { faults: [{ ...fault, rule: 'no/such' }] });
    expect(() => checkNote(document, '', config, kinds)).toThrow('no/such');
  });
});
