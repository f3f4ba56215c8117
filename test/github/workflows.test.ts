import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowText } from '../../src/commands/init/texts.ts';
import { type Action, readYaml, type Step, type Workflow } from './runner.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.github/workflows');
const about = { version: '1.2.3', homepage: 'https://github.com/DUNIN7/slop' };

const written = await Promise.all(
  (await readdir(folder)).map(
    async (name) => [name, await readYaml<Workflow>(path.join(folder, name))] as const,
  ),
);
const workflows: readonly (readonly [string, Workflow])[] = [
  ...written,
  ['what init writes', parse(workflowText('', about))],
  ['what init writes for a folder', parse(workflowText('a folder/docs', about))],
];
const action = await readYaml<Action>(path.join(root, 'action.yml'));
const stepsOf = (workflow: Workflow): readonly Step[] =>
  Object.values(workflow.jobs).flatMap((job) => job.steps);

describe.each(workflows)('%s', (_name, workflow) => {
  test('has steps that either run or use, and uses nothing without a version', () => {
    for (const step of stepsOf(workflow)) {
      expect([step.run, step.uses].filter((one) => one !== undefined)).toHaveLength(1);
      if (step.uses !== undefined) expect(step.uses).toMatch(/^(\.\/|[\w-]+\/[\w-]+@(v\d+|main))$/);
    }
  });

  test('gives the Action only inputs that it has', () => {
    for (const { uses, with: given = {} } of stepsOf(workflow)) {
      if (uses !== './' && !uses?.startsWith('DUNIN7/')) continue;
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
  });

  test('checks out the whole history, and may write nothing unless a job says so', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const { uses, with: given } of stepsOf(workflow)) {
      if (uses?.startsWith('actions/checkout@')) expect(given).toEqual({ 'fetch-depth': 0 });
    }
  });

  test('puts no expression into a script, where its value would be run', () => {
    expect(stepsOf(workflow).filter((step) => step.run?.includes('${{'))).toEqual([]);
  });
});

describe('action.yml', () => {
  test('puts no expression into a script, and describes every input', () => {
    expect(action.runs.steps.filter((step) => step.run?.includes('${{'))).toEqual([]);
    expect(action.runs.steps.filter((step) => step.shell !== 'bash')).toEqual([]);
    for (const input of Object.values(action.inputs)) {
      expect(input.description).toMatch(/\.$/);
      expect(typeof input.default).toBe('string');
    }
  });
});

describe('.github/workflows/test.yml', () => {
  test('runs the test line of README.md, which .ci/run runs too, on every Node that slop supports', async () => {
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    const [, line = ''] = /^(npm ci && .*npm test)$/m.exec(readme) ?? [];
    expect(line).not.toBe('');
    const { jobs } = await readYaml<Workflow>(path.join(folder, 'test.yml'));
    expect(jobs['test']?.steps.map((step) => step.run)).toContain(line);
    expect(jobs['test']?.strategy?.matrix['node']).toEqual([20, 22, 24]);
    expect(await readFile(path.join(root, '.ci/run'), 'utf8')).toContain(`{ ${line}; }`);
  });
});
