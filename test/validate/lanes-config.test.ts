import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/validate/config.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { configSource } from '../helpers/drafts.ts';

describe('parseConfig() reading lanes', () => {
  it('declares none by default', () => {
    expect(parseConfig(configSource('')).config.lanes).toEqual(defaultConfig.lanes);
    expect(defaultConfig.lanes).toMatchObject({ declared: [], trust: [], limits: { resume: true } });
  });

  it('fills in what a lane does not say', () => {
    const { config, faults } = parseConfig(
      configSource(`lanes:
  trust: [release]
  limits: { resumes: 1 }
  declared:
    ferries: { slot: develop-1, budget: { turns: 20, cost: 2.5 }, protected: [".github/**"] }
`),
    );
    expect(faults).toEqual([]);
    expect(config.lanes).toMatchObject({ trust: ['release'], limits: { resume: true, resumes: 1 } });
    expect(config.lanes.declared).toEqual([
      {
        name: 'ferries',
        slot: 'develop-1',
        agent: 'developer',
        model: null,
        adapter: 'stream',
        program: [],
        folder: '.',
        worktree: null,
        allowed: [],
        protected: ['.github/**'],
        permissions: 'edits',
        budget: { turns: 20, minutes: null, cost: 2.5 },
        pass: [],
        account: 'default',
        script: null,
      },
    ]);
  });

  it.each([
    ['a name that leads out', '../up', '{}'],
    ['a name with a space', '"two words"', '{}'],
    ['a folder above', 'one', '{ folder: ../up }'],
    ['a slot that is none', 'one', '{ slot: Develop 1 }'],
    ['an adapter that is none', 'one', '{ adapter: telnet }'],
    ['a command as a text', 'one', '{ program: claude --print }'],
    ['a variable with a value', 'one', '{ pass: ["TOKEN=1"] }'],
    ['a budget of nothing', 'one', '{ budget: { turns: 0 } }'],
  ])('refuses %s', (_what, name, value) => {
    const { config, faults } = parseConfig(configSource(`lanes:\n  declared:\n    ${name}: ${value}\n`));
    expect(faults.map(({ rule }) => rule)).toContain('config/invalid');
    expect(config.lanes).toEqual(defaultConfig.lanes);
  });
});
