import { appendFile, chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/lane/digest.ts';
import { build } from '../cli/built.ts';
import { commandStage, NOTE } from './command-stage.ts';
import { killSession, laneFolderIn, noteOf, runLane } from './stage.ts';

beforeAll(build);

/** Has the session of a lane tell what it has in the background. */
const tasksIn = (folder: string, generation: number, session: unknown) => (tasks: readonly object[]) => {
  const line = { type: 'system', subtype: 'background_tasks_changed', tasks, session_id: session };
  return appendFile(path.join(folder, `run/${generation}/out.jsonl`), `${JSON.stringify(line)}\n`);
};

describe('slop lane, where something is not as it should be', () => {
  test.each([
    ['swallowed', 16, { status: 'delivery-unknown', reason: 'delivery_unknown' }],
    ['exit', 18, { status: 'lost', reason: 'session_exit' }],
    ['ending-lost', 0, { status: 'idle', end: 'finished' }],
    ['ending-twice', 0, { status: 'idle', end: 'finished' }],
    ['mute', 12, { status: 'running', end: null }],
    ['asks', 15, { status: 'requires-action', reason: 'permission' }],
    ['limit', 13, { status: 'blocked', reason: 'claude_usage_limit' }],
    ['auth', 14, { status: 'blocked', reason: 'auth_failed' }],
    ['overloaded', 14, { status: 'blocked', reason: 'overloaded' }],
    ['billing', 14, { status: 'blocked', reason: 'billing' }],
    ['model', 14, { status: 'blocked', reason: 'model_unavailable' }],
    ['context', 14, { status: 'blocked', reason: 'context_full' }],
    ['other-session', 17, { status: 'quarantined', reason: 'session_mismatch' }],
    ['foreign', 17, { status: 'quarantined', reason: 'foreign_prompt' }],
    ['changed-text', 17, { status: 'quarantined', reason: 'echo_mismatch' }],
    ['noise', 0, { status: 'idle', end: 'finished' }],
    ['background', 0, { status: 'idle', end: 'finished', res: 'All of it.' }],
    ['record-torn', 18, { status: 'lost' }],
  ] as const)('tells an agent with the fault "%s" by exit code %i', async (fault, code, json) => {
    const { launch, turn } = await commandStage({ steps: [{ fault, say: 'All of it.' }] });
    await launch();
    const ran = await turn();
    expect(ran.json).toMatchObject(json);
    expect(ran.code).toBe(code);
  });

  test('never sends a message again on its own, and sends it when a person looked', async () => {
    const { launch, turn, resume, state } = await commandStage({ steps: [{ fault: 'swallowed' }, {}] });
    await launch();
    expect((await turn()).code).toBe(16);
    expect((await turn()).code).toBe(16);
    expect((await resume()).code).toBe(16);
    const sent = await resume({ delivered: false, goOn: true });
    expect(sent.json).toMatchObject({ end: 'finished' });
    const messages = await readdir(path.join(await laneFolderIn(state.root, 'tides'), 'run/1/messages'));
    expect(messages).toHaveLength(1);
  });

  test('ends a turn that never left, and takes the next one', async () => {
    const { launch, turn, resume, review, run } = await commandStage({ steps: [{ fault: 'swallowed' }, {}] });
    await launch();
    expect((await turn()).code).toBe(16);
    expect((await resume({ delivered: false })).json).toMatchObject({ status: 'idle', end: null });
    const ended = await run({ verb: 'interrupt', lane: 'tides' });
    expect(ended.json).toMatchObject({ status: 'idle', end: 'cancelled' });
    await review(1);
    expect((await turn()).json).toMatchObject({ turn: 2, end: 'finished' });
  });

  test.each([
    ['in quarantine', 'quarantined', []],
    ['else', 'idle', ['send.unproven']],
  ])(
    'ends no turn whose message is on its way before it is known whether it arrived, %s',
    async (_, status, before) => {
      const { launch, run, state } = await commandStage({ steps: [{ fault: 'swallowed' }] });
      await launch();
      const folder = await laneFolderIn(state.root, 'tides');
      const events = path.join(folder, 'events.jsonl');
      const typesIn = async () =>
        (await readFile(events, 'utf8'))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).event.type);
      const sending = run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null });
      await expect.poll(typesIn, { interval: 20 }).toContain('send.intent');
      if (status === 'quarantined') {
        const foreign = { type: 'system', subtype: 'status', session_id: 'another' };
        await writeFile(path.join(folder, 'run/1/out.jsonl'), `${JSON.stringify(foreign)}\n`, { flag: 'a' });
        await sending;
      }
      const ended = await run({ verb: 'interrupt', lane: 'tides' });
      expect(ended.json).toMatchObject({ status, end: 'cancelled' });
      await sending;
      const told = await typesIn();
      // Who cannot tell whether it arrived tells the session to stop, before the turn is called over.
      expect(told.filter((type) => /^(?:send\.unproven|interrupt\.intent|turn\.ended)$/.test(type))).toEqual([
        ...before,
        'interrupt.intent',
        'turn.ended',
      ]);
    },
  );

  test('leaves a turn under way whose session does not react, until its process is ended', async () => {
    const { launch, run } = await commandStage({ steps: [{ fault: 'mute' }] });
    await launch();
    await run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null });
    const tried = await run({ verb: 'interrupt', lane: 'tides' });
    expect(tried).toMatchObject({ code: 12, json: { status: 'running', end: null } });
    expect((await run({ verb: 'result', lane: 'tides', turn: null, write: null })).code).toBe(12);
    expect((await run({ verb: 'stop', lane: 'tides' })).json).toMatchObject({ status: 'stopped' });
    // It does not run any more, and is not over.
    for (const write of [null, { dryRun: true, commit: false }])
      expect((await run({ verb: 'result', lane: 'tides', turn: null, write })).code).toBe(19);
    expect((await run({ verb: 'interrupt', lane: 'tides' })).json).toMatchObject({ end: 'cancelled' });
  });

  test.each([
    ['../up', 22],
    ['two words', 22],
    ['unknown', 22],
  ])('refuses the lane %j', async (name, code) => {
    const { launch } = await commandStage();
    expect((await launch(name)).code).toBe(code);
  });

  test('says how work ends that goes on behind the end of a turn', async () => {
    const { launch, run } = await commandStage({ steps: [{ fault: 'background', wait: 60_000 }] });
    await launch();
    await run({ verb: 'turn', lane: 'tides', note: NOTE, wait: true, minutes: 0.01 });
    const interrupted = await run({ verb: 'interrupt', lane: 'tides' });
    expect(interrupted).toMatchObject({ code: 12, json: { error: { code: 'waiting' } } });
    expect(interrupted.err).toMatch(
      /turn of lane tides has ended.*; 1 task works in the background: .*slop lane stop tides ends it/,
    );
    expect((await run({ verb: 'stop', lane: 'tides' })).json).toMatchObject({ status: 'stopped' });
  });

  test('goes on with a turn that was cut off when what came back late is done', async () => {
    const { launch, turn, run, resume, state } = await commandStage({ steps: [{ fault: 'exit' }, {}] });
    await launch();
    const { json } = await turn();
    expect((await resume()).json).toMatchObject({ status: 'idle', end: null });
    const tells = tasksIn(await laneFolderIn(state.root, 'tides'), 2, json['sid']);
    await tells([{}]);
    expect((await run({ verb: 'status', lane: 'tides' })).json).toMatchObject({ status: 'settling' });
    const resumed = resume({ goOn: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tells([]);
    expect(await resumed).toMatchObject({ code: 0, json: { end: 'finished' } });
  });

  test('refuses a note that is not committed where it counts, and sends one from a trusted branch', async () => {
    const { launch, turn, run, repository } = await commandStage(
      { steps: [{}] },
      { lanes: { trust: ['work'] } },
    );
    await launch();
    await repository.write('record/new-v0_1.md', noteOf('New.'));
    expect((await turn('record/new-v0_1.md')).code).toBe(20);
    await repository.git('checkout', '--quiet', '-b', 'aside');
    await repository.commit('A note aside');
    expect((await turn('record/new-v0_1.md')).code).toBe(20);
    await repository.git('checkout', '--quiet', '-b', 'work');
    expect((await turn('record/new-v0_1.md')).json).toMatchObject({
      end: 'finished',
      path: 'record/new-v0_1.md',
    });
    await repository.git('checkout', '--quiet', 'main');
    const elsewhere = await run({ verb: 'prompt', note: 'new' });
    expect(elsewhere.json).toMatchObject({ path: 'record/new-v0_1.md', branch: 'work' });
    await repository.write(NOTE, noteOf('Edited, not committed.'));
    expect((await turn()).code).toBe(24);
  });

  test('refuses an edited note, one without a prompt, and one outside the record', async () => {
    const { launch, turn, repository } = await commandStage(
      { steps: [{}] },
      { files: { 'record/bare-v0_1.md': '# Bare\n' } },
    );
    await launch();
    await repository.write(NOTE, noteOf('Edited, not committed.'));
    for (const note of [NOTE, 'record/bare-v0_1.md', '../outside.md', '/etc/passwd'])
      expect((await turn(note)).code).toBe(20);
  });

  test('sends no prompt of which nothing is left without its comments', async () => {
    const { launch, turn, run } = await commandStage(
      {},
      { files: { 'record/empty-v0_1.md': noteOf('<!-- A prompt, ready to be pasted. -->') } },
    );
    await launch();
    for (const ran of [await turn('empty'), await run({ verb: 'prompt', note: 'empty' })])
      expect(ran).toMatchObject({ code: 20, json: { error: { code: 'note_invalid' } } });
  });

  test('strips what nobody sees from a prompt, and says so', async () => {
    const { run } = await commandStage(
      {},
      { files: { 'record/hidden-v0_1.md': noteOf('Count\u200b the <!-- evil -->fares\u202e.') } },
    );
    const { json } = await run({ verb: 'prompt', note: 'record/hidden-v0_1.md' });
    expect(json).toMatchObject({ prompt: 'Count the fares.' });
    expect(json['changes']).toHaveLength(2);
  });

  test('lets one terminal send at a time', async () => {
    const { launch, turn, state } = await commandStage({ steps: [{ wait: 1500 }] });
    await launch();
    const codes = await Promise.all([turn(), turn(), turn()]);
    expect(codes.map(({ code }) => code).sort((a, b) => a - b)).toEqual([0, 19, 19]);
    const messages = await readdir(path.join(await laneFolderIn(state.root, 'tides'), 'run/1/messages'));
    expect(messages).toHaveLength(1);
  });

  test('says that an answer was for another state than the lane was in', async () => {
    const { launch, repository, state } = await commandStage();
    await launch();
    const said = ['resume', 'tides', '--answer', 'allow', '--clear', 'It is well.'];
    const { code, err } = await runLane(repository.root, state.root, said, { json: false });
    expect(`${code} ${err}`).toBe('0 Lane tides was idle, so --answer and --clear changed nothing.\n');
  });

  test('lets one lane into a folder, and others into work trees of their own', async () => {
    const { launch, run } = await commandStage(
      {},
      { declared: { pier: {}, buoy: { worktree: 'lane/buoy' } } },
    );
    expect((await launch()).code).toBe(0);
    expect((await launch('pier')).json).toMatchObject({ error: { code: 'worktree_busy' } });
    expect((await launch('buoy')).code).toBe(0);
    await run({ verb: 'stop', lane: 'tides' });
    expect((await launch('pier')).code).toBe(0);
  });

  test('is one lane from every work tree of a repository, and works where it was launched', async () => {
    const script = { steps: [{ write: { 'fares.txt': '21\n' } }] };
    const { launch, run, repository, state } = await commandStage(script, {
      declared: { pier: {}, quay: {} },
    });
    const elsewhere = path.join(state.root, 'elsewhere');
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', elsewhere);
    const opening = { phase: null, audit: null };
    const launched = await launch();
    const status = await run({ verb: 'status', lane: 'tides' }, elsewhere);
    expect(status.json).toMatchObject({ session: launched.json['sid'], root: repository.root });
    const again = await run({ verb: 'launch', lane: 'tides', ...opening }, elsewhere);
    expect(again.json).toMatchObject({ error: { code: 'not_idle' } });
    expect(again.err).toContain('slop lane status tides tells what comes next');
    const sent = await runLane(elsewhere, state.root, ['turn', 'tides', NOTE], { json: false });
    expect(sent.err).toContain(`Lane tides works in ${repository.root}, where it was launched.`);
    const came = await run({ verb: 'result', lane: 'tides', turn: null, write: null }, elsewhere);
    expect(came.json).toMatchObject({ end: 'finished', changed: { paths: [{ path: 'fares.txt' }] } });
    expect(await readFile(path.join(repository.root, 'fares.txt'), 'utf8')).toBe('21\n');

    expect((await run({ verb: 'launch', lane: 'pier', ...opening }, elsewhere)).code).toBe(0);
    for (const folder of [elsewhere, repository.root])
      expect((await run({ verb: 'launch', lane: 'quay', ...opening }, folder)).json).toMatchObject({
        error: { code: 'worktree_busy' },
      });
    await run({ verb: 'stop', lane: 'pier' });
    const resume = { delivered: null, answer: null, clear: null, goOn: false };
    await run({ verb: 'resume', lane: 'pier', ...resume });
    expect((await run({ verb: 'status', lane: 'pier' })).json).toMatchObject({
      status: 'idle',
      root: elsewhere,
    });
  });

  test('is another one in another clone, which is said where it is launched', async () => {
    const { run, launch, repository, state } = await commandStage();
    const clone = path.join(state.root, 'clone');
    await repository.git('clone', '--quiet', repository.root, clone);
    expect((await launch()).err).not.toContain('clone');
    const second = await run({ verb: 'launch', lane: 'tides', phase: null, audit: null }, clone);
    expect(second).toMatchObject({ code: 0, json: { status: 'idle' } });
    expect(second.err).toContain(`${repository.root} is of another clone, and has a lane tides`);
  });

  test('calls a lane of another record of its repository no lane of another clone', async () => {
    const config = JSON.stringify({ lanes: { declared: { tides: { adapter: 'fake' } } } });
    const { launch, run, repository } = await commandStage(
      {},
      { files: { 'pier/slop.yaml': config, 'pier/record/fares-v0_1.md': '# Fares\n' } },
    );
    expect((await launch()).code).toBe(0);
    const pier = path.join(repository.root, 'pier');
    const second = await run({ verb: 'launch', lane: 'tides', phase: null, audit: null }, pier);
    expect(second).toMatchObject({ code: 0, json: { status: 'idle' } });
    expect(second.err).not.toContain('clone');
  });

  test('finds what an earlier slop kept under the name of another work tree', async () => {
    const { launch, run, repository, state } = await commandStage();
    const elsewhere = path.join(state.root, 'elsewhere');
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', elsewhere);
    const { sid: session } = (await launch()).json;
    await run({ verb: 'stop', lane: 'tides' });
    const folder = path.dirname(await laneFolderIn(state.root, 'tides'));
    await rename(folder, folder.replace(/[^/]*(?=-[0-9a-f]{16}$)/, 'elsewhere'));
    for (const place of [repository.root, elsewhere]) {
      const opening = { phase: null, audit: null };
      expect((await run({ verb: 'status', lane: 'tides' }, place)).json).toMatchObject({ session });
      expect((await run({ verb: 'launch', lane: 'tides', ...opening }, place)).json).toMatchObject({
        error: { code: 'not_idle' },
      });
    }
  });

  test('lets a lane begin beside one whose log is broken, unless that one works there', async () => {
    const { launch, run, state } = await commandStage({}, { declared: { pier: {}, quay: {} } });
    await launch();
    const folder = await laneFolderIn(state.root, 'tides');
    await writeFile(path.join(folder, 'events.jsonl'), '{}\n');
    expect((await launch('pier')).json).toMatchObject({ error: { code: 'worktree_busy' } });
    await killSession(folder);
    expect((await launch('pier')).code).toBe(0);
    await run({ verb: 'stop', lane: 'pier' });
    await rm(path.join(folder, 'state.json'));
    expect((await launch('quay')).code).toBe(0);
  });

  test('leaves no folder behind for a lane that was never launched, whatever is asked of it', async () => {
    const { run, state, turn, resume, review, launch } = await commandStage(
      {},
      { declared: { pier: { folder: 'nowhere' }, quay: { slot: 'bugfix-1' } } },
    );
    const refused = {
      worktree_missing: await launch('pier'),
      audit_missing: await launch('quay'),
      not_launched: await turn(),
      not_idle: await review(1),
    };
    for (const [code, ran] of Object.entries(refused)) expect(ran.json).toMatchObject({ error: { code } });
    expect(await resume()).toMatchObject({ code: 19, json: { error: { code: 'not_launched' } } });
    expect(await run({ verb: 'stop', lane: 'tides' })).toMatchObject({ code: 0, json: { status: 'absent' } });
    await run({ verb: 'interrupt', lane: 'tides' });
    await run({ verb: 'doctor', lane: null });
    expect(await readdir(path.dirname(await laneFolderIn(state.root, 'tides')))).toEqual(['claims']);
  });

  test('says that the work tree of a lane is gone', async () => {
    const { run, state, turn, resume } = await commandStage(
      {},
      { declared: { buoy: { worktree: 'lane/buoy' } } },
    );
    await run({ verb: 'launch', lane: 'buoy', phase: null, audit: null });
    await rm(path.join(await laneFolderIn(state.root, 'buoy'), 'worktree'), { recursive: true });
    const told = expect.stringContaining('slop lane stop buoy and then slop lane resume buoy');
    expect(await run({ verb: 'status', lane: 'buoy' })).toMatchObject({
      code: 21,
      json: { status: 'idle', error: { code: 'worktree_missing', message: told } },
    });
    for (const refused of [await turn(NOTE, 'buoy'), await resume({ lane: 'buoy' })])
      expect(refused).toMatchObject({
        code: 21,
        json: { error: { code: 'worktree_missing', message: told } },
      });
    expect(await run({ verb: 'doctor', lane: 'buoy' })).toMatchObject({
      code: 21,
      json: { lanes: [{ found: [{ code: 'worktree_missing', message: told }] }] },
    });
    await run({ verb: 'stop', lane: 'buoy' });
    await resume({ lane: 'buoy' });
    expect((await turn(NOTE, 'buoy')).json).toMatchObject({ end: 'finished' });
  });

  test('says that the work tree of a lane lacks the commit of a note', async () => {
    const { repository, run, turn, state } = await commandStage(
      {},
      { declared: { buoy: { worktree: 'lane/buoy' } } },
    );
    await run({ verb: 'launch', lane: 'buoy', phase: null, audit: null });
    await repository.write('record/later-v0_1.md', noteOf('Count the tides.'));
    await repository.commit('A note that comes later');
    const told = 'brings it in';
    expect((await turn('record/later-v0_1.md', 'buoy')).err).toContain(told);
    await run({ verb: 'review', lane: 'buoy', turn: 1, verdict: 'correct', why: 'x' });
    const worktree = path.join(await laneFolderIn(state.root, 'buoy'), 'worktree');
    await repository.git('-C', worktree, 'merge', '--quiet', 'main');
    expect((await turn('record/later-v0_1.md', 'buoy')).err).not.toContain(told);
  });

  test('says of a work tree that is gone, and that a lane was launched from, to bring it back', async () => {
    const { run, resume, repository } = await commandStage();
    const elsewhere = path.join(repository.root, 'elsewhere');
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', elsewhere);
    await run({ verb: 'launch', lane: 'tides', phase: null, audit: null }, elsewhere);
    await run({ verb: 'stop', lane: 'tides' });
    await rm(elsewhere, { recursive: true });
    const told = expect.stringMatching(
      /elsewhere, the work tree that lane tides was launched from.*bring it back/,
    );
    expect(await resume()).toMatchObject({
      code: 21,
      json: { error: { code: 'worktree_missing', message: told } },
    });
    await repository.git('worktree', 'prune');
    await repository.git('worktree', 'add', '--quiet', elsewhere, 'elsewhere');
    expect((await resume()).json).toMatchObject({ status: 'idle' });
  });

  test('trusts no folder that others may write in, and no log that was changed', async () => {
    const { launch, run, state } = await commandStage();
    await launch();
    const folder = await laneFolderIn(state.root, 'tides');
    await chmod(folder, 0o777);
    expect((await run({ verb: 'stop', lane: 'tides' })).json).toMatchObject({
      error: { code: 'folder_unsafe' },
    });
    await chmod(folder, 0o700);
    const log = await readFile(path.join(folder, 'events.jsonl'), 'utf8');
    await writeFile(path.join(folder, 'events.jsonl'), log.replace('start.process', 'start.procesS'));
    await rm(path.join(folder, 'state.json'));
    const changed = await run({ verb: 'doctor', lane: 'tides' });
    expect(changed.code).toBe(23);
    expect(JSON.stringify(changed.json)).toContain('log_broken');
  });

  test('tells in doctor what belongs to a machine that nobody can look at from here', async () => {
    const { launch, run, state } = await commandStage();
    await launch();
    const folder = await laneFolderIn(state.root, 'tides');
    await killSession(folder);
    const log = path.join(folder, 'events.jsonl');
    let prev = '';
    const moved = (await readFile(log, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => {
        const entry = JSON.parse(line.replace(`"host":"${hostname()}"`, '"host":"elsewhere"'));
        const text = JSON.stringify({ ...entry, prev });
        prev = digestOf(text);
        return text;
      });
    await writeFile(log, `${moved.join('\n')}\n`);
    await rm(path.join(folder, 'state.json'));
    const claim = path.join(folder, 'claims/elsewhere~b~n~77~1~x');
    await writeFile(claim, 'turn of x');
    const found = async () => (await run({ verb: 'doctor', lane: 'tides' })).json['lanes'];
    expect(await found()).toMatchObject([
      {
        found: [
          {
            code: 'claim_elsewhere',
            message: expect.stringMatching(/^Process 77 on elsewhere \(turn of x\).*delete /),
          },
          { code: 'projection' },
          { code: 'process_elsewhere', message: expect.stringContaining('slop lane stop tides') },
        ],
      },
    ]);
    await rm(claim);
    expect(await run({ verb: 'stop', lane: 'tides' })).toMatchObject({
      code: 0,
      json: { status: 'stopped' },
    });
    expect(await found()).toMatchObject([{ found: [] }]);
  });

  test('takes out a last line that was cut off, and makes its state files again to the byte', async () => {
    const { launch, run, turn, state } = await commandStage();
    await launch();
    await turn();
    const folder = await laneFolderIn(state.root, 'tides');
    const files = ['state.json', 'result.json'].map((name) => path.join(folder, name));
    const before = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    for (const file of files) await rm(file);
    expect((await run({ verb: 'doctor', lane: 'tides' })).code).toBe(0);
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(before);
    // Those of another version of slop are no fault of the lane.
    const [own = ''] = before;
    await writeFile(files[0] ?? '', own.replace(/"schemaVersion": \d+/, '"schemaVersion": 1'));
    await writeFile(files[1] ?? '', '{}');
    const { json: sound } = await run({ verb: 'doctor', lane: 'tides' });
    expect(sound['lanes']).toMatchObject([{ found: [] }]);
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(before);
    await writeFile(path.join(folder, 'events.jsonl'), '{"schema":1,"seq":', { flag: 'a' });
    expect((await run({ verb: 'review', lane: 'tides', turn: 1, verdict: 'accepted', why: 'x' })).code).toBe(
      0,
    );
    const { json } = await run({ verb: 'log', lane: 'tides' });
    expect(JSON.stringify(json['entries'])).toContain('log_torn');
  });

  test('keeps to the budget that slop.yaml gives it', async () => {
    const { launch, turn, review } = await commandStage(
      { steps: [{}] },
      { declared: { tides: { budget: { turns: 1 } } } },
    );
    await launch();
    expect((await turn()).code).toBe(0);
    await review(1);
    expect(await turn()).toMatchObject({ code: 14, json: { error: { code: 'budget' } } });
  });

  test.each([
    ['', '.', '.', true],
    [' in another work tree', 'elsewhere', 'elsewhere', true],
    [', and none of which another text lies elsewhere', 'elsewhere', '.', false],
  ])('marks a turn whose note was edited while it ran%s', async (_, sender, edited, stale) => {
    const { launch, run, resume, repository } = await commandStage({ steps: [{ wait: 800 }] });
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', 'elsewhere');
    await launch();
    const turn = { verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null } as const;
    const sent = await run(turn, path.join(repository.root, sender));
    expect(sent.json).toMatchObject({ status: 'running', stale: false });
    await repository.write(path.join(edited, NOTE), noteOf('Count something else.'));
    await resume();
    expect(
      (await run({ verb: 'review', lane: 'tides', turn: 1, verdict: 'correct', why: 'x' })).json,
    ).toMatchObject({ stale });
  });

  test('makes its folder where there is none, and links it beside slop.yaml', async () => {
    const { launch, repository, state } = await commandStage();
    await mkdir(path.join(repository.root, '.slop'), { recursive: true });
    expect((await launch()).code).toBe(0);
    const linked = await readFile(path.join(repository.root, '.slop/lanes/tides/state.json'), 'utf8');
    expect(linked).toBe(
      await readFile(path.join(await laneFolderIn(state.root, 'tides'), 'state.json'), 'utf8'),
    );
  });
});

describe('slop lane review', () => {
  test('judges no turn behind whose end more may come, and none twice', async () => {
    const { launch, run, resume, state } = await commandStage(
      { steps: [{ fault: 'background', wait: 6000, say: 'All of it.', write: { 'guarded.txt': '1' } }] },
      { declared: { tides: { protected: ['guarded.txt'] } } },
    );
    await launch();
    // Who waits no longer has an answer, and not the last one.
    const early = await run({ verb: 'turn', lane: 'tides', note: NOTE, wait: true, minutes: 0.01 });
    expect(early).toMatchObject({ code: 12, json: { status: 'settling', res: 'Started a task.' } });
    expect(await run({ verb: 'result', lane: 'tides', turn: null, write: null })).toMatchObject({
      code: 12,
      json: { res: 'Started a task.' },
    });
    const judged = () => run({ verb: 'review', lane: 'tides', turn: 1, verdict: 'correct', why: 'x' });
    await expect
      .poll(async () => (await run({ verb: 'status', lane: 'tides' })).json['status'])
      .toBe('settling');
    expect(await judged()).toMatchObject({ code: 19, json: { error: { code: 'not_idle' } } });
    expect((await resume()).json).toMatchObject({ status: 'quarantined', res: 'All of it.' });
    expect((await judged()).code).toBe(0);
    expect((await judged()).json).toMatchObject({
      error: { message: expect.stringMatching(/is reviewed already.*correct: x/) },
    });
    expect(await readdir(await laneFolderIn(state.root, 'tides'))).toContain('result.json');
  });
});

test('slop lane status and turn tell of work that came back behind a review, which counts for no turn', async () => {
  const { launch, turn, run, resume, review, state } = await commandStage();
  await launch();
  const { json } = await turn();
  await review(1);
  const tells = tasksIn(await laneFolderIn(state.root, 'tides'), 1, json['sid']);
  // The times of files may lag some milliseconds behind the clock.
  await new Promise((resolve) => setTimeout(resolve, 30));
  await tells([{}]);
  const status = await run({ verb: 'status', lane: 'tides' });
  expect(status.json).toMatchObject({ status: 'settling', turn: { workedOn: true } });
  await tells([]);
  expect((await resume()).json).toMatchObject({ status: 'idle', turn: 1, workedOn: true });
  const second = await turn();
  expect(second.json).toMatchObject({ turn: 2, end: 'finished' });
  expect(second.err).toMatch(/^Turn 1 is over, but .* is of no turn\.$/m);
});

describe('slop lane resume --answer', () => {
  test.each([
    ['allow', true],
    ['deny', false],
    ['Ask the harbour master.', false],
  ])('lets the fake agent go on, and write as it was answered (%s)', async (answer, writes) => {
    const { launch, turn, resume, repository } = await commandStage({
      steps: [{ fault: 'asks', write: { 'a.txt': '1' } }],
    });
    await launch();
    expect((await turn()).code).toBe(15);
    expect(await resume({ answer })).toMatchObject({ code: 0, json: { end: 'finished' } });
    expect((await readdir(repository.root)).includes('a.txt')).toBe(writes);
  });

  test('is not needed for a turn that is ended while the fake agent asks, and the next one is taken', async () => {
    const { launch, turn, run, review } = await commandStage({ steps: [{ fault: 'asks' }, {}] });
    await launch();
    expect((await turn()).code).toBe(15);
    expect((await run({ verb: 'interrupt', lane: 'tides' })).json).toMatchObject({ end: 'cancelled' });
    await review(1);
    expect((await turn()).json).toMatchObject({ turn: 2, end: 'finished' });
  });
});
