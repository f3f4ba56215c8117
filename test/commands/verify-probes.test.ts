import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/output/verify.json' with { type: 'json' };
import receiptSchema from '../../schemas/receipt.json' with { type: 'json' };
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { type VerifyOptions, verify } from '../../src/commands/verify/verify.ts';
import { loadProject } from '../../src/project.ts';
import { Refusal } from '../../src/refusal.ts';
import type { RunOutcome, RunRequest } from '../../src/types.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const A = '5451c02a507c7a2e75456e49202103389eaedd95';
const B = '3de41072a4216bb7ef63d9827bd3f08bd77f1a81';
const clones = { engine: `commit ${A} 2026-03-11 Newest\ncommit ${B} 2026-03-10 Before\nbranch main ${A}` };
const config = `repos:
  engine:
probes:
  engine-tests:
    repository: engine
    command: [.venv/bin/pytest, -q, "$HOME; rm -rf ~"]
    output: pytest
    seconds: 60
    limit: 7
  lint:
    command: [npm, run, lint]
`;

const handoff = (head: string, body = 'All is well.'): string =>
  `---\ntitle: Handoff\nversion: "0.1"\ndate: 2026-03-12\n${head}---\n\n# Handoff\n\n${body}\n`;
const baseline = 'baselines:\n  - repository: engine\n    passed: 421\n    failed: 1\n    skipped: 3\n';

const ran = (output: string, exitCode = 0): RunOutcome => ({ end: 'exit', exitCode, signal: null, output });
const tests = (passed: number, failed: number, skipped = 3): RunOutcome =>
  ran(`${failed} failed, ${passed} passed, ${skipped} skipped in 1.00s\n`, failed > 0 ? 1 : 0);

interface Parts {
  readonly outcome?: RunOutcome;
  readonly config?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly ports?: readonly number[];
}

function worldOf(note: string, parts: Parts = {}): MemoryWorld & { requests: RunRequest[] } {
  const requests: RunRequest[] = [];
  const world = memoryWorld({
    files: { 'slop.yaml': parts.config ?? config, 'record/handoff-v0_1.md': note, ...parts.files },
    clones,
    now: '2026-03-12T10:00:00Z',
    probing: {
      run: async (request) => {
        requests.push(request);
        return parts.outcome ?? tests(421, 1);
      },
      answers: async (port) => (parts.ports ?? []).includes(port),
      standing: async () => ({ oid: A, clean: true }),
    },
  });
  return { ...world, requests };
}

const plainly: VerifyOptions = {
  note: 'handoff',
  json: false,
  keep: false,
  update: false,
  dryRun: false,
  commit: false,
  answers: null,
};

async function look(world: MemoryWorld, options: Partial<VerifyOptions> = {}) {
  const terminal = testTerminal();
  const code = await verify(world, terminal, { ...plainly, ...options });
  return { code, ...terminal.written };
}

async function claimsOf(world: MemoryWorld, options: Partial<VerifyOptions> = {}) {
  const { code, out } = await look(world, { ...options, json: true });
  const document = JSON.parse(out);
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return { code, claims: document.claims, receipts: document.receipts, summary: document.summary };
}

async function rulesIn(world: MemoryWorld): Promise<readonly string[]> {
  const terminal = testTerminal();
  const all = { ...PLAIN, format: 'json' } as const;
  await check(world, terminal, all);
  return JSON.parse(terminal.written.out).findings.map(({ rule }: { rule: string }) => rule);
}

describe('verify() with probes', () => {
  test('runs the probe of a repository in its folder, and finds a baseline as recorded', async () => {
    const world = worldOf(handoff(baseline));
    const { code, claims, receipts } = await claimsOf(world);
    expect(code).toBe(0);
    expect(claims).toMatchObject([
      { state: 'verified', live: '421 passed, 1 failed, 3 skipped', difference: null },
    ]);
    expect(receipts).toMatchObject([{ probe: 'engine-tests', oid: A, exitCode: 1, notes: ['handoff'] }]);
    expect(world.requests).toMatchObject([
      { folder: '/clones/engine', command: ['.venv/bin/pytest', '-q', '$HOME; rm -rf ~'], seconds: 60 },
    ]);
  });

  test('tells the difference, and exits with 1', async () => {
    const { code, claims, summary } = await claimsOf(worldOf(handoff(baseline), { outcome: tests(423, 0) }));
    expect(code).toBe(1);
    expect(claims).toMatchObject([{ state: 'contradicted', difference: '+2 passed, −1 failed' }]);
    expect(summary.claims).toMatchObject({ contradicted: 1, verified: 0 });
  });

  test.each([
    ['within its tolerance', `${baseline}    tolerance: 2\n`, 'verified'],
    ['beyond its tolerance', `${baseline}    tolerance: 1\n`, 'contradicted'],
    ['at the commit that is there', `${baseline.replace('421', '423')}    oid: 5451c02\n`, 'verified'],
    ['at another commit', `${baseline}    oid: 3de4107\n`, 'asserted'],
    [
      'by a probe that it names',
      'claims:\n  - type: baseline\n    repository: engine\n    probe: engine-tests\n    passed: 423\n',
      'verified',
    ],
    [
      'by a probe that is not there',
      'claims:\n  - type: baseline\n    repository: engine\n    probe: "rm -rf /"\n    passed: 423\n',
      'asserted',
    ],
  ])('judges a baseline %s', async (_what, head, state) => {
    const { claims } = await claimsOf(worldOf(handoff(head), { outcome: tests(423, 1) }));
    expect(claims).toMatchObject([{ state }]);
  });

  test('reads an exit code', async () => {
    const head = 'claims:\n  - type: baseline\n    repository: record\n    probe: lint\n';
    expect((await claimsOf(worldOf(handoff(head), { outcome: ran('fine') }))).claims).toMatchObject([
      { state: 'verified' },
    ]);
    expect((await claimsOf(worldOf(handoff(head), { outcome: ran('bad', 2) }))).claims).toMatchObject([
      { state: 'contradicted' },
    ]);
  });

  test('looks at prose, at services and at Git in one go, and runs a probe once', async () => {
    const body =
      'Baseline: engine 421 pass + 1 fail + 3 skip. Engine HEAD 5451c02. Engine API on :8000; desk dev server on :3001.';
    const world = worldOf(handoff(baseline, body), { ports: [8000] });
    const { code, claims } = await claimsOf(world);
    expect(
      claims.map(({ state, recorded }: { state: string; recorded: string }) => `${state} ${recorded}`),
    ).toEqual([
      'verified 421 passed, 1 failed, 3 skipped',
      'verified 421 passed, 1 failed, 3 skipped',
      'verified head at 5451c02',
      'verified Engine API at port 8000',
      'contradicted desk dev server at port 3001',
    ]);
    expect([code, world.requests.length]).toEqual([1, 1]);
  });

  test.each<readonly [string, RunOutcome]>([
    ['does not start', { end: 'unstarted', reason: 'there is no program "pytest"' }],
    ['hangs', { end: 'time', exitCode: null, signal: 'SIGKILL', output: '421 passed in 1s\n' }],
    ['floods', { end: 'flood', exitCode: null, signal: 'SIGTERM', output: '421 passed in 1s\n' }],
    ['dies', { end: 'signal', exitCode: null, signal: 'SIGSEGV', output: '421 passed in 1s\n' }],
    ['says something else', ran('Segmentation fault\n', 139)],
  ])('says in a sentence that a probe %s, counts nothing, and exits with 1', async (_what, outcome) => {
    const world = worldOf(handoff(baseline), { outcome });
    const { code, claims, receipts } = await claimsOf(world);
    expect(code).toBe(1);
    expect(claims).toMatchObject([
      { state: 'asserted', live: null, why: expect.stringContaining('engine-tests') },
    ]);
    expect(receipts).toEqual([]);
    expect((await look(world)).err).toMatch(/^slop: Nothing was measured by engine-tests: .+\n$/);
  });

  test('prints a table, and writes receipts that Git passes over', async () => {
    const world = worldOf(handoff(baseline), { outcome: tests(423, 0) });
    const { out } = await look(world);
    for (const part of [
      'contradicted',
      '421 passed, 1 failed, 3 skipped',
      '423 passed, 0 failed, 3 skipped',
      '+2 passed, −1 failed',
    ]) {
      expect(out).toContain(part);
    }
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(Object.keys(world.written())).toEqual([
      '.slop/.gitignore',
      '.slop/receipts/engine-tests-2026-03-12T100000Z-5451c02.json',
    ]);
  });

  test('counts a receipt for everyone once it is kept, until it is stale', async () => {
    const world = worldOf(handoff(baseline), { outcome: tests(423, 0) });
    expect(await rulesIn(world)).not.toContain('claim/contradicted');
    await look(world);
    expect(await rulesIn(world)).not.toContain('claim/contradicted');
    await look(world, { keep: true });
    const path = 'record/receipts/engine-tests-2026-03-12T100000Z-5451c02.json';
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(receiptSchema);
    expect(validate(JSON.parse(world.written()[path] ?? '')), JSON.stringify(validate.errors)).toBe(true);
    expect(await rulesIn(world)).toContain('claim/contradicted');
  });

  test('updates the head at once, and prose only when it is answered', async () => {
    const body = 'Baseline: engine 421 pass + 1 fail + 3 skip.';
    const world = worldOf(handoff(baseline, body), { outcome: tests(1423, 0) });
    const { code, out } = await look(world, { update: true });
    expect(code).toBe(1);
    const once = world.written()['record/handoff-v0_1.md'] ?? '';
    expect(once).toBe(handoff(baseline.replace('421', '1423').replace('failed: 1', 'failed: 0'), body));
    const [, id = ''] = /([0-9a-f]{12})/.exec(out) ?? [];
    world.disk.set('/project/answers.yaml', Buffer.from(`${id}: yes\n`));
    await look(world, { update: true, answers: 'answers.yaml' });
    expect(world.written()['record/handoff-v0_1.md']).toContain('engine 1423 pass + 0 fail + 3 skip.');
    expect((await look(world)).code).toBe(0);
  });

  test('updates the head of a branch, as many digits as were written', async () => {
    const head = 'claims:\n  - type: head\n    repository: engine\n    branch: main\n    oid: "3de4107"\n';
    const world = worldOf(handoff(head));
    await look(world, { update: true });
    expect(world.written()['record/handoff-v0_1.md']).toBe(handoff(head.replace('3de4107', '5451c02')));
  });

  test('writes nothing with --dry-run, and not both JSON and plan', async () => {
    const world = worldOf(handoff(baseline), { outcome: tests(423, 0) });
    await look(world, { keep: true, update: true, dryRun: true });
    expect(Object.keys(world.written()).filter((path) => path.startsWith('record/'))).toEqual([]);
    await expect(look(world, { keep: true, json: true })).rejects.toThrow(Refusal);
  });

  test('looks at all notes that still speak when none is named', async () => {
    const closed = handoff(`kind: cr\nstatus: closed\n${baseline}`);
    const world = worldOf(handoff(baseline), { files: { 'record/archive/old-v0_1.md': closed } });
    expect((await claimsOf(world, { note: null })).claims).toHaveLength(1);
  });
});

describe('slop check', () => {
  test('runs nothing and asks no port', async () => {
    const world = worldOf(handoff(baseline, 'Engine API on :8000.'));
    const idle = { ...world, probing: { run: fail, endLeft: fail, answers: fail, standing: fail } };
    await rulesIn(idle);
    function fail(): never {
      throw new Error('check may not do this');
    }
  });
});

describe('a note', () => {
  test.each([
    [
      'a command',
      'claims:\n  - type: baseline\n    repository: engine\n    command: [sh, -c, id]\n    passed: 1\n',
    ],
    ['a command as a probe', 'baselines:\n  - repository: engine\n    probe: sh -c id\n    passed: 421\n'],
    ['a folder', 'baselines:\n  - repository: ../../etc\n    passed: 421\n'],
    ['an environment variable', 'baselines:\n  - repository: $HOME\n    probe: $SHELL\n    passed: 421\n'],
    [
      'probes of its own',
      'probes:\n  mine: {command: [id]}\nclaims:\n  - type: baseline\n    repository: engine\n    probe: mine\n    passed: 1\n',
    ],
    ['a host', 'claims:\n  - type: service\n    port: 80\n    host: example.org\n'],
  ])('cannot name %s', async (_what, head) => {
    const asked: number[] = [];
    const world = worldOf(handoff(head));
    await look({ ...world, probing: { ...world.probing, answers: async (port) => asked.push(port) > 1 } });
    for (const { command } of world.requests)
      expect(config).toContain(JSON.stringify(command[0]).slice(1, -1));
    expect(asked.filter((port) => port !== 80)).toEqual([]);
  });

  test('cannot lead a file of its claim out of the repository', async () => {
    const head =
      'claims:\n  - type: exists\n    repository: engine\n    path: ../../etc/passwd\n    oid: 5451c02\n';
    const { claims } = await claimsOf(worldOf(handoff(head)));
    expect(claims).toMatchObject([{ state: 'contradicted' }]);
  });
});

describe('slop.yaml', () => {
  const probe = (lines: string): string =>
    `repos:\n  engine:\nprobes:\n  p:\n${lines.replace(/^/gm, '    ')}\n`;

  test.each([
    ['no command', probe('repository: engine'), '5:5'],
    ['a command as one text', probe('command: npm test'), '5:14'],
    ['an empty command', probe('command: []'), '5:14'],
    ['a repository that is not there', probe('command: [a]\nrepository: enigne'), '6:17'],
    ['an output that is none', probe('command: [a]\noutput: mocha'), '6:13'],
    ['a pattern that RE2 cannot run', probe('command: [a]\noutput: pattern\npattern: "(?=a)"'), '7:14'],
    ['a pattern that nobody reads', probe('command: [a]\npattern: a'), '6:5'],
    ['no pattern where one is needed', probe('command: [a]\noutput: pattern'), null],
    ['a file outside of the repository', probe('command: [a]\nfile: ../../etc/passwd'), '6:11'],
    ['an absolute file', probe('command: [a]\nfile: /etc/passwd'), '6:11'],
    ['a time of nothing', probe('command: [a]\nseconds: 0'), '6:14'],
    ['an unknown key', probe('command: [a]\nenvironment: {A: b}'), '6:5'],
  ])('is refused with %s, and where', async (_what, text, place) => {
    const world = memoryWorld({ files: { 'slop.yaml': text } });
    const refused = await loadProject(world, '/project').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    const { message } = refused as Refusal;
    expect(message).toMatch(/^slop\.yaml:\d+:\d+: /);
    if (place !== null) expect(message).toContain(`slop.yaml:${place}: `);
  });
});
