import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import logSchema from '../../schemas/output/log.json' with { type: 'json' };
import refsSchema from '../../schemas/output/refs.json' with { type: 'json' };
import reposSchema from '../../schemas/output/repos.json' with { type: 'json' };
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { log } from '../../src/commands/log.ts';
import { refs } from '../../src/commands/refs.ts';
import { repos, syncRepos } from '../../src/commands/repos.ts';
import { Refusal } from '../../src/refusal.ts';
import type { World } from '../../src/types.ts';
import { makeExampleRepositories } from '../helpers/example-repositories.mjs';
import { diskWorld, home, withGit } from '../helpers/git-world.ts';
import { temporaryRepository } from '../helpers/repository.ts';
import { type TestTerminal, testTerminal } from './terminal.ts';

const ajv = new Ajv2020({ strict: false });
let folder: string;
let root: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slop-evidence-')));
  root = join(folder, 'project');
  await makeExampleRepositories(folder);
  mkdirSync(root);
  cpSync(join(home, 'record/phases'), join(root, 'record/phases'), { recursive: true });
  writeFileSync(
    join(root, 'slop.yaml'),
    `repos:\n  engine:\n    url: file://${folder}/engine\n  desk:\n    url: file://${folder}/desk\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(
  command: (world: World, terminal: TestTerminal) => Promise<number>,
  env: Record<string, string> = {},
) {
  const terminal = testTerminal();
  const code = await command(diskWorld(root, { ...withGit, HOME: join(folder, 'home'), ...env }), terminal);
  return { code, ...terminal.written };
}

const json = async (
  schema: object,
  command: (world: World, terminal: TestTerminal) => Promise<number>,
  env?: Record<string, string>,
) => {
  const { out } = await run(command, env);
  const value = JSON.parse(out);
  const validate = ajv.compile(schema);
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  return value;
};

const clones = () => ({ SLOP_REPO_ENGINE: join(folder, 'engine'), SLOP_REPO_DESK: join(folder, 'desk') });

describe('slop repos', () => {
  test('says what is not there, and what can be done', async () => {
    const { repositories } = await json(reposSchema, (world, terminal) =>
      repos(world, terminal, { json: true }),
    );
    expect(repositories).toMatchObject([
      { name: 'engine', found: false, clone: null, why: expect.stringContaining('slop repos sync engine') },
      { name: 'desk', found: false },
    ]);
  });

  test('finds the folder that slop.local.yaml or the environment says, the environment first', async () => {
    writeFileSync(join(root, 'slop.local.yaml'), 'repos:\n  engine: ../engine\n  desk: ../nowhere\n');
    const { repositories } = await json(
      reposSchema,
      (world, terminal) => repos(world, terminal, { json: true }),
      { SLOP_REPO_DESK: join(folder, 'desk') },
    );
    rmSync(join(root, 'slop.local.yaml'));
    expect(repositories).toMatchObject([
      { name: 'engine', found: true, by: 'slop.local.yaml', shallow: false, fetched: null, tags: 2 },
      { name: 'desk', found: true, by: 'environment', head: expect.stringMatching(/^90d9c33/) },
    ]);
  });

  test('refuses a slop.local.yaml that names what slop.yaml does not', async () => {
    writeFileSync(join(root, 'slop.local.yaml'), 'repos:\n  enigne: ../engine\n');
    await expect(run((world, terminal) => repos(world, terminal, { json: false }))).rejects.toThrow(/enigne/);
    rmSync(join(root, 'slop.local.yaml'));
  });

  test('sync makes bare clones without file contents, and updates them', async () => {
    const sync = () => run((world, terminal) => syncRepos(world, terminal, []));
    expect(await sync()).toMatchObject({ code: 0, err: '' });
    expect(await sync()).toMatchObject({ code: 0, err: '' });
    const { repositories } = await json(reposSchema, (world, terminal) =>
      repos(world, terminal, { json: true }),
    );
    expect(repositories).toMatchObject([
      { found: true, by: 'cache', branches: 2, tags: 2, fetched: expect.any(String) },
      { found: true, by: 'cache' },
    ]);
    const checked = await run((world, terminal) => check(world, terminal, { ...PLAIN, format: 'json' }));
    expect(
      JSON.parse(checked.out).findings.filter(({ rule }: { rule: string }) => /commit/.test(rule)),
    ).toEqual([]);
    expect(checked.err).not.toMatch(/unverified: there is no clone/);
    rmSync(join(folder, 'home'), { recursive: true });
  });

  test('sync leaves clones of others alone, names what failed, and refuses unknown names', async () => {
    const left = await run((world, terminal) => syncRepos(world, terminal, ['engine']), clones());
    expect(left).toMatchObject({ code: 0, out: '', err: expect.stringContaining('left alone') });
    await expect(run((world, terminal) => syncRepos(world, terminal, ['enigne']))).rejects.toThrow(Refusal);
    writeFileSync(
      join(root, 'slop.yaml'),
      'repos:\n  engine: file:///nowhere/at/all\n  desk: "ext::sh -c true"\n',
    );
    const { code, err } = await run((world, terminal) => syncRepos(world, terminal, []));
    expect(code).toBe(1);
    expect(err.split('\n').filter(Boolean)).toHaveLength(2);
    writeFileSync(
      join(root, 'slop.yaml'),
      `repos:\n  engine:\n    url: file://${folder}/engine\n  desk:\n    url: file://${folder}/desk\n`,
    );
  });
});

describe('slop check', () => {
  test('says once of each repository without a clone that its commits are unverified', async () => {
    const { err } = await run((world, terminal) => check(world, terminal, PLAIN));
    expect(err.match(/of engine are unverified/g)).toHaveLength(1);
    expect(err.match(/of desk are unverified/g)).toHaveLength(1);
  });
});

describe('slop refs', () => {
  const ask = (of: string, to: string | null = null) =>
    json(refsSchema, (world, terminal) => refs(world, terminal, { of, to, json: true }), clones());

  test('tells who names a commit, with its state', async () => {
    const { of, out, in: into } = await ask('engine@5451c02');
    expect(of).toBe('engine@5451c02a507c7a2e75456e49202103389eaedd95');
    expect(out).toEqual([]);
    expect(into.length).toBeGreaterThan(2);
    expect(new Set(into.map(({ state }: { state: string }) => state))).toEqual(new Set(['ok']));
  });

  test('tells what a note and one of its sections name', async () => {
    const note = await ask('phase-12-cr-guest-booking@0.3');
    expect(note.of).toMatch(/archive\/phase-12-cr-guest-booking-v0_3\.md$/);
    expect(note.out).toContainEqual(
      expect.objectContaining({
        text: 'f10016d',
        type: 'commit',
        state: 'ok',
        to: expect.stringMatching(/^desk@f10016d/),
      }),
    );
    const section = await ask('phase-12-halt-surface-2026-03-10-v0_1.md §1');
    expect(section.of).toMatch(/#/);
    expect(section.out.length).toBeLessThan(
      (await ask('phase-12-halt-surface-2026-03-10-v0_1.md')).out.length,
    );
  });

  test('tells which commits name a note, and which notes a commit names', async () => {
    const { commits } = await ask('phase-12-cr-guest-booking');
    expect(commits).toContainEqual(
      expect.objectContaining({ repository: 'engine', subject: 'Merge CR-2026-012: guest booking' }),
    );
    const [merge] = commits;
    const { documents } = await ask(`${merge.repository}@${merge.oid.slice(0, 9)}`);
    expect(documents).toContainEqual({
      path: expect.stringMatching(/phase-12-cr-guest-booking-v0_4\.md$/),
      where: 'subject',
    });
  });

  test('finds the way between two, in either direction', async () => {
    const there = await ask('phase-12-implementation-notes', 'engine@316a862');
    expect(there.direction).toBe('out');
    expect(there.path.at(-1).to).toMatch(/^engine@316a862/);
    expect((await ask('engine@316a862', 'phase-12-implementation-notes')).direction).toBe('in');
  });

  test('tells what names an item: by its id, in its family, and in a range that goes over it', async () => {
    const { of, in: into } = await ask('P12-B2');
    expect(of).toBe('P12-B2');
    const texts = into.map(({ text }: { text: string }) => text);
    expect(texts.filter((text: string) => text === 'P12-B2').length).toBeGreaterThan(1);
    expect(texts).toContain('P12-B1');
    await expect(ask('Option A')).rejects.toThrow(/Option A \(phase-12-halt-surface-2026-03-10\)/);
    const way = await ask('phase-12-step-2b-live-halt-session-handoff', 'P12-B4');
    expect(way.path.at(-1)).toMatchObject({ text: 'P12-B4', to: 'P12-B4' });
  });

  test('refuses what names nothing', async () => {
    await expect(ask('no-such-note')).rejects.toThrow(Refusal);
    await expect(ask('§2')).rejects.toThrow(/write the name of its note before a section/);
  });
});

test('slop refs and slop log take and tell paths from the folder of the call', async () => {
  const below = join(root, 'record/phases/phase-12-guest-booking');
  const world = diskWorld(below, { ...withGit, ...clones() });
  const name = 'phase-12-halt-surface-2026-03-10-v0_1.md';
  for (const of of [`./${name}`, `../phase-12-guest-booking/${name} §1`]) {
    const terminal = testTerminal();
    expect(await refs(world, terminal, { of, to: null, json: false })).toBe(0);
    const [first = '', ...others] = terminal.written.out.split('\n');
    expect(first.startsWith(name)).toBe(true);
    expect(others.join('\n')).toContain(`  ${name}:`);
    expect(terminal.written.out).not.toContain('record/phases/');
  }
  const terminal = testTerminal();
  expect(await log(world, terminal, { of: `../../phases/phase-12-guest-booking/${name}`, json: true })).toBe(
    0,
  );
});

test('slop refs and slop log find a note whose path holds the signs that stand before a section', async () => {
  const repository = await temporaryRepository({
    'slop.yaml': '',
    'record/pier #1/a§b #2-v0_1.md': '# Pier\n\n## 1. Boats\n',
  });
  onTestFinished(repository.remove);
  await repository.commit('Begin');
  const world = diskWorld(join(repository.root, 'record/pier #1'));
  const name = 'a§b #2-v0_1.md';
  for (const [of, told] of [
    [name, name],
    [`../pier #1/${name}`, name],
    [`record/pier #1/${name}`, name],
    [`${name}#boats`, `${name}#s-boats`],
    [`${name} §1`, `${name}#s-boats`],
    [`record/pier #1/${name}§ 1`, `${name}#s-boats`],
  ] as const) {
    const terminal = testTerminal();
    expect(await refs(world, terminal, { of, to: null, json: false })).toBe(0);
    expect(terminal.written.out.split('\n')[0]).toBe(told);
  }
  const terminal = testTerminal();
  await log(world, terminal, { of: name, json: false });
  expect(terminal.written.out).toContain(`first commit of ${name}`);
});

test('slop refs and slop log print no control character of a commit', async () => {
  const repository = await temporaryRepository({
    'slop.yaml': '',
    'record/harbour-plan.md': '# Harbour plan\n',
  });
  onTestFinished(repository.remove);
  await repository.commit('Settle harbour-plan \u001b]0;title\u0007');
  const world = diskWorld(repository.root);
  for (const command of [refs, log]) {
    const terminal = testTerminal();
    await command(world, terminal, { of: 'harbour-plan', to: null, json: false });
    expect(terminal.written.out).toContain('Settle harbour-plan <U+001B>]0;title<U+0007>');
  }
});

test('slop log tells once of a commit that names a note and is the first of its file', async () => {
  const repository = await temporaryRepository({ 'slop.yaml': '', 'record/harbour-plan.md': '# Plan\n' });
  onTestFinished(repository.remove);
  await repository.commit('File harbour-plan');
  const terminal = testTerminal();
  const world = diskWorld(repository.root);
  await log(world, terminal, { of: 'harbour-plan', json: false });
  expect(terminal.written.out.match(/File harbour-plan/g)).toHaveLength(1);
  expect(terminal.written.out).toContain('first commit of record/harbour-plan.md: File harbour-plan');
});

test('slop log says of the first commit of a file whether it is published', async () => {
  const repository = await temporaryRepository({ 'slop.yaml': '', 'record/harbour-plan.md': '# Plan\n' });
  onTestFinished(repository.remove);
  await repository.commit('Begin');
  await repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  await repository.write('record/quay-plan.md', '# Quay\n');
  await repository.commit('File quay-plan');
  const world = diskWorld(repository.root);
  const told = async (of: string) => {
    const terminal = testTerminal();
    await log(world, terminal, { of, json: false });
    return terminal.written.out.trimEnd();
  };
  expect(await told('quay-plan')).toMatch(
    /first commit of record\/quay-plan\.md: File quay-plan {2}\(not published\)$/,
  );
  expect(await told('harbour-plan')).toMatch(/first commit of record\/harbour-plan\.md: Begin$/);
});

test('slop log takes the end of a shallow clone for no first commit of a note', async () => {
  const repository = await temporaryRepository({ 'slop.yaml': '', 'record/quay.md': '# Quay\n' });
  onTestFinished(repository.remove);
  await repository.commit('Begin');
  await repository.write('record/other.md', '# Other\n');
  await repository.commit('Go on');
  const cwd = `${repository.root}/ci`;
  await repository.git('clone', '--quiet', '--depth', '1', `file://${repository.root}`, cwd);
  const terminal = testTerminal();
  await log(diskWorld(cwd), terminal, { of: 'quay', json: false });
  expect(terminal.written.out).toBe('');
  expect(terminal.written.err).toMatch(/shallow clone/);
});

describe('slop log', () => {
  const ask = (of: string) =>
    json(logSchema, (world, terminal) => log(world, terminal, { of, json: true }), clones());

  test('puts the commits of all repositories that name an id on one time axis', async () => {
    const { commits } = await ask('CR-2026-012');
    expect(
      commits.map(({ repository, oid }: { repository: string; oid: string }) => [
        repository,
        oid.slice(0, 7),
      ]),
    ).toEqual([
      ['engine', '316a862'],
      ['desk', '90d9c33'],
    ]);
  });

  test('takes an id as a whole word, in any case', async () => {
    expect((await ask('CR-2026-01')).commits).toEqual([]);
    const steps = (await ask('phase 12 step 2c')).commits;
    expect(steps.map(({ repository }: { repository: string }) => repository)).toEqual(['engine', 'desk']);
  });

  test('finds a step of a phase behind other words of its line', async () => {
    const { commits } = await ask('Phase 12 Step 2a');
    expect(commits.map(({ subject }: { subject: string }) => subject)).toEqual([
      'Phase 12 halt-surface (Step 2a): the desk turns guests away',
      'Phase 12 Step 2a: accept guest tokens at sign-in',
    ]);
  });

  test('tells each time with its zone', async () => {
    const { out } = await run(
      (world, terminal) => log(world, terminal, { of: 'CR-2026-012', json: false }),
      clones(),
    );
    expect(out).toMatch(/^2026-03-1\d \d\d:\d\d \+00:00 {2}engine {2}316a862 {2}/m);
  });

  test('says which clones are not there', async () => {
    const { code, out, err } = await run((world, terminal) =>
      log(world, terminal, { of: 'CR-2026-012', json: false }),
    );
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/engine: there is no clone/);
  });
});
