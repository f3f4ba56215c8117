import { expect, test } from 'vitest';
import { commandStage } from './command-stage.ts';
import { noteOf } from './stage.ts';

/** A program that begins a session, and never reads what it is sent. */
const DEAF = `case "$*" in *--version*) echo 2.1.329; exit ;; esac
while [ $# -gt 0 ]; do case "$1" in --session-id|--resume) session=$2 ;; esac; shift; done
printf '{"type":"system","subtype":"hook_response","hook_event":"SessionStart","session_id":"%s"}\\n' "$session"
exec sleep 600
`;
/** More than a pipe holds. */
const LONG = 'A line that is repeated until the message is long.\n'.repeat(3000);

test('a message longer than a pipe is never told as arrived in a session that reads nothing, and holds nothing up', async () => {
  const { launch, run, resume } = await commandStage(
    {},
    {
      declared: { tides: { adapter: 'stream', program: ['sh', 'deaf.sh'] } },
      files: { 'deaf.sh': DEAF, 'record/long-v0_1.md': noteOf(LONG) },
    },
  );
  await launch();
  const turn = { verb: 'turn', lane: 'tides', note: 'record/long-v0_1.md', minutes: 1 } as const;
  const sent = await run({ ...turn, wait: true });
  expect(sent).toMatchObject({ code: 16, json: { status: 'delivery-unknown', end: null } });
  const status = async () => (await run({ verb: 'status', lane: 'tides' })).json;
  expect((await status())['message']).toContain('slop lane stop tides');
  // A part of it stands in the pipe: what is put behind that would be read as one line with it.
  expect(await resume({ delivered: false, goOn: true })).toMatchObject({
    code: 19,
    json: { status: 'idle', end: null },
  });
  expect(await status()).toMatchObject({
    message: expect.stringContaining('slop lane stop tides'),
    turn: { phase: 'claimed', sent: [] },
  });
  expect((await run({ verb: 'interrupt', lane: 'tides' })).json).toMatchObject({ end: 'cancelled' });
  expect((await run({ verb: 'stop', lane: 'tides' })).json).toMatchObject({ status: 'stopped' });
});
