import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LaneState } from '../../src/lane/types.ts';
import { build } from '../cli/built.ts';
import { CLAUDE_VERSION, claudeEnvironment, makeHome } from './claude.ts';
import {
  endsBeforeItsFirstMessage,
  hasTmux,
  LANE,
  NOTE,
  program,
  type RealStage,
  realStage,
  recorded,
} from './real-stage.ts';
import { usageLimit } from './scripted-api.ts';
import { runLane, startLane } from './stage.ts';

const watched = { adapter: 'tmux' } as const;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Types into the terminal of a lane, and waits until that is shown. */
async function type(tmux: RealStage['tmux'], words: string): Promise<void> {
  await tmux('send-keys', '-t', 'lane', '-l', words);
  await expect.poll(() => tmux('capture-pane', '-p', '-t', 'lane')).toContain(words);
}

describe.skipIf(program === null || !hasTmux)(
  `the tmux adapter with the real program ${CLAUDE_VERSION}`,
  () => {
    beforeAll(build);

    test('plays a turn from a note to a reviewed result, then a tool, and a long message as it is', async () => {
      const { api, run, repository } = await realStage(watched);
      const launched = await run('launch', LANE);
      expect(`${launched.code} ${launched.err}`).toBe('0 ');
      const plain = await run('turn', LANE, NOTE);
      expect(plain.json).toMatchObject({ end: 'finished', res: 'Got 27 characters.' });
      expect(api.requests.at(-1)?.system).toContain('You count fares in this harbour.');
      expect((await run('review', LANE, '1', 'accepted', '--why', 'It counted.')).code).toBe(0);

      const target = path.join(repository.root, 'fares.txt');
      api.answer(
        { tools: [{ name: 'Write', input: { file_path: target, content: '21 fares\n' } }] },
        { text: 'Written.' },
      );
      expect((await run('turn', LANE, NOTE)).json).toMatchObject({ end: 'finished', res: 'Written.' });
      expect(await readFile(target, 'utf8')).toBe('21 fares\n');
      await run('review', LANE, '2', 'accepted', '--why', 'x');

      const long = await run('turn', LANE, 'record/long-v0_1.md');
      expect(long.json).toMatchObject({ end: 'finished', status: 'idle' });
      const shown = await run('prompt', 'record/long-v0_1.md');
      expect(api.requests.at(-1)?.prompt.endsWith(String(shown.json['prompt']))).toBe(true);
    });

    test('keeps a draft that a person left, and puts a lane in quarantine for a message of theirs', async () => {
      const { run, tmux } = await realStage(watched);
      await run('launch', LANE);
      await type(tmux, 'half a thought');
      expect((await run('turn', LANE, NOTE)).json).toMatchObject({ end: 'finished' });
      const log = (await run('log', LANE)).json['entries'] as unknown as {
        readonly event: { readonly code?: string; readonly message?: string };
      }[];
      const kept = log.find(({ event }) => event.code === 'draft_kept');
      expect(kept?.event.message).toContain('"half a thought"');
      await run('review', LANE, '1', 'accepted', '--why', 'x');
      await type(tmux, 'do something else');
      await tmux('send-keys', '-t', 'lane', 'Enter');
      await recorded(run, 'Got 17 characters.');
      const foreign = await run('resume', LANE);
      expect(foreign.json).toMatchObject({ status: 'quarantined', reason: 'foreign_prompt' });
      expect(foreign.code).toBe(17);
      expect((await run('turn', LANE, NOTE)).code).toBe(17);
      expect((await run('resume', LANE, '--clear', 'It was me.')).json).toMatchObject({ status: 'idle' });
    });

    test('takes the end of a limit from what the record says of it, not of the one before', async () => {
      const { api, run } = await realStage(watched, { login: 'token' });
      await run('launch', LANE);
      const first = Math.floor(Date.now() / 1000) + 4;
      api.answer(usageLimit(first), usageLimit(first + 3600));
      const ran = await run('turn', LANE, NOTE, '--minutes', '0.6');
      expect(ran).toMatchObject({ code: 13, json: { status: 'blocked', reason: 'claude_usage_limit' } });
      const { block, turn } = (await run('status', LANE)).json as unknown as LaneState;
      expect([turn?.resumes, block?.reset]).toEqual([1, (first + 3600) * 1000]);
    });

    test.each(['wait', 'keep'])(
      'takes a message of its own that an interrupt put back for no draft (%s)',
      async (drafts) => {
        const { api, run } = await realStage(watched, { lanes: { drafts } });
        await run('launch', LANE);
        api.answer({ text: 'Nobody waits for this.', wait: 60_000 });
        await run('turn', LANE, NOTE, '--no-wait');
        while (api.requests.length === 0) await pause(50);
        expect((await run('interrupt', LANE)).json).toMatchObject({ end: 'cancelled' });
        await run('review', LANE, '1', 'correct', '--why', 'x');
        const next = await run('turn', LANE, NOTE, '--minutes', '0.5');
        expect(next.json).toMatchObject({ turn: 2, end: 'finished' });
        expect(JSON.stringify((await run('log', LANE)).json)).not.toContain('draft');
      },
    );

    test('gives one answer to one question where the session asks two at once', async () => {
      const { api, run } = await realStage({ ...watched, permissions: 'ask' });
      await run('launch', LANE);
      const read = (place: string) => ({ name: 'Read', input: { file_path: place } });
      api.answer({ tools: [read('/etc/hostname'), read('/etc/os-release')] }, { text: 'Read.' });
      const asks = { status: 'requires-action', reason: 'permission' };
      expect((await run('turn', LANE, NOTE)).json).toMatchObject(asks);
      await expect.poll(async () => (await run('status', LANE)).json['questions']).toHaveLength(2);
      expect((await run('resume', LANE, '--answer', 'allow')).json).toMatchObject(asks);
      await pause(2000);
      expect(api.requests).toHaveLength(1);
      expect((await run('resume', LANE, '--answer', 'allow')).json).toMatchObject({ end: 'finished' });
    });

    test('gives the answer to one question to no dialog that follows it', async () => {
      const { api, run } = await realStage({ ...watched, permissions: 'ask' });
      await run('launch', LANE);
      const places = ['/etc/hostname', '/etc/os-release', '/etc/hosts'];
      const read = places.map((place) => ({ tools: [{ name: 'Read', input: { file_path: place } }] }));
      api.answer(...read, { text: 'Read.' });
      const asks = { status: 'requires-action', reason: 'permission' };
      expect((await run('turn', LANE, NOTE)).json).toMatchObject(asks);
      for (const [index, place] of places.slice(1).entries()) {
        expect((await run('resume', LANE, '--answer', 'allow')).json).toMatchObject(asks);
        await pause(2000);
        const { json } = await run('status', LANE);
        expect(json).toMatchObject(asks);
        expect(JSON.stringify(json['questions'])).toContain(place);
        expect(api.requests).toHaveLength(index + 2);
      }
      expect((await run('resume', LANE, '--answer', 'allow')).json).toMatchObject({ end: 'finished' });
    });

    test('takes all that it asked at once for denied by one answer, since that ends the turn', async () => {
      const { api, run } = await realStage({ ...watched, permissions: 'ask' });
      await run('launch', LANE);
      const read = (place: string) => ({ name: 'Read', input: { file_path: place } });
      api.answer({ tools: [read('/etc/hostname'), read('/etc/os-release')] });
      await run('turn', LANE, NOTE);
      await expect.poll(async () => (await run('status', LANE)).json['questions']).toHaveLength(2);
      const words = await run('resume', LANE, '--answer', 'Read the other one.');
      expect(words).toMatchObject({ code: 15, json: { error: { code: 'permission' } } });
      expect(words.err).toContain(`slop lane attach ${LANE}`);
      const denied = await run('resume', LANE, '--answer', 'deny');
      expect(denied.json).toMatchObject({ status: 'idle', end: 'cancelled' });
      expect(api.requests).toHaveLength(1);
    });

    test('sends the next message past the menu that a limit left behind', async () => {
      const { api, run } = await realStage(watched, { login: 'token' });
      await run('launch', LANE);
      api.answer(usageLimit(Math.floor(Date.now() / 1000) + 3600));
      await run('turn', LANE, NOTE, '--no-wait');
      await expect.poll(async () => (await run('status', LANE)).json['status']).toBe('blocked');
      expect((await run('interrupt', LANE)).json).toMatchObject({ status: 'idle', end: 'cancelled' });
      await run('review', LANE, '1', 'correct', '--why', 'x');
      expect((await run('turn', LANE, NOTE)).json).toMatchObject({ turn: 2, end: 'finished' });
      expect(api.requests).toHaveLength(2);
    });

    test('lets a message wait for a draft where slop.yaml says so, and sends it once', async () => {
      const { run, tmux } = await realStage(watched, { lanes: { drafts: 'wait' } });
      await run('launch', LANE);
      await type(tmux, 'half a thought');
      const waiting = run('turn', LANE, NOTE);
      const status = async () => (await run('status', LANE)).json;
      await expect.poll(status, { interval: 500 }).toMatchObject({
        status: 'idle',
        message: 'A draft stands in its input.',
        turn: { phase: 'claimed' },
      });
      // While its editor is open, the program shows nothing else.
      const shown = () => tmux('capture-pane', '-p', '-t', 'lane');
      await expect.poll(shown).toContain('half a thought');
      await tmux('send-keys', '-t', 'lane', 'C-u');
      expect((await waiting).json).toMatchObject({ end: 'finished', res: 'Got 27 characters.' });
      expect((await status())['turn']).toMatchObject({ sent: [expect.any(String)] });
    });

    test('sends nothing behind a draft that a person sends while a message waits for it', async () => {
      const { run, tmux } = await realStage(watched, { lanes: { drafts: 'wait' } });
      await run('launch', LANE);
      await type(tmux, 'half a thought');
      const waiting = run('turn', LANE, NOTE);
      const status = async () => (await run('status', LANE)).json;
      await expect.poll(status, { interval: 500 }).toMatchObject({ message: 'A draft stands in its input.' });
      // While its editor is open, the program shows nothing else.
      await expect.poll(() => tmux('capture-pane', '-p', '-t', 'lane')).toContain('half a thought');
      await tmux('send-keys', '-t', 'lane', 'Enter');
      expect((await waiting).json).toMatchObject({
        status: 'quarantined',
        reason: 'foreign_prompt',
        end: null,
      });
      expect((await status())['turn']).toMatchObject({ phase: 'claimed', sent: [] });
    });

    test('waits for a usage limit that the record of the session names, and goes on', async () => {
      const { api, run } = await realStage(watched, { login: 'token' });
      await run('launch', LANE);
      const reset = Math.ceil(Date.now() / 1000) + 6;
      api.answer(usageLimit(reset));
      const { json } = await run('turn', LANE, NOTE);
      expect(json).toMatchObject({ end: 'finished', status: 'idle' });
      expect(api.requests.at(-1)?.prompt).toMatch(/Go on with the task/);
      const log = (await run('log', LANE)).json['entries'] as unknown as {
        readonly event: { readonly type: string; readonly reset?: number; readonly what?: string };
      }[];
      expect(log.find(({ event }) => event.type === 'limit.told')?.event.reset).toBe(reset * 1000);
      expect(log.filter(({ event }) => event.what === 'prompt')).toHaveLength(1);
    });

    test('asks for permission, and opens the same session again when it was killed', async () => {
      const { api, run, repository, tmux } = await realStage({ ...watched, permissions: 'ask' });
      const launched = await run('launch', LANE);
      const target = path.join(repository.root, 'asked.txt');
      api.answer(
        { tools: [{ name: 'Write', input: { file_path: target, content: 'yes' } }] },
        { text: 'Done.' },
      );
      const asked = await run('turn', LANE, NOTE);
      expect(asked.json).toMatchObject({ status: 'requires-action', reason: 'permission' });
      expect((await run('resume', LANE, '--answer', 'allow')).json).toMatchObject({
        end: 'finished',
        res: 'Done.',
      });
      await run('review', LANE, '1', 'accepted', '--why', 'x');
      api.answer({ text: 'Nobody will read the end of this.', pause: 60_000 });
      await run('turn', LANE, NOTE, '--no-wait');
      await recorded(run);
      process.kill(Number(await tmux('display-message', '-p', '-t', 'lane', '#{pane_pid}')), 'SIGKILL');
      expect((await run('status', LANE)).json).toMatchObject({ status: 'lost' });
      const again = await run('resume', LANE, '--continue');
      expect(again.json).toMatchObject({
        end: 'finished',
        sid: launched.json['session'] ?? again.json['sid'],
      });
    });

    test.each([
      ['tmux', false],
      ['tmux, the program and slop', true],
    ])(
      'opens the same session again when a kill took %s in a turn, and sends nothing twice',
      async (_, all) => {
        const { api, run, repository, state, tmux } = await realStage(watched);
        await run('launch', LANE);
        const first = await run('turn', LANE, NOTE);
        await run('review', LANE, '1', 'accepted', '--why', 'x');
        api.answer({ text: 'Nobody will read the end of this.', pause: 60_000 });
        const slop = startLane(repository.root, state.root, ['turn', LANE, NOTE]);
        const ended = new Promise((resolve) => slop.on('exit', resolve));
        while ((await run('status', LANE)).json['status'] !== 'running') await pause(200);
        await recorded(run);
        const pids = await tmux('display-message', '-p', '-t', 'lane', '#{pid} #{pane_pid}');
        const [server, pane] = pids.split(' ');
        for (const pid of all ? [slop.pid, server, pane] : [server]) process.kill(Number(pid), 'SIGKILL');
        await ended;
        expect((await run('status', LANE)).json).toMatchObject({ status: 'lost' });
        const before = api.requests.length;
        const again = await run('resume', LANE, '--continue');
        expect(again.json).toMatchObject({ end: 'finished', turn: 2, sid: first.json['sid'] });
        // Both prompts are in the conversation at most once each, and the words to go on stand behind them.
        const said = api.requests.slice(before).at(-1)?.before ?? [];
        expect(said.filter((text) => text.includes('Count the fares')).length).toBeLessThanOrEqual(2);
        expect(api.requests.slice(before).some(({ prompt }) => prompt.includes('Count the fares'))).toBe(
          false,
        );
      },
    );

    test('sends a message again that did not leave, and says so where it did not wait for that', async () => {
      const { api, run, repository, state } = await realStage(watched);
      await run('launch', LANE);
      const [pressed, bin] = [path.join(state.root, 'pressed'), path.join(state.root, 'bin')];
      const { stdout: found } = await promisify(execFile)('sh', ['-c', 'command -v tmux']);
      await mkdir(bin);
      // The key that opens the editor is lost as often as one try presses it.
      const lossy = `#!/bin/sh\ncase "$*" in *' C-g') echo >>'${pressed}'; [ $(wc -l <'${pressed}') -gt 5 ] || exit 0 ;; esac\nexec ${found.trim()} "$@"\n`;
      await writeFile(path.join(bin, 'tmux'), lossy, { mode: 0o755 });
      const env = {
        ...claudeEnvironment(path.join(state.root, 'home'), api.url),
        PATH: `${bin}:${process.env['PATH']}`,
      };
      const lossily = async (...argv: readonly string[]) => {
        await writeFile(pressed, '');
        return runLane(repository.root, state.root, argv, { env });
      };
      expect((await lossily('turn', LANE, NOTE)).json).toMatchObject({ end: 'finished' });
      await run('review', LANE, '1', 'accepted', '--why', 'x');
      const unsent = await lossily('turn', LANE, NOTE, '--no-wait');
      expect(unsent).toMatchObject({ code: 19, json: { status: 'idle', end: null } });
      const sent = await lossily('resume', LANE, '--continue');
      expect(sent).toMatchObject({ code: 0, json: { end: 'finished', turn: 2 } });
      expect(api.requests).toHaveLength(2);
    });

    test('says that a session cannot be opened again of which there is no record', async () => {
      const { run, repository, state, tmux } = await realStage(watched);
      await run('launch', LANE);
      await run('turn', LANE, NOTE);
      process.kill(Number(await tmux('display-message', '-p', '#{pid}')), 'SIGKILL');
      expect((await run('status', LANE)).json).toMatchObject({ status: 'lost' });
      await rm(path.join(state.root, 'home/config/projects'), { recursive: true, force: true });
      const tried = await run('resume', LANE);
      expect(tried.json).toMatchObject({ status: 'failed', reason: 'startup_failed' });
      const told = await runLane(repository.root, state.root, ['status', LANE], { json: false });
      expect(told.out).toMatch(/the record of session \S+ is not there/);
      expect(told.out).toContain('another session takes another lane');
    });

    test('opens a session again that ended before its first message, by its name', async () => {
      await endsBeforeItsFirstMessage(await realStage(watched));
    });

    test('waits for no more of late work that a person ends at the terminal', async () => {
      const { api, run, tmux } = await realStage(watched);
      await run('launch', LANE);
      const wait = { command: 'sleep 6', description: 'Waits', run_in_background: true };
      api.answer(
        { tools: [{ name: 'Bash', input: wait }] },
        { text: 'It waits.' },
        { text: 'Nobody will read this.', pause: 60_000 },
      );
      const before = api.requests.length;
      expect((await run('turn', LANE, NOTE, '--minutes', '0.05')).code).toBe(12);
      await expect.poll(() => api.requests.length - before).toBe(3);
      await expect.poll(async () => (await run('status', LANE)).json['late']).not.toBeNull();
      await tmux('send-keys', '-t', 'lane', 'Escape');
      expect(await run('resume', LANE)).toMatchObject({
        code: 0,
        json: { status: 'idle', res: 'It waits.' },
      });
    });

    test('goes on with a turn in a session that is slow to be opened again', async () => {
      // What waits for half a minute before it opens a session again, as a machine under load does.
      const slow = 'case "$*" in *--resume*) sleep 28 ;; esac; exec "$@"';
      const { api, run, tmux } = await realStage({
        ...watched,
        program: ['sh', '-c', slow, 'slow', program],
      });
      await run('launch', LANE);
      api.answer({ text: 'Nobody will read the end of this.', pause: 60_000 });
      await run('turn', LANE, NOTE, '--no-wait');
      await recorded(run);
      process.kill(Number(await tmux('display-message', '-p', '-t', 'lane', '#{pane_pid}')), 'SIGKILL');
      expect((await run('status', LANE)).json).toMatchObject({ status: 'lost' });
      const again = await run('resume', LANE, '--continue');
      expect(again).toMatchObject({ code: 0, json: { status: 'idle', end: 'finished' } });
    });

    test('explains a dialog of the first run, and changes none of its settings', async () => {
      const { run, state } = await realStage(watched, { answered: false });
      const before = await readFile(path.join(state.root, 'home/config/.claude.json'), 'utf8').catch(
        () => '',
      );
      expect(before).toBe('');
      const { json, code } = await run('launch', LANE);
      expect(['requires-action', 'failed']).toContain(json['status']);
      expect([15, 21]).toContain(code);
    });

    test('presses no key in a dialog of the first run, and begins once a person answered it', async () => {
      const { run, state, tmux } = await realStage(watched, { answered: false });
      await makeHome(path.join(state.root, 'home'), '/elsewhere');
      const asks = { status: 'requires-action', reason: 'first_run' };
      expect((await run('launch', LANE)).json).toMatchObject(asks);
      const refused = await run('resume', LANE, '--answer', 'allow');
      expect(refused).toMatchObject({ code: 15, json: { error: { code: 'first_run' } } });
      expect((await run('status', LANE)).json).toMatchObject(asks);
      await tmux('send-keys', '-t', 'lane', 'Down');
      await pause(500);
      await tmux('send-keys', '-t', 'lane', 'Enter');
      await expect.poll(async () => (await run('status', LANE)).json['status']).toBe('idle');
    });
  },
);
