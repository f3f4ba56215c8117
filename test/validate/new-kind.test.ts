import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../src/index.ts';
import { realWorld } from '../../src/world/world.ts';

const schema = {
  title: 'Tide table',
  description: 'When a boat may leave.',
  allOf: [{ $ref: '../note.json' }],
  properties: { harbour: { type: 'string', description: 'The harbour.' }, metres: { type: 'number' } },
  required: ['harbour'],
  unevaluatedProperties: false,
  'x-slop': {
    statuses: ['forecast', 'observed'],
    final: ['observed'],
    sections: [{ title: 'High water' }],
    versioned: false,
  },
};

const notes = {
  'record/good.md':
    '---\nkind: tide-table\ntitle: Oban\nharbour: Oban\nmetres: 3.4\nstatus: observed\n---\n\n# Oban\n\n## High water\n\nAt noon.\n',
  'record/bad.md':
    '---\nkind: tide-table\ntitle: Mallaig\nmetres: deep\nstatus: observd\n---\n\n# Mallaig\n\nNothing.\n',
};

describe('a kind added by a schema and a template alone', () => {
  let root = '';
  let compiled: Compiled;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'slop-kind-'));
    const files = {
      ...notes,
      'schemas/kinds/tide-table.json': JSON.stringify(schema),
      'templates/notes/tide-table.md':
        '---\nkind: tide-table\ntitle: {{ title | json }}\nharbour: {{ harbour | json }}\n---\n\n## High water\n',
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    compiled = await compile(realWorld({ cwd: root, env: {}, home: process.cwd() }), { root });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('is loaded beside those of the package', () => {
    expect(compiled.kinds.get('tide-table')).toMatchObject({
      title: 'Tide table',
      plural: 'Tide tables',
      ladder: ['forecast', 'observed'],
    });
    expect(compiled.kinds.has('halt-note')).toBe(true);
  });

  it('makes notes, with its own numbers and its own ladder', () => {
    const document = compiled.graph.byPath.get('record/good.md');
    expect(document?.status).toEqual({ text: 'observed', value: 'observed', final: true });
    expect(document?.note?.fields['metres']).toBe(3.4);
    expect(compiled.findings.filter((finding) => finding.path === 'record/good.md')).toEqual([]);
  });

  it('is judged by keys, ladder and sections', () => {
    const found = compiled.findings
      .filter(({ path }) => path === 'record/bad.md')
      .map(({ rule, span }) => [rule, notes['record/bad.md'].slice(span.start, span.end)]);
    expect(found).toEqual([
      ['head/missing-key', '---'],
      ['head/schema', 'deep'],
      ['status/not-on-ladder', 'observd'],
      ['section/missing', ''],
    ]);
  });
});
