import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/types.ts';
import { loadKinds } from '../../src/validate/kinds.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { packageSchemas } from '../helpers/package-schemas.ts';

const path = 'schemas/kinds/voyage.json';
const base = { allOf: [{ $ref: '../note.json' }], unevaluatedProperties: false };

/** Loads the package's kinds and one more. */
function load(schema: JsonObject | string) {
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema, null, 2);
  const { kinds, faults } = loadKinds([...packageSchemas(), { path, text }]);
  const told = faults.map((fault) => ({
    path: fault.path,
    rule: fault.rule,
    pointer: fault.data['pointer'],
    message: String(fault.data['message']),
    at: text.slice(fault.span.start, fault.span.end),
    inside: fault.span.start >= 0 && fault.span.end <= text.length && fault.span.start <= fault.span.end,
  }));
  return { voyage: kinds.get('voyage'), told, others: kinds.size };
}

describe('loadKinds() with a schema of the record', () => {
  it('takes one that builds on note.json, and another kind', () => {
    const { voyage, told } = load({
      ...base,
      title: 'Voyage',
      properties: { port: { type: 'string' } },
      required: ['port'],
      'x-slop': { statuses: ['planned', 'sailed'], final: ['sailed'] },
    });
    expect(told).toEqual([]);
    expect(voyage).toMatchObject({
      plural: 'Voyages',
      ladder: ['planned', 'sailed'],
      final: ['sailed'],
      versioned: true,
    });
    expect(voyage?.judge({ port: 'Oban', status: 'sailed', title: 'Out' }).faults).toEqual([]);
    expect(voyage?.judge({ status: 'saild' }).faults.map(({ rule }) => rule)).toEqual([
      'head/missing-key',
      'status/not-on-ladder',
    ]);
  });

  it('lets it replace one of the package, and keeps the package’s note.json', () => {
    const text = JSON.stringify({ ...base, title: 'Our brief' });
    const { kinds, faults } = loadKinds([
      ...packageSchemas(),
      { path: 'schemas/note.json', text: '{"type":"string"}' },
      { path: 'schemas/kinds/brief.json', text },
    ]);
    expect(faults).toEqual([]);
    expect(kinds.get('brief')?.title).toBe('Our brief');
    expect(kinds.get('brief')?.judge({ title: 'x' }).faults).toEqual([]);
  });

  it.each<[string, JsonObject | string, string, string]>([
    ['no JSON', '{"title": "x",, }', '', ','],
    ['a comma too many', '{\n  "title": "x",\n}', '', '}'],
    ['half a JSON', '{"title": ', '', ''],
    ['nothing', '', '', ''],
    ['a list', '[]', '', '['],
    [
      'a remote $ref',
      { ...base, properties: { port: { $ref: 'https://example.org/port.json' } } },
      '/properties/port/$ref',
      '"$ref": "https://example.org/port.json"',
    ],
    ['a $ref to a file', { $ref: 'file:///etc/passwd' }, '/$ref', '"$ref": "file:///etc/passwd"'],
    ['a $ref without a scheme', { $ref: '//example.org/x.json' }, '/$ref', '"$ref": "//example.org/x.json"'],
    [
      'a $ref to nothing',
      { ...base, properties: { port: { $ref: './harbour.json' } } },
      '/properties/port/$ref',
      '"$ref": "./harbour.json"',
    ],
    [
      'a $ref to no definition',
      { ...base, properties: { port: { $ref: '#/$defs/port' } } },
      '/properties/port/$ref',
      '"$ref": "#/$defs/port"',
    ],
    [
      'another dialect',
      { ...base, $schema: 'http://json-schema.org/draft-07/schema#' },
      '/$schema',
      '"$schema": "http://json-schema.org/draft-07/schema#"',
    ],
    ['an unknown keyword', { ...base, requird: ['port'] }, '/requird', '"requird": [\n    "port"\n  ]'],
    [
      'an unknown format',
      { ...base, properties: { port: { type: 'string', format: 'harbour' } } },
      '/properties/port',
      '"port": {\n      "type": "string",\n      "format": "harbour"\n    }',
    ],
    ['a keyword with a wrong value', { ...base, required: 'port' }, '/required', '"required": "port"'],
    [
      'a pattern with look-ahead',
      { ...base, properties: { port: { pattern: '^(?=a)b' } } },
      '/properties/port/pattern',
      '"pattern": "^(?=a)b"',
    ],
    [
      'a pattern that is none',
      { ...base, properties: { port: { pattern: '(' } } },
      '/properties/port/pattern',
      '"pattern": "("',
    ],
    [
      'a pattern of 10,000 characters',
      { ...base, properties: { port: { pattern: 'a'.repeat(10_000) } } },
      '/properties/port/pattern',
      `"pattern": "${'a'.repeat(10_000)}"`,
    ],
    [
      'a pattern that unfolds',
      { ...base, properties: { port: { pattern: '((a{100}){100}){100}' } } },
      '/properties/port/pattern',
      '"pattern": "((a{100}){100}){100}"',
    ],
    [
      'a key pattern that is none',
      { ...base, patternProperties: { '(': {} } },
      '/patternProperties/(',
      '"(": {}',
    ],
    ['10,000 levels', `${'{"not":'.repeat(10_000)}{}${'}'.repeat(10_000)}`, '', ''],
    ['no note.json below it', { type: 'object', properties: { port: { type: 'string' } } }, '', '{'],
    ['an x-slop that is a list', { ...base, 'x-slop': [] }, '/x-slop', '"x-slop": []'],
    [
      'a misspelt setting',
      { ...base, 'x-slop': { status: ['a'] } },
      '/x-slop/status',
      '"status": [\n      "a"\n    ]',
    ],
    [
      'statuses said twice',
      { ...base, 'x-slop': { statuses: ['a', 'a'] } },
      '/x-slop/statuses',
      '"statuses": [\n      "a",\n      "a"\n    ]',
    ],
    [
      'a final status off the ladder',
      { ...base, 'x-slop': { statuses: ['a'], final: ['b'] } },
      '/x-slop/final',
      '"final": [\n      "b"\n    ]',
    ],
    [
      'a phrase that leads nowhere',
      { ...base, 'x-slop': { statuses: ['a'], phrases: { 'first draft': 'b' } } },
      '/x-slop/phrases',
      '"phrases": {\n      "first draft": "b"\n    }',
    ],
    [
      'a section without a title',
      { ...base, 'x-slop': { sections: [{ required: true }] } },
      '/x-slop/sections/0',
      '{\n        "required": true\n      }',
    ],
    [
      'two ladders',
      { ...base, properties: { status: { enum: ['a'] } }, 'x-slop': { statuses: ['b'] } },
      '/x-slop/statuses',
      '"statuses": [\n      "b"\n    ]',
    ],
  ])('refuses %s with file, place and a sentence', (_, schema, pointer, at) => {
    const { told, voyage, others } = load(schema);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ path, rule: 'config/invalid', pointer, inside: true });
    if (at !== '') expect(told[0]?.at).toBe(at);
    expect(told[0]?.message).toMatch(/^[^\n]+[.?]$/);
    expect(voyage).toBeUndefined();
    expect(others).toBe(packageSchemas().length - 1);
  });

  it.each([['Voyage.json'], ['voyage one.json'], ['#.json'], ['..json'], ['ﬁnd.json']])(
    'refuses the file name %s',
    (name) => {
      const { faults } = loadKinds([
        ...packageSchemas(),
        { path: `schemas/kinds/${name}`, text: JSON.stringify(base) },
      ]);
      expect(faults).toMatchObject([{ rule: 'config/invalid', path: `schemas/kinds/${name}` }]);
    },
  );

  it.each<[string, JsonObject]>([
    [
      'ids of its own',
      { ...base, $id: 'https://example.org/voyage.json', $defs: { a: { $id: '../note.json' } } },
    ],
    ['itself without end', { ...base, $ref: '#' }],
    [
      'a property named __proto__',
      JSON.parse('{"allOf":[{"$ref":"../note.json"}],"properties":{"__proto__":{"type":"string"}}}'),
    ],
    [
      'code in its names',
      {
        ...base,
        properties: { '"];process.exit(3);//': { type: 'string' } },
        required: ["'+process.exit(3)+'"],
      },
    ],
    ['everything false', { ...base, not: {} }],
  ])('never throws over %s', (_, schema) => {
    const { voyage } = load(schema);
    expect(() => voyage?.judge(Object.assign(Object.create(null), { title: 'x', port: [{}] }))).not.toThrow();
  });

  it.each<[JsonObject, string]>([
    [{ ...base, $ref: '#' }, '/$ref'],
    [{ allOf: [{ $ref: '../note.json' }, { $ref: './voyage.json' }] }, '/allOf/1/$ref'],
    [{ ...base, properties: { port: { $ref: '#/properties/port' } } }, '/properties/port/$ref'],
  ])('says of %j that it refers to itself', (schema, pointer) => {
    const { told } = load(schema);
    expect(told).toMatchObject([{ rule: 'config/invalid', pointer }]);
    expect(told[0]?.message).toMatch(/refers to itself/);
  });

  it('lets a property match a pattern of properties as well', () => {
    const properties = { port: { type: 'string' } };
    const { voyage, told } = load({ ...base, properties, patternProperties: { '^p': { minLength: 2 } } });
    expect(told).toEqual([]);
    expect(voyage?.judge({ port: 'x' }).faults).toMatchObject([{ rule: 'head/schema', pointer: '/port' }]);
  });

  it('answers at once where a pattern would keep a backtracking engine busy for ever', async () => {
    const { voyage } = load({ ...base, properties: { port: { type: 'string', pattern: '^(a+)+$' } } });
    const judged = (size: number) => voyage?.judge({ port: `${'a'.repeat(size)}!` });
    expect(judged(50_000)?.faults).toMatchObject([{ rule: 'head/schema', pointer: '/port' }]);
    expect(await growsLinearly(judged, 6_250)).toBe(true);
  });

  it('compares lists of groups without a crash', () => {
    const { voyage } = load({ ...base, properties: { crew: { type: 'array', uniqueItems: true } } });
    const one = Object.assign(Object.create(null), { name: 'Ines' });
    expect(voyage?.judge({ crew: [one, { name: 'Ines' }] }).faults).toMatchObject([
      { rule: 'head/schema', pointer: '/crew' },
    ]);
  });

  it.each<[string, JsonObject, JsonObject, number]>([
    [
      'anyOf',
      {
        anyOf: [
          { type: 'string', format: 'sha' },
          { type: 'integer', minimum: 1 },
        ],
      },
      { port: 'Oban' },
      1,
    ],
    [
      'anyOf',
      {
        anyOf: [
          { type: 'string', format: 'sha' },
          { type: 'integer', minimum: 1 },
        ],
      },
      { port: '12' },
      0,
    ],
    [
      'oneOf',
      { oneOf: [{ const: 'east' }, { type: 'array', items: { type: 'integer' } }] },
      { port: ['a', 'b'] },
      1,
    ],
    [
      'if',
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      { if: { type: 'string' }, then: { minLength: 9 }, else: { type: 'boolean' } },
      { port: 'Oban' },
      1,
    ],
    ['a number', { enum: [1, 2] }, { port: '2' }, 0],
    [
      'a nested group',
      { type: 'object', $ref: '#/$defs/berth', unevaluatedProperties: false },
      { port: { name: ['x'], quay: '1', zebra: 'y' } },
      2,
    ],
    [
      'a key by pattern',
      { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
      { port: { 'A B': 'x' } },
      1,
    ],
  ])('tells one mistake once through %s', (_, port, head, count) => {
    const $defs = {
      berth: { properties: { name: { type: 'string' }, quay: { type: 'integer', minimum: 5 } } },
    };
    const { voyage, told } = load({ ...base, properties: { port }, $defs });
    expect(told).toEqual([]);
    expect(voyage?.judge(head).faults).toHaveLength(count);
  });
});
