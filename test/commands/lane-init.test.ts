import { describe, expect, test } from 'vitest';
import { laneInit } from '../../src/commands/lane/init.ts';
import { type MemoryWorldParts, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const repository = (files: MemoryWorldParts['files'] = {}) =>
  memoryWorld({ files: { 'slop.yaml': '', ...files }, history: {} });

async function run(world: ReturnType<typeof memoryWorld>, flags: { dryRun?: boolean; json?: boolean } = {}) {
  const terminal = testTerminal();
  const options = { dryRun: false, json: false, commit: false, ...flags };
  const code = await laneInit(world, terminal, options);
  return { code, ...terminal.written };
}

const made = (world: ReturnType<typeof memoryWorld>) =>
  Object.fromEntries(Object.entries(world.written()).filter(([place]) => !place.startsWith('.slop/')));

describe('laneInit()', () => {
  test('writes the developer agent, AGENTS.md and CLAUDE.md', async () => {
    const world = repository();
    expect((await run(world)).code).toBe(0);
    const written = made(world);
    expect(Object.keys(written).sort()).toEqual(['.claude/agents/developer.md', 'AGENTS.md', 'CLAUDE.md']);
    expect(written['.claude/agents/developer.md']).toMatch(/^---\nname: developer\ndescription: \S/);
    expect(written['CLAUDE.md']).toBe('@AGENTS.md\n');
  });

  test('overwrites nothing, says what stays, and changes nothing the second time', async () => {
    const own = { '.claude/agents/developer.md': 'Mine.\n', 'CLAUDE.md': 'Mine too.\n' };
    const world = repository(own);
    const { out } = await run(world);
    expect(out).toContain('.claude/agents/developer.md is there already, and stays as it is.');
    expect(made(world)).toEqual({ 'AGENTS.md': expect.stringContaining('# Working in this repository') });
    const before = new Map(world.disk);
    expect((await run(world)).out).toContain('nothing to change');
    expect(world.disk).toEqual(before);
  });

  test('writes a definition for each agent, where every lane finds it', async () => {
    const declared = {
      'develop-1': {},
      'develop-2': { folder: 'product' },
      audit: { agent: 'evaluator', worktree: 'lane/audit' },
    };
    const world = repository({ 'slop.yaml': JSON.stringify({ lanes: { declared } }) });
    await run(world);
    expect(
      Object.keys(made(world))
        .filter((place) => place.includes('.claude/'))
        .sort(),
    ).toEqual(['.claude/agents/developer.md', '.claude/agents/evaluator.md']);
    expect(made(world)['.claude/agents/evaluator.md']).toMatch(/^---\nname: evaluator\n/);
  });

  test('shows its plan and writes nothing on a dry run, or as JSON', async () => {
    const world = repository();
    expect((await run(world, { dryRun: true })).out).toContain('.claude/agents/developer.md');
    const plan = JSON.parse((await run(world, { json: true })).out);
    expect(plan.writes).toHaveLength(3);
    expect(world.written()).toEqual({});
  });

  test('takes a template beside slop.yaml before its own', async () => {
    const world = repository({ 'templates/lanes/developer.md': '---\nname: {{ agent }}\n---\nOurs.\n' });
    await run(world);
    expect(made(world)['.claude/agents/developer.md']).toBe('---\nname: developer\n---\nOurs.\n');
  });
});
