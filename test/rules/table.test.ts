import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleById, rules } from '../../src/rules/rules.ts';

const sources = new URL('../../src/', import.meta.url);
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

test('rules have ids of their own, in groups', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const groups = ids.map((id) => id.split('/')[0]);
  expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)]);
  for (const id of ids) expect(id).toMatch(/^[a-z]+\/[a-z]+(?:-[a-z0-9]+)*$/);
});

test('rules lie in files that are named after them', () => {
  const paths = files.map((name) => name.replaceAll('\\', '/'));
  for (const { id } of rules) expect(paths).toContain(`rules/${id}.ts`);
});

test('every rule that a stage raises is in the table', () => {
  const raised = files.flatMap((name) =>
    [...readFileSync(new URL(name, sources), 'utf8').matchAll(/\brule: '([a-z]+\/[a-z-]+)'/g)].map(
      ([, id]) => id ?? '',
    ),
  );
  expect(raised.length).toBeGreaterThan(10);
  // Mistakes in slop.yaml and in schemas stop the run before there is a record to judge.
  const known = raised.filter((id) => !id.startsWith('config/'));
  for (const id of known) expect(ruleById.has(id), id).toBe(true);
});
