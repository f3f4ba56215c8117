import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, temporaryRepository } from '../helpers/repository.ts';
import { cloneOfProject, machineEnvironment } from './clone.ts';
import { type Machine, type Ran, readYaml, runSteps, type Workflow } from './runner.ts';

const execute = promisify(execFile);
const USES = 'DUNIN7/slop@main';

/** The Action as GitHub checks it out: a clone, in which the first run builds the program. */
let clone: Awaited<ReturnType<typeof cloneOfProject>>;
/** What the workflow of this project does on a fresh machine. */
let first: readonly Ran[];

beforeAll(async () => {
  clone = await cloneOfProject();
  first = await runJob(path.join(clone.folder, '.github/workflows/record.yml'), 'check', clone.folder);
}, 600_000);
afterAll(() => clone.remove());

const machineIn = (workspace: string): Machine => ({
  workspace,
  env: machineEnvironment(),
  actions: { [USES]: clone.folder, './': clone.folder },
});

async function runJob(workflow: string, job: string, workspace: string): Promise<readonly Ran[]> {
  const { jobs } = await readYaml<Workflow>(workflow);
  return runSteps(jobs[job]?.steps ?? [], machineIn(workspace));
}

const outputOf = (ran: readonly Ran[]): string => ran.map(({ output }) => output).join('\n');
const failed = (ran: readonly Ran[]): readonly string[] =>
  ran.filter(({ code }) => code !== 0).map(({ name }) => name);

/** A repository in which `slop init` was run, by the program that the Action built. */
async function initiated() {
  const repository = await temporaryRepository({ 'README.md': '# Ferries\n' });
  onTestFinished(repository.remove);
  const cli = path.join(clone.folder, 'dist/cli.js');
  await execute(process.execPath, [cli, 'init'], { cwd: repository.root, env: machineEnvironment() });
  await repository.commit('Start a record');
  return { ...repository, workflow: path.join(repository.root, '.github/workflows/record.yml') };
}

describe('a workflow, its shell steps run here', () => {
  test('of this project builds slop and checks the record', () => {
    expect(failed(first), outputOf(first)).toEqual([]);
    expect(first.map(({ name }) => name)).toEqual(['Look at the history', 'Build slop', 'Run slop']);
    expect(outputOf(first)).not.toMatch(/^::error/m);
    expect(outputOf(first)).toMatch(/\d+ notes? checked/);
  });

  test('of this project renders the site where it is taken from', async () => {
    const place = path.join(clone.folder, '.github/workflows/record.yml');
    const { jobs } = await readYaml<Workflow>(place);
    const ran = await runJob(place, 'site', clone.folder);
    expect(failed(ran), outputOf(ran)).toEqual([]);
    const upload = jobs['site']?.steps.find((step) =>
      step.uses?.startsWith('actions/upload-pages-artifact@'),
    );
    const site = path.join(clone.folder, String(upload?.with?.['path']));
    const phase = await readFile(path.join(site, 'phases/12/index.html'), 'utf8');
    expect(phase).toContain('Phase 12 Step 2d: choose the fare by the booking');
  });

  test('that init wrote checks and renders', async () => {
    const { root, workflow } = await initiated();
    for (const job of ['check', 'preview', 'site']) {
      const ran = await runJob(workflow, job, root);
      expect(failed(ran), outputOf(ran)).toEqual([]);
    }
    expect((await stat(path.join(root, 'site/index.html'))).isFile()).toBe(true);
  });

  test('that init wrote fails on a bad note, with an annotation', async () => {
    const { root, workflow, write } = await initiated();
    await write('record/b.md', '---\nkind: crr\ntitle: B\n---\n# B\n');
    const ran = await runJob(workflow, 'check', root);
    expect(failed(ran)).toEqual(['Run slop']);
    expect(ran.at(-1)?.code).toBe(1);
    expect(outputOf(ran)).toMatch(/^::error file=record\/b\.md,line=2,.*title=slop%3A kind\/unknown::/m);
  });
});

describe('the Action', () => {
  const run = (workspace: string, given: Readonly<Record<string, string>>) =>
    runSteps([{ uses: USES, with: given }], machineIn(workspace));

  test('fetches the whole history of a shallow clone', async () => {
    const { root } = await initiated();
    const folder = await shallowClone(root);
    const ran = await run(folder, {});
    expect(failed(ran), outputOf(ran)).toEqual([]);
    const { stdout } = await execute('git', ['rev-parse', '--is-shallow-repository'], { cwd: folder });
    expect(stdout.trim()).toBe('false');
  });

  test('says what to do when the history cannot be fetched, and goes on', async () => {
    const { root, remove } = await initiated();
    const folder = await shallowClone(root);
    await remove();
    const ran = await run(folder, {});
    expect(failed(ran), outputOf(ran)).toEqual([]);
    expect(outputOf(ran)).toMatch(/^::warning .*fetch-depth: 0/m);
  });

  test('passes words on as they are, and no pattern or command in them is run', async () => {
    const { root, write } = await initiated();
    await write('record/b.md', '---\ntitle: B\n---\n# B\n');
    const ran = await run(root, { args: '--format json record/*.md' });
    expect(outputOf(ran)).toContain('There is no file or folder "record/*.md"');
    const evil = await run(root, { args: '--format json $(touch ran) ; touch ran `touch ran`' });
    expect(evil.at(-1)?.code).toBe(2);
    await expect(stat(path.join(root, 'ran'))).rejects.toThrow('ENOENT');
  });

  test('leaves the format to its user', async () => {
    const { root } = await initiated();
    for (const args of ['--format json', '--format=json', '--strict\n--format json\n']) {
      const ran = await run(root, { args });
      expect(JSON.parse(ran.at(-1)?.output ?? '')).toMatchObject({ schemaVersion: 1 });
    }
  });

  test('works in a folder of the repository', async () => {
    const repository = await temporaryRepository({
      'docs/slop.yaml': '',
      'docs/record/a.md': 'See b-v0_1.md\n',
    });
    onTestFinished(repository.remove);
    const ran = await run(repository.root, { 'working-directory': 'docs' });
    expect(outputOf(ran)).toContain('::error file=docs/record/a.md,');
  });

  test('says which Node it needs', async () => {
    const { root } = await initiated();
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const old = 'Object.defineProperty(process.versions, "node", { value: "18.20.0" });\n';
    await writeFile(path.join(folder.root, 'old.cjs'), old);
    const machine = machineIn(root);
    const env = { ...machine.env, NODE_OPTIONS: `--require ${path.join(folder.root, 'old.cjs')}` };
    const ran = await runSteps([{ uses: USES }], { ...machine, env });
    expect(failed(ran)).toEqual(['Build slop']);
    expect(outputOf(ran)).toMatch(/^::error .*20\.19.*actions\/setup-node/m);
  });
});

async function shallowClone(root: string): Promise<string> {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  const target = path.join(folder.root, 'clone');
  await execute('git', ['-C', root, 'commit', '--quiet', '--allow-empty', '--message', 'More'], {
    env: machineEnvironment(),
  });
  await execute('git', ['clone', '--quiet', '--depth=1', `file://${root}`, target], {
    env: machineEnvironment(),
  });
  return target;
}

describe('test/helpers/set-up.sh', () => {
  const script = fileURLToPath(new URL('../helpers/set-up.sh', import.meta.url));

  /** Runs it with these programs in place of the real ones, and none else but what a shell script needs. */
  async function setUp(programs: Readonly<Record<string, string>>) {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const log = path.join(folder.root, 'log');
    await writeFile(log, '');
    for (const [name, body] of Object.entries(programs)) {
      const place = path.join(folder.root, 'bin', name);
      await folder.write(`bin/${name}`, `#!/bin/sh\n${body}\n`);
      await execute('chmod', ['+x', place]);
    }
    const env = { PATH: path.join(folder.root, 'bin'), LOG: log, HOME: folder.root };
    const { stdout } = await execute('/bin/sh', [script], { env });
    return { stdout, log: await readFile(log, 'utf8') };
  }

  const apt = 'echo "$*" >> "$LOG"';
  const mkdir = 'exec /bin/mkdir "$@"';
  const claude = '.cache/slop-tests/claude-2.1.329/node_modules/@anthropic-ai/claude-code-linux-x64';
  const npm = `/bin/mkdir -p "$HOME/${claude}" && cd "$HOME/${claude}" && echo > claude && /bin/chmod +x claude`;

  test('installs what is missing, as root with apt-get', async () => {
    const { log, stdout } = await setUp({ id: 'echo 0', 'apt-get': apt, tmux: '', bwrap: '', mkdir, npm });
    expect(log).toMatch(/^update.*\ninstall .* chromium\n$/);
    expect(stdout).toMatch(/no Chromium/);
    expect(stdout).not.toMatch(/no Claude Code/);
  });

  test('installs nothing when everything is there', async () => {
    const there = { id: 'echo 0', 'apt-get': apt, tmux: '', bwrap: '', 'google-chrome': '' };
    const { log, stdout } = await setUp({ ...there, [`../${claude}/claude`]: '' });
    expect({ log, stdout }).toEqual({ log: '', stdout: '' });
  });

  test.each([
    ['not as root', { id: 'echo 1000', 'apt-get': apt }],
    ['without apt-get', { id: 'echo 0' }],
    ['when apt-get fails', { id: 'echo 0', 'apt-get': 'exit 100' }],
  ])('only says what is missing %s', async (_name, programs) => {
    const { log, stdout } = await setUp({ ...programs, mkdir, npm: 'exit 1' });
    expect(log).toBe('');
    expect(stdout).toMatch(/no Chromium/);
    expect(stdout).toMatch(/no tmux/);
    expect(stdout).toMatch(/no bubblewrap/);
    expect(stdout).toMatch(/no Claude Code/);
  });
});
