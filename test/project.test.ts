import { expect, test } from 'vitest';
import { loadProject } from '../src/project.ts';
import { Refusal } from '../src/refusal.ts';
import { type MemoryWorldParts, memoryWorld } from './helpers/memory-world.ts';

const memo = JSON.stringify({ title: 'Memo', allOf: [{ $ref: '../note.json' }] });
const place = 'schemas/kinds/memo.json';

const project = (parts: MemoryWorldParts) => loadProject(memoryWorld(parts), '/project');

test('loadProject() reads the kinds beside slop.yaml, past the mark of an editor', async () => {
  const files = { [place]: memo };
  const { kinds } = await project({ files, links: { 'schemas/kinds/.#memo.json': 'ada@host.1' } });
  expect(kinds.get('memo')?.title).toBe('Memo');
});

test.each<[string, MemoryWorldParts, string]>([
  ['a link', { files: { 'shared/memo.json': memo }, links: { [place]: '../../shared/memo.json' } }, 'link'],
  ['in a link', { files: { 'shared/memo.json': memo }, links: { 'schemas/kinds': '../shared' } }, 'link'],
  ['denied', { files: { [place]: memo }, broken: { [place]: 'EACCES' } }, 'permission is denied'],
])('loadProject() refuses a kind that it cannot read: %s', async (_what, parts, words) => {
  const refused = await project(parts).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(String(refused)).toContain('schemas/kinds');
  expect(String(refused)).toContain(words);
});

test('loadProject() refuses mistakes of slop.local.yaml where slop.yaml has no repository', async () => {
  const files = { 'slop.local.yaml': 'repos: { engine: [] }\n' };
  await expect(project({ files })).rejects.toThrow(
    'slop.local.yaml:1:18: repos.engine must say where its clone lies: {path: <folder>}.',
  );
});
