import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/types.ts';
import { loadKinds } from '../../src/validate/kinds.ts';
import { packageKindNames, packageKinds, packageSchemas, packageText } from '../helpers/package-schemas.ts';

const kinds = packageKinds();

/** Judges a head by a kind: rule, pointer and data of each fault. */
function judge(kind: string, head: JsonObject) {
  const { faults } = kinds.get(kind)?.judge(head) ?? { faults: [] };
  return faults.map(({ rule, pointer, data }) => ({ rule, pointer, ...data }));
}

const cr = { number: 'CR-2026-090', date: '2026-05-12', status: 'approved' };
const handoff = { date: '2026-05-12', authority: { authoritative: ['a.md'], orients: [] }, reading: [] };

describe('loadKinds()', () => {
  it('makes a kind of every schema of the package, without a fault, compiled at once too', () => {
    const { faults, kinds: loaded } = loadKinds(packageSchemas().map(({ path, text }) => ({ path, text })));
    expect(faults).toEqual([]);
    expect([...loaded.keys()]).toEqual(packageKindNames());
  });

  it('reads ladder, phrases, sections and names of a kind', () => {
    const halt = kinds.get('halt-note');
    expect(halt?.plural).toBe('Halt notes');
    expect(halt?.ladder).toContain('open');
    expect(halt?.final).toContain('resolved');
    expect(halt?.phrases.get('halt-surface note')).toBe('open');
    expect(halt?.sections[0]).toEqual({
      title: 'What halted',
      also: expect.any(Array),
      required: true,
      open: false,
    });
    expect(halt?.versioned).toBe(true);
    expect(kinds.get('decision')?.versioned).toBe(false);
    expect(halt?.keys).toEqual(expect.arrayContaining(['title', 'commits', 'surfaced-by']));
  });
});

describe('Kind.judge()', () => {
  it('accepts a head, and turns texts into what the schema says', () => {
    const head = {
      ...cr,
      version: '0.10',
      baselines: [{ repository: 'engine', passed: '2279', oid: '5534068' }],
      reserved: { slots: ['5', 'spare'] },
      steps: [{ id: '2a', reserved: 'true' }],
    };
    const judged = kinds.get('cr')?.judge(head);
    expect(judged?.faults).toEqual([]);
    expect(judged?.head).toMatchObject({
      version: '0.10',
      baselines: [{ repository: 'engine', passed: 2279, oid: '5534068' }],
      steps: [{ id: '2a', reserved: true }],
    });
    expect(Object.getPrototypeOf(judged?.head)).toBeNull();
  });

  it.each([['0x10'], ['1e3'], [' 5 '], ['012'], ['5.0'], ['+5'], ['2,279'], ['99999999999999999999'], ['٣']])(
    'does not take %j for a whole number',
    (passed) => {
      const faults = judge('cr', { ...cr, baselines: [{ passed }] });
      expect(faults).toMatchObject([
        { rule: 'head/schema', pointer: '/baselines/0/passed', key: 'baselines[0].passed' },
      ]);
    },
  );

  it.each<[string, string, JsonObject, object]>([
    [
      'a missing key',
      'cr',
      { date: '2026-05-12', status: 'draft' },
      { rule: 'head/missing-key', pointer: '', key: 'number' },
    ],
    [
      'a key without a value',
      'cr',
      { ...cr, number: '' },
      { rule: 'head/missing-key', pointer: '/number', key: 'number', stands: true },
    ],
    [
      'a misspelt key',
      'cr',
      { ...cr, sumary: 'x' },
      { rule: 'head/unknown-key', pointer: '/sumary', key: 'sumary', nearest: 'summary' },
    ],
    [
      'a misspelt key that is required',
      'cr',
      { date: '2026-05-12', status: 'draft', nubmer: 'CR-1' },
      { rule: 'head/unknown-key', nearest: 'number' },
    ],
    [
      'a key like no other',
      'cr',
      { ...cr, zebra: 'x' },
      { rule: 'head/unknown-key', pointer: '/zebra', nearest: null },
    ],
    [
      'a status off the ladder',
      'cr',
      { ...cr, status: 'aproved' },
      { rule: 'status/not-on-ladder', pointer: '/status', status: 'aproved', nearest: 'approved' },
    ],
    [
      'a status that is a list',
      'cr',
      { ...cr, status: ['draft'] },
      { rule: 'head/schema', pointer: '/status' },
    ],
    [
      'a day that is none',
      'cr',
      { ...cr, date: '2026-02-30' },
      { rule: 'date/invalid', pointer: '/date', value: '2026-02-30' },
    ],
    ['a date in words', 'cr', { ...cr, date: '12 May 2026' }, { rule: 'date/invalid', pointer: '/date' }],
    ['a due day that is none', 'cr', { ...cr, due: '2026-13-01' }, { rule: 'date/invalid', pointer: '/due' }],
    [
      'a version that is none',
      'cr',
      { ...cr, version: '0.1 (draft)' },
      { rule: 'head/schema', pointer: '/version' },
    ],
    ['an id with a slash', 'cr', { ...cr, id: 'a/b' }, { rule: 'head/schema', pointer: '/id' }],
    [
      'text for a list',
      'handoff',
      { ...handoff, heads: 'engine 771aacd' },
      { rule: 'head/schema', pointer: '/heads', expected: 'a list', actual: '"engine 771aacd"' },
    ],
    [
      'a list for text',
      'cr',
      { ...cr, title: ['a'] },
      { rule: 'head/schema', pointer: '/title', expected: 'text', actual: 'a list' },
    ],
    [
      'a hash that is none',
      'handoff',
      { ...handoff, heads: [{ repository: 'engine', oid: 'xyz' }] },
      { rule: 'head/schema', pointer: '/heads/0/oid' },
    ],
    [
      'a missing key in a list',
      'handoff',
      { ...handoff, heads: [{ repository: 'engine' }] },
      { rule: 'head/missing-key', pointer: '/heads/0', key: 'heads[0].oid', stands: false },
    ],
    [
      'a key in a list that is like none of those there',
      'handoff',
      { ...handoff, heads: [{ repository: 'engine', oid: 'caebaa8', suite: 'x' }] },
      { rule: 'head/unknown-key', pointer: '/heads/0/suite', known: ['repository', 'branch', 'oid', 'tag'] },
    ],
    [
      'a misspelt key in a list',
      'handoff',
      { ...handoff, options: [{ id: 'X', benfit: 'y' }] },
      {
        rule: 'head/unknown-key',
        pointer: '/options/0/benfit',
        key: 'options[0].benfit',
        nearest: 'benefit',
      },
    ],
    [
      'a role that is none',
      'handoff',
      { ...handoff, reading: [{ document: 'a.md', role: 'authorative' }] },
      { rule: 'head/schema', pointer: '/reading/0/role', nearest: 'authoritative' },
    ],
    [
      'a claim of no type',
      'cr',
      { ...cr, claims: [{ of: 'x' }] },
      { rule: 'head/missing-key', pointer: '/claims/0', key: 'claims[0].type' },
    ],
    [
      'a claim of an unknown type',
      'cr',
      { ...cr, claims: [{ type: 'unchangd', since: 'v0.2' }] },
      { rule: 'head/schema', pointer: '/claims/0/type', nearest: 'unchanged' },
    ],
    [
      'a claim with a list for a type',
      'cr',
      { ...cr, claims: [{ type: ['count'] }] },
      { rule: 'head/schema', pointer: '/claims/0/type' },
    ],
    [
      'a claim that lacks a key',
      'cr',
      { ...cr, claims: [{ type: 'count', of: 'candidates' }] },
      { rule: 'head/missing-key', pointer: '/claims/0', key: 'claims[0].is' },
    ],
    [
      'a claim with a key of another',
      'cr',
      { ...cr, claims: [{ type: 'count', of: 'x', is: '3', branch: 'main' }] },
      { rule: 'head/unknown-key', pointer: '/claims/0/branch' },
    ],
    [
      'a claim with a wrong number',
      'cr',
      { ...cr, claims: [{ type: 'service', port: '99999' }] },
      { rule: 'head/schema', pointer: '/claims/0/port' },
    ],
  ])('tells %s once', (_, kind, head, fault) => {
    const found = judge(kind, head);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(fault);
  });

  it('tells each of several mistakes', () => {
    const rules = judge('cr', {
      date: '2026-02-30',
      status: 'nope',
      zebra: 'x',
      options: [{ cost: 'y' }],
    }).map(({ rule }) => rule);
    expect(rules.sort()).toEqual([
      'date/invalid',
      'head/missing-key',
      'head/missing-key',
      'head/unknown-key',
      'status/not-on-ladder',
    ]);
  });

  it.each([['2026-05-12'], ['2024-02-29'], ['2026-05-12T09:30:00+02:00'], ['2026-05-12 09:30']])(
    'takes %s for a date',
    (date) => {
      expect(judge('cr', { ...cr, date })).toEqual([]);
    },
  );

  it.each([['toString'], ['propertyIsEnumerable'], ['hasOwnProperty'], ['valueOf']])(
    'knows no key %s',
    (key) => {
      const head = Object.assign(Object.create(null), cr, { [key]: 'x' });
      expect(judge('cr', head)).toMatchObject([{ rule: 'head/unknown-key', pointer: `/${key}` }]);
      expect(judge('cr', { date: '2026-05-12', status: 'draft' })).toHaveLength(1);
    },
  );

  it('welcomes keys that begin with x-', () => {
    expect(judge('cr', { ...cr, 'x-jira': 'A-1' })).toEqual([]);
  });

  it.each([
    ['titel', ['head/unknown-key']],
    ['verison', ['head/unknown-key']],
    ['statsu', ['head/unknown-key']],
    ['Title', ['head/unknown-key']],
    ['colour', []],
    ['data', []],
    ['authors', []],
    ['updated', []],
    ['uid', []],
    ['tags', []],
    ['description', []],
  ])('lets a document have the key %s: %j', (key, rules) => {
    expect(judge('document', { [key]: 'x' }).map(({ rule }) => rule)).toEqual(rules);
  });

  it('takes data for no misspelt date where there is a date', () => {
    expect(judge('document', { titel: 'x', title: 'y' })).toEqual([]);
  });
});

describe('the schemas of the package', () => {
  it.each(packageKindNames())('%s names its statuses twice alike, and describes all it adds', (name) => {
    const schema = JSON.parse(packageText(`schemas/kinds/${name}.json`));
    expect(schema['x-slop'].statuses).toEqual(schema.properties?.status?.enum);
    for (const [key, property] of Object.entries<JsonObject>(schema.properties ?? {})) {
      if (key !== 'status') expect(property['description'], key).toMatch(/\.$/);
    }
    expect(schema.description).toMatch(/\.$/);
  });

  it('describe every key that all notes share', () => {
    const { properties } = JSON.parse(packageText('schemas/note.json'));
    for (const [key, { description }] of Object.entries<{ description: string }>(properties)) {
      expect(description, key).toMatch(/\.$/);
    }
  });
});
