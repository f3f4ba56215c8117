import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { realProcesses } from '../../src/world/processes.ts';
import { build } from '../cli/built.ts';
import { turnNote } from '../helpers/turn-note.ts';
import { CLAUDE_VERSION } from './claude.ts';
import {
  endsBeforeItsFirstMessage,
  hasBubblewrap,
  LANE,
  LONG,
  NOTE,
  program,
  realStage,
  recorded,
} from './real-stage.ts';
import { usageLimit } from './scripted-api.ts';
import { killSession } from './stage.ts';

const stream = { adapter: 'stream' } as const;

describe.skipIf(program === null)(`the stream adapter with the real program ${CLAUDE_VERSION}`, () => {
  beforeAll(build);

  test('plays a turn from a note to a reviewed result, then tools, a helper, and a long message as it is', async () => {
    const { api, run, repository } = await realStage(stream);
    const launched = await run('launch', 'tides');
    expect(`${launched.code} ${launched.err}`).toBe('0 ');
    expect(launched.json).toMatchObject({ status: 'idle' });

    const plain = await run('turn', 'tides', NOTE);
    expect(plain.json).toMatchObject({
      end: 'finished',
      res: 'Got 27 characters.',
      sid: launched.json['sid'] ?? plain.json['sid'],
    });
    expect(plain.code).toBe(0);
    expect(api.requests.at(-1)?.system).toContain('You count fares in this harbour.');
    expect((await run('turn', 'tides', NOTE)).code).toBe(24);
    expect((await run('review', 'tides', '1', 'accepted', '--why', 'It counted.')).code).toBe(0);

    const target = path.join(repository.root, 'fares.txt');
    api.answer(
      { tools: [{ name: 'Write', input: { file_path: target, content: '21 fares\n' } }] },
      { text: 'Written.' },
    );
    expect((await run('turn', 'tides', NOTE)).json).toMatchObject({ end: 'finished', res: 'Written.' });
    expect(await readFile(target, 'utf8')).toBe('21 fares\n');
    await run('review', 'tides', '2', 'accepted', '--why', 'x');

    const task = { description: 'count', prompt: 'Count.', subagent_type: 'general-purpose' };
    api.answer(
      { tools: [{ name: 'Task', input: task }] },
      { text: 'A helper counts.' },
      { text: 'The helper says 21.', wait: 700 },
      // Longer than a session is quiet behind the end of a turn.
      { text: 'All counted: 21.', wait: 3000 },
    );
    const helped = await run('turn', 'tides', NOTE);
    expect(helped.json).toMatchObject({ end: 'finished' });
    // What came of the work in the background is the answer, not that it was begun.
    expect(String(helped.json['res'])).toMatch(/21/);
    await run('review', 'tides', '3', 'accepted', '--why', 'x');

    const before = api.requests.length;
    const long = await run('turn', 'tides', 'record/long-v0_1.md');
    expect(long.json).toMatchObject({ end: 'finished' });
    expect(Buffer.byteLength(LONG)).toBeGreaterThan(100_000);
    const shown = await run('prompt', 'record/long-v0_1.md');
    expect(api.requests[before]?.prompt.endsWith(String(shown.json['prompt']))).toBe(true);
    expect(shown.json['prompt']).toBe(LONG.replaceAll(/<(?=\/?pasted)/g, '&lt;'));
  });

  test('sends the message of a turn note exactly, and none that breaks a rule', async () => {
    const { api, run, repository } = await realStage(stream);
    await run('launch', 'tides');
    const shown = await run('prompt', 'dates');
    const sent = await run('turn', 'tides', 'dates');
    expect(`${sent.code} ${sent.err}`).toBe('0 ');
    expect(sent.json).toMatchObject({ end: 'finished', digest: shown.json['digest'] });
    const prompt = String(shown.json['prompt']);
    expect(prompt).toContain('\n## Where to stop\n');
    expect(api.requests.at(-1)?.prompt.endsWith(prompt)).toBe(true);
    await run('review', 'tides', '1', 'accepted', '--why', 'x');
    await repository.write(
      'record/next-v0_1.md',
      turnNote({ 'This turn only': 'Continue.' }, { title: 'Next' }),
    );
    await repository.commit('A nudge');
    const before = api.requests.length;
    const refused = await run('turn', 'tides', 'next');
    expect(refused).toMatchObject({ code: 20, json: { error: { code: 'note_invalid' } } });
    expect(api.requests).toHaveLength(before);
  });

  test('gives a session no tool by which it would send itself a message behind its turn', async () => {
    const { api, run } = await realStage(stream);
    await run('launch', 'tides');
    const wake = { delaySeconds: 60, reason: 'tides', prompt: 'Count again.' };
    const cron = { cron: '* * * * *', prompt: 'Count again.' };
    api.answer(
      {
        tools: [
          { name: 'ScheduleWakeup', input: wake },
          { name: 'CronCreate', input: cron },
        ],
      },
      { text: 'No.' },
    );
    expect((await run('turn', 'tides', NOTE)).json).toMatchObject({ end: 'finished', res: 'No.' });
    const refused = expect.stringContaining('No such tool available');
    expect(api.requests.at(-1)?.toolResults).toEqual([refused, refused]);
  });

  test('asks for permission, and hands over the answer', async () => {
    const { api, run, repository } = await realStage({ ...stream, permissions: 'ask' });
    await run('launch', 'tides');
    const target = path.join(repository.root, 'asked.txt');
    const write = { tools: [{ name: 'Write', input: { file_path: target, content: 'yes' } }] };
    api.answer(write, { text: 'Done.' });
    const asked = await run('turn', 'tides', NOTE);
    expect(asked.code).toBe(15);
    expect(asked.json).toMatchObject({ status: 'requires-action', reason: 'permission' });
    expect((await run('resume', 'tides', '--answer', 'allow')).json).toMatchObject({
      end: 'finished',
      res: 'Done.',
    });
    expect(await readFile(target, 'utf8')).toBe('yes');
    await run('review', 'tides', '1', 'accepted', '--why', 'x');
    api.answer(write, { text: 'Not done.' });
    await run('turn', 'tides', NOTE);
    const denied = await run('resume', 'tides', '--answer', 'deny');
    expect(denied.json).toMatchObject({ end: 'finished', denials: ['Write'] });
  });

  test('waits for a usage limit and goes on in the same session, without its prompt', async () => {
    const { api, run } = await realStage(stream, { login: 'token' });
    await run('launch', 'tides');
    const reset = Math.ceil(Date.now() / 1000) + 4;
    api.answer(usageLimit(reset));
    const { json, code } = await run('turn', 'tides', NOTE);
    expect(code).toBe(0);
    expect(json).toMatchObject({ end: 'finished' });
    const log = (await run('log', 'tides')).json['entries'] as unknown as {
      readonly time: string;
      readonly event: {
        readonly type: string;
        readonly code?: string;
        readonly reset?: number;
        readonly what?: string;
      };
    }[];
    expect(log.find(({ event }) => event.type === 'limit.told')?.event.reset).toBe(reset * 1000);
    expect(log.find(({ event }) => event.type === 'turn.blocked')?.event.code).toBe('claude_usage_limit');
    const goesOn = log.find(({ event }) => event.what === 'continuation');
    expect(Date.parse(goesOn?.time ?? '')).toBeGreaterThanOrEqual(reset * 1000);
    const last = api.requests.at(-1)?.prompt ?? '';
    expect(last).toMatch(/Go on with the task/);
    expect(log.filter(({ event }) => event.what === 'prompt')).toHaveLength(1);
  });

  test('is blocked by a lost login, an overloaded service, and one that is gone, and goes on when told to', async () => {
    const { api, run } = await realStage(stream);
    await run('launch', 'tides');
    api.always({ status: 401, message: 'invalid x-api-key' });
    const login = await run('turn', 'tides', NOTE);
    expect(login.json).toMatchObject({ status: 'blocked', reason: 'auth_failed' });
    expect(login.code).toBe(14);
    api.always({ status: 529, message: 'Overloaded' });
    expect((await run('resume', 'tides', '--continue')).json).toMatchObject({
      status: 'blocked',
      reason: 'overloaded',
    });
    api.always({ text: 'This answer breaks off.', breaks: true });
    const gone = await run('resume', 'tides', '--continue');
    expect(['blocked', 'idle']).toContain(gone.json['status']);
    api.always(null);
    const end = gone.json['status'] === 'idle' ? gone : await run('resume', 'tides', '--continue');
    expect(end.json).toMatchObject({ end: 'finished' });
  });

  test('opens the same session again when it was killed in a turn', async () => {
    const { api, run, folder } = await realStage(stream);
    await run('launch', 'tides');
    api.answer({ text: 'This takes long, and nobody will read its end.', pause: 60_000 });
    const sent = await run('turn', 'tides', NOTE, '--no-wait');
    expect(sent.json).toMatchObject({ status: 'running' });
    while (api.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await recorded(run);
    expect(await killSession(await folder())).toBe(true);
    const lost = await run('status', 'tides');
    expect(lost.code).toBe(18);
    expect(lost.json).toMatchObject({ status: 'lost', reason: 'session_exit' });
    api.answer({ text: 'Counted after all.' });
    const again = await run('resume', 'tides', '--continue');
    expect(again.json, JSON.stringify(again.json)).toMatchObject({
      end: 'finished',
      res: 'Counted after all.',
      sid: lost.json['session'],
    });
    const prompts = api.requests.filter(({ prompt }) => prompt.includes('Count the fares'));
    expect(prompts.length).toBeGreaterThanOrEqual(1);
    expect(api.requests.at(-1)?.prompt).toMatch(/Go on with the task/);
  });

  test('opens a session again that ended before its first message, by its name', async () => {
    await endsBeforeItsFirstMessage(await realStage(stream));
  });

  test('takes a session that somebody began by hand, and goes on in it', async () => {
    const { api, run, byHand } = await realStage(stream);
    const began = await byHand('-p', 'Remember the tide.', '--output-format', 'json');
    const session: string = JSON.parse(began).session_id;
    expect((await run('adopt', LANE, session)).json).toMatchObject({ status: 'stopped', sid: session });
    expect((await run('resume', LANE)).json).toMatchObject({ status: 'idle' });
    const { json } = await run('turn', LANE, NOTE);
    expect(json).toMatchObject({ end: 'finished', sid: session });
    expect(api.requests.at(-1)?.before).toContain('Remember the tide.');
  });

  test('ends a turn that is interrupted, and keeps the session', async () => {
    const { api, run } = await realStage(stream);
    await run('launch', 'tides');
    api.answer({ text: 'This takes long, and nobody will read its end.', pause: 60_000 });
    await run('turn', 'tides', NOTE, '--no-wait');
    // The answer that comes late is taken, so that the next turn gets another.
    await expect.poll(() => api.requests.length).toBe(1);
    expect((await run('interrupt', 'tides')).json).toMatchObject({ status: 'idle', end: 'cancelled' });
    await run('review', 'tides', '1', 'rerouted', '--why', 'x');
    expect((await run('turn', 'tides', NOTE)).json).toMatchObject({ end: 'finished' });
  });

  test.skipIf(!hasBubblewrap)(
    'keeps a session that skips permissions in bubblewrap, and ends it with that',
    async () => {
      const { api, run, repository, folder, state } = await realStage({ ...stream, worktree: 'lane/tides' });
      await run('launch', LANE);
      const outside = path.join(state.root, 'outside.txt');
      const hook = path.join(repository.root, '.git/hooks/post-commit');
      const command = `echo x >${outside}; echo x >${hook}; echo x >>${await folder()}/events.jsonl; echo 21 >fares.txt && git add -A && git -c user.name=A -c user.email=a@example.org commit -qm Counted; sleep 60 &`;
      api.answer(
        { tools: [{ name: 'Bash', input: { command, description: 'Count' } }] },
        { text: 'Counted.' },
      );
      const { json } = await run('turn', LANE, NOTE);
      expect(json).toMatchObject({ end: 'finished', changed: { commits: [{ subject: 'Counted' }] } });
      for (const place of [outside, hook]) expect(await readFile(place, 'utf8').catch(() => null)).toBeNull();
      expect((await run('doctor', LANE)).code).toBe(0);

      const { process: around } = (await run('status', LANE)).json as { process?: { pid: number } };
      const below = await readFile(`/proc/${around?.pid}/task/${around?.pid}/children`, 'utf8');
      expect(below.trim()).not.toBe('');
      process.kill(around?.pid ?? 0, 'SIGKILL');
      for (const pid of below.trim().split(' '))
        await expect.poll(() => realProcesses.withNumber(Number(pid))).toBeNull();
    },
  );
});
