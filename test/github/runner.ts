import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** One step of a job or of a composite action, as GitHub writes it. */
export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

export interface Job {
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
}

export interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** What one shell step did. */
export interface Ran {
  readonly name: string;
  readonly code: number;
  readonly output: string;
}

/** Where steps run, and what stands behind the actions they use. */
export interface Machine {
  /** Absolute; the checkout. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  /** `uses:` → absolute folder of its action.yml. Other actions are passed over. */
  readonly actions: Readonly<Record<string, string>>;
}

/** Reads a workflow or an action. The failsafe schema would do; `on` is a key here and no truth value. */
export async function readYaml<T>(place: string): Promise<T> {
  return parse(await readFile(place, 'utf8'), { version: '1.2' }) as T;
}

/** Runs the shell steps in order, those of known composite actions among them, up to the first that fails. */
export async function runSteps(
  steps: readonly Step[],
  machine: Machine,
  context: Readonly<Record<string, string>> = {},
): Promise<readonly Ran[]> {
  const done: Ran[] = [];
  for (const step of steps) {
    done.push(...(await runStep(step, machine, context)));
    if (done.at(-1) !== undefined && done.at(-1)?.code !== 0) break;
  }
  return done;
}

async function runStep(
  step: Step,
  machine: Machine,
  context: Readonly<Record<string, string>>,
): Promise<readonly Ran[]> {
  if (step.uses !== undefined) {
    const folder = machine.actions[step.uses];
    if (folder === undefined) return [];
    const action = await readYaml<Action>(path.join(folder, 'action.yml'));
    const inputs = Object.entries(action.inputs).map(([name, input]) => {
      const given = step.with?.[name];
      return [`inputs.${name}`, given === undefined ? (input.default ?? '') : String(given)] as const;
    });
    return runSteps(action.runs.steps, machine, {
      ...Object.fromEntries(inputs),
      'github.action_path': folder,
    });
  }
  const fill = (text: string): string => fillExpressions(text, context);
  const script = fill(step.run ?? '');
  const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]);
  const cwd = path.resolve(machine.workspace, fill(step['working-directory'] ?? '.'));
  return [await bash(step.name ?? script, script, cwd, { ...machine.env, ...Object.fromEntries(env) })];
}

/** @throws Error for an expression that this machine cannot fill. */
function fillExpressions(text: string, context: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_whole, expression: string) => {
    const value = context[expression];
    if (value === undefined) throw new Error(`no value for the expression ${expression}`);
    return value;
  });
}

/** Runs a script as GitHub's runner does on Linux. */
function bash(
  name: string,
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const argv = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return new Promise((resolve) => {
    const child = execFile('bash', argv, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ name, code, output: stdout + stderr });
    });
    child.stdin?.end();
  });
}
