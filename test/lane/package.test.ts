import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { lane } from '../../src/commands/lane/lane.ts';
import { maskedThrough, maskFor } from '../../src/lane/package/masking.ts';
import { sourceOf } from '../../src/read/source.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { realWorld } from '../../src/world/world.ts';
import { build, project } from '../cli/built.ts';
import { testTerminal } from '../commands/terminal.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { temporaryFolder } from '../helpers/repository.ts';
import { type CommandStage, commandStage } from './command-stage.ts';
import { laneFolderIn, noteOf } from './stage.ts';

beforeAll(build);

const KEY = `sk-ant-${'api03'.repeat(6)}`;
const PASSED = 'fish"and/chips=42';
const OTHER = '00000000-0000-4000-8000-00000000beef';

/** Runs a command as `commandStage` does, on a machine that keeps secrets in its environment. */
async function bundle(stage: CommandStage, folder: string, lanes: readonly string[] = []) {
  const terminal = testTerminal();
  const { root } = stage.state;
  const env = {
    PATH: process.env['PATH'],
    HOME: root,
    XDG_STATE_HOME: root,
    FERRY_TOKEN: 'Quay-9-opens-at-dawn',
    BERTH: PASSED,
  };
  const world = realWorld({ cwd: stage.repository.root, env, home: project });
  const code = await lane(world, terminal, { verb: 'package', folder, lanes }, { json: true });
  return { code, json: JSON.parse(terminal.written.out) };
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async (entry) => {
    const place = path.join(entry.parentPath, entry.name);
    return [path.relative(folder, place), await readFile(place, 'utf8')] as const;
  });
  return new Map((await Promise.all(read)).sort(([one], [other]) => (one < other ? -1 : 1)));
}

async function recordIn(stage: CommandStage, name: string): Promise<string> {
  const folder = path.join(await laneFolderIn(stage.state.root, name), 'record');
  const [file = ''] = await readdir(folder);
  return path.join(folder, file);
}

describe('slop lane package', () => {
  test('hands on what was said in declared lanes, and nothing else of the machine', async () => {
    const say = 'Read the tables. <!-- no --> Done.';
    const stage = await commandStage(
      { steps: [{ say }] },
      {
        declared: { tides: { pass: ['BERTH'] }, pier: { worktree: 'lane/pier' }, never: {} },
        files: { 'record/note-v0_1.md': noteOf('Count the fares.') },
      },
    );
    const { repository, state } = stage;
    await stage.launch();
    await stage.launch('pier');
    await stage.turn('record/note-v0_1.md');
    await stage.review(1);
    const record = await recordIn(stage, 'tides');
    const session = path.basename(record, '.jsonl');
    const time = new Date().toISOString();
    const line = (more: object): string =>
      `${JSON.stringify({ sessionId: session, uuid: 'u', timestamp: time, cwd: repository.root, gitBranch: 'PRIVATE-branch', ...more })}\n`;
    const blocks = [
      { type: 'thinking', thinking: 'PRIVATE-thought', signature: 'PRIVATE-signature' },
      {
        type: 'text',
        text: `Key ${KEY}, mail ana@ferry.example, host ${hostname()}, at ${repository.root}/a.ts`,
      },
      {
        type: 'tool_use',
        id: 't',
        name: 'Bash',
        input: { command: `echo Quay-9-opens-at-dawn ${PASSED}`, [state.root]: 1 },
        PRIVATE: 'PRIVATE-key',
      },
      { type: 'image', source: { data: 'PRIVATE-image' } },
    ];
    await appendFile(
      record,
      [
        line({ type: 'assistant', message: { role: 'assistant', content: blocks, PRIVATE: 1 } }),
        line({
          type: 'user',
          message: {
            role: 'user',
            content: [
              {
                type: 'tool_result',
                tool_use_id: 't',
                content: [
                  {
                    type: 'text',
                    text: `printed ${encodeURIComponent(PASSED)} ${Buffer.from(PASSED).toString('base64')} ${JSON.stringify(PASSED)} in ${state.root.replace(/[^A-Za-z0-9]/g, '-')}/x`,
                  },
                ],
              },
            ],
          },
          toolUseResult: { stdout: 'PRIVATE-stdout' },
        }),
        line({ type: 'user', isMeta: true, message: { role: 'user', content: 'PRIVATE-reminder' } }),
        line({ type: 'file-history-snapshot', snapshot: 'PRIVATE-snapshot' }),
        line({ type: 'user', sessionId: OTHER, message: { role: 'user', content: 'PRIVATE-other' } }),
        line({
          type: 'user',
          timestamp: '2020-01-01T00:00:00Z',
          message: { role: 'user', content: 'PRIVATE-before' },
        }),
        '{"type":"user","message":"PRIVATE-torn',
      ].join(''),
    );
    const helpers = path.join(path.dirname(record), session, 'subagents');
    await mkdir(helpers, { recursive: true });
    await writeFile(
      path.join(helpers, 'agent-1.jsonl'),
      line({ type: 'assistant', isSidechain: true, message: { role: 'assistant', content: 'I helped.' } }),
    );
    await writeFile(
      path.join(path.dirname(record), `${OTHER}.jsonl`),
      line({ type: 'user', sessionId: OTHER, message: { role: 'user', content: 'PRIVATE-neighbour' } }),
    );

    const out = path.join(state.root, 'bundle');
    const { code, json } = await bundle(stage, out);
    expect(code).toBe(0);
    const files = await filesBelow(out);
    expect([...files.keys()]).toEqual([
      'manifest.json',
      ...['pier', 'tides'].flatMap((name) => [
        `${name}/record.jsonl`,
        `${name}/transcript.json`,
        `${name}/transcript.md`,
      ]),
    ]);
    const all = [...files.values()].join('\n');
    const unwanted = [
      'PRIVATE',
      KEY,
      'ana@ferry',
      'Quay-9',
      'fish',
      encodeURIComponent(PASSED),
      Buffer.from(PASSED).toString('base64').replace(/=+$/, ''),
      state.root,
      repository.root,
      state.root.replace(/[^A-Za-z0-9]/g, '-'),
      OTHER,
      'cwd',
      'signature',
    ];
    expect(unwanted.filter((needle) => all.includes(needle))).toEqual([]);
    expect(all.split(/[^\p{L}\p{N}.-]+/u)).not.toContain(hostname());
    for (const wanted of [
      'Count the fares.',
      'Read the tables.',
      'I helped.',
      '‹masked secret›',
      '‹masked machine path›',
      '‹masked e-mail address›',
      session,
    ])
      expect(all).toContain(wanted);
    expect(files.get('tides/transcript.md')).toMatch(
      /## Turn 1[\s\S]*accepted: x[\s\S]*message[\s\S]*Count the fares\.[\s\S]*answer[\s\S]*tool Bash/,
    );
    expect(json.lanes.map((one: { lane: string }) => one.lane)).toEqual(['tides', 'pier']);
    expect(json.lanes[0].leftOut).toEqual({
      'not a message': 2,
      'of another session': 1,
      'from before the lane': 1,
      'cut off or no JSON': 1,
    });

    const again = path.join(state.root, 'again');
    await bundle(stage, again);
    expect(await filesBelow(again)).toEqual(files);
    expect((await bundle(stage, again)).json).toMatchObject({ error: { code: 'folder_taken' } });
  });

  test('masks the work tree that a lane was launched from', async () => {
    const elsewhere = await temporaryFolder();
    onTestFinished(elsewhere.remove);
    const quay = path.join(elsewhere.root, 'quay');
    const stage = await commandStage({ steps: [{ say: `Done in ${quay}/a.ts.` }] });
    await stage.repository.git('worktree', 'add', '--quiet', '-b', 'quay', quay);
    await stage.run({ verb: 'launch', lane: 'tides', phase: null, audit: null }, quay);
    await stage.turn();
    const out = path.join(stage.state.root, 'bundle');
    expect((await bundle(stage, out)).code).toBe(0);
    const all = [...(await filesBelow(out)).values()].join('\n');
    expect(all).toContain('Done in ‹masked machine path›/a.ts.');
    expect(all).not.toContain(elsewhere.root);
  });

  test('puts nothing into the record, which is published', async () => {
    const stage = await commandStage();
    await stage.launch();
    const told = /\/record\/sessions lies in the record/;
    const refused = { code: 'refused', message: expect.stringMatching(told) };
    for (const folder of ['record/sessions', path.join(stage.repository.root, 'record/sessions')])
      expect(await bundle(stage, folder)).toMatchObject({ code: 2, json: { error: refused } });
    const copied = await stage.run({ verb: 'audit-workspace', folder: 'record/sessions', at: null });
    expect(copied).toMatchObject({ code: 2, json: { error: refused } });
    expect(await stage.repository.git('status', '--short')).toBe('');
  });

  test('tells of which turns the record of a session says nothing any more', async () => {
    const stage = await commandStage();
    await stage.launch();
    await stage.turn();
    const bundled = async (folder: string) => (await bundle(stage, path.join(stage.state.root, folder))).json;
    expect(await bundled('whole')).toMatchObject({ lanes: [{ unsaid: [] }] });
    await rm(await recordIn(stage, 'tides'));
    expect(await bundled('lost')).toMatchObject({ lanes: [{ turns: 1, lines: 0, unsaid: [1] }] });
  });

  test('leaves nothing behind where it bundles nothing', async () => {
    const stage = await commandStage({}, { declared: { never: {} } });
    const out = path.join(stage.state.root, 'bundle');
    expect(await bundle(stage, out)).toMatchObject({ code: 19, json: { error: { code: 'not_launched' } } });
    expect((await bundle(stage, out, ['unknown'])).code).toBe(22);
    expect((await bundle(stage, out, ['never'])).code).toBe(19);
    expect(await readdir(stage.state.root)).not.toContain('bundle');
  });
});

describe('maskFor()', () => {
  const { config } = parseConfig(sourceOf('slop.yaml', new Uint8Array()));
  const machine = { env: {}, passed: [], folders: ['/home/ana', '/home/ana/ferry', '/root'], host: 'quay' };
  const mask = maskFor(config, machine);

  test.each(['KEY', 'eyJ-', 'a://:p:p', 'login '])('takes %j many times in linear time', async (piece) => {
    const text = piece.repeat(25_000 / piece.length);
    expect(mask(text)).toBe(text);
    expect(await growsLinearly((size) => mask(piece.repeat(size / piece.length)), 25_000)).toBe(true);
  });

  test.each([
    'export API_KEY="abcdef-ghijkl"',
    'DB_PASSWORD=hunter-two-or-more',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG',
    'password: hunter2hunter2',
    '{"auth": "dXNlcjpwYXNzd29yZA1="}',
    `curl -H 'Authorization: Bearer abcdef0123456789'`,
    'Authorization: Basic YW5hOnB3MTIzNDU2',
    'Set-Cookie: session=abcdef; Path=/',
    'postgres://app:tide@localhost:5432/fares',
    'machine quay login ana password tide',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN',
    '~/.claude/projects/-home-ana-letters',
  ])('hides what stands in %j', (text) => {
    expect(mask(text)).toContain('‹masked ');
    expect(mask(text)).not.toMatch(/abcdef|hunter|wJalr|dXNl|YW5h|session=|tide|eyJ|ana-letters/);
  });

  test.each([
    'password: string;',
    'const apiKey = readKey();',
    'Basic fares, bearer of news.',
    'input tokens: 1234567890',
    'the project-root of it',
    'https://ferry.example/fares?day=2',
  ])('shows %j as it is', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('hides values of properties that are named after a secret, and masks once', () => {
    const said = { input: { 'db-password': 'tide', note: 'a', API_TOKEN: 'ebb', tokens: 'kept' } };
    expect(maskedThrough(said, mask)).toEqual({
      input: { 'db-password': '‹masked secret›', note: 'a', API_TOKEN: '‹masked secret›', tokens: 'kept' },
    });
    expect(maskFor(config, { ...machine, env: { API_KEY: 'neap-tide-9' } })('API_KEY=neap-tide-9')).toBe(
      'API_KEY=‹masked secret›',
    );
  });
});

describe('slop lane audit-workspace', () => {
  const product = {
    'src/fares.ts': 'export const fares = 14;\n',
    'bin/run.sh': '#!/bin/sh\necho ok\n',
    '.gitignore': 'node_modules\n.slop/\nslop.local.yaml\ndist\n',
    'CLAUDE.md': '@AGENTS.md\n',
    'AGENTS.md': '# Rules\n',
    'src/AGENTS.md': '# More rules\n',
    '.claude/agents/developer.md': '---\nname: developer\n---\n',
    'tools/prompts.txt': 'Internal.\n',
    '.github/workflows/record.yml': 'name: record\n',
    '.github/workflows/test.yml': 'name: test\n',
  };

  test('copies the product without record, settings, agents and history', async () => {
    const stage = await commandStage({}, { lanes: { workflow: ['tools/**'] }, files: product });
    const out = path.join(stage.state.root, 'audit');
    await stage.repository.write('src/uncommitted.ts', 'not yet\n');
    const { code, json } = await stage.run({ verb: 'audit-workspace', folder: out, at: null });
    expect(json).toMatchObject({ files: 4, traces: [] });
    expect(code).toBe(0);
    expect(Object.fromEntries(await filesBelow(out))).toEqual({
      'src/fares.ts': product['src/fares.ts'],
      'bin/run.sh': product['bin/run.sh'],
      '.gitignore': 'node_modules\ndist\n',
      '.github/workflows/test.yml': product['.github/workflows/test.yml'],
    });
    expect((await readdir(stage.state.root)).filter((name) => name.startsWith('audit'))).toEqual(['audit']);
    expect((await stage.repository.git('status', '--porcelain')).trim()).toBe('?? src/uncommitted.ts');
  });

  test('lists every trace that is left, with its place', async () => {
    const stage = await commandStage(
      {},
      {
        lanes: { jargon: ['scaffold gate'] },
        files: {
          'src/a.ts': '// as record/handoff-v0_1.md says\nexport {};\n// passed the Scaffold gate\n',
          'src/b.bin': 'x\u0000y Claude-Session: 1\n',
          'docs/handoff-v0_1.txt': 'Recorded, and nothing more.\n',
        },
      },
    );
    await stage.repository.git('config', 'core.symlinks', 'true');
    const out = path.join(stage.state.root, 'audit');
    const { code, json } = await stage.run({ verb: 'audit-workspace', folder: out, at: 'HEAD' });
    expect(code).toBe(1);
    const told = (json['traces'] as { path: string; line: number; what: string }[]).map(
      ({ path: place, line, what }) => `${place}:${line} ${what}`,
    );
    expect(told).toEqual([
      'docs/handoff-v0_1.txt:0 a note',
      'src/a.ts:1 a path into the record',
      'src/a.ts:1 a note',
      'src/a.ts:3 a word of the workflow',
      'src/b.bin:1 a word of its tools',
    ]);
  });

  test('finds notes and items by their ids, branches of lanes, and words in wide characters', async () => {
    const wide = Buffer.from('\ufeffpassed with slop.yaml\r\n', 'utf16le').toString('latin1');
    const stage = await commandStage(
      {},
      {
        declared: { ebb: { worktree: 'lane/ebb' }, flood: { worktree: 'merge' } },
        files: {
          'record/phase-12-dates-v0_2.md': noteOf('Dates.'),
          'record/sign-up-v0_1.md': noteOf('A name that is a word as well.'),
          'src/a.ts':
            '// sign-up is in phase-12-dates §2\n// merge lane/ebb, not lane/ebb-2\n// Option B of P12-D1, as CR-2026-004 asks\n',
          '.mcp.json': '{}\n',
        },
      },
    );
    await writeFile(path.join(stage.repository.root, 'src/wide.txt'), wide, 'latin1');
    await stage.repository.commit('Wide');
    const out = path.join(stage.state.root, 'audit');
    const { json } = await stage.run({ verb: 'audit-workspace', folder: out, at: null });
    expect(json['leftOut']).toContain('.mcp.json');
    expect(json['traces']).toEqual([
      { path: 'src/a.ts', line: 1, what: 'a note', text: 'phase-12-dates' },
      { path: 'src/a.ts', line: 2, what: 'a branch of a lane', text: 'lane/ebb' },
      { path: 'src/a.ts', line: 3, what: 'an item', text: 'P12-D1' },
      { path: 'src/a.ts', line: 3, what: 'an item', text: 'CR-2026-004' },
      { path: 'src/wide.txt', line: 1, what: 'a word of its tools', text: 'slop.yaml' },
    ]);
  });

  test('refuses a folder that is there, and a commit that is not', async () => {
    const stage = await commandStage();
    const { root } = stage.state;
    expect((await stage.run({ verb: 'audit-workspace', folder: root, at: null })).json).toMatchObject({
      error: { code: 'folder_taken' },
    });
    const missing = await stage.run({ verb: 'audit-workspace', folder: `${root}/new`, at: '--all' });
    expect(missing).toMatchObject({ code: 21, json: { error: { code: 'copy_failed' } } });
    expect((await readdir(root)).filter((name) => name.startsWith('new'))).toEqual([]);
  });
});
