import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { realProcesses } from '../../src/world/processes.ts';
import { build } from '../cli/built.ts';
import { temporaryFolder } from '../helpers/repository.ts';
import { contract, NOTE, resultStage } from './result-stage.ts';
import { killSession, laneFolderIn, laneRepository, runLane, startLane } from './stage.ts';

const preload = pathToFileURL(fileURLToPath(new URL('killer.mjs', import.meta.url))).href;
beforeAll(build);

describe('slop lane result --write', () => {
  test('writes answer, changes, evidence and then the review, by plans, and the record stays sound', async () => {
    const { run, write, plainly, errors, repository, state } = await resultStage(
      '- `fares` and `other`, both run\n- Manual check: read it',
    );
    await run('launch', 'tides');
    const turn = await run('turn', 'tides', NOTE);
    expect(turn.code).toBe(0);
    const head = (await repository.git('rev-parse', 'HEAD')).trim();
    expect(turn.json['evidence']).toMatchObject([
      {
        probe: 'fares',
        taken: true,
        receipt: { oid: head, clean: true, exitCode: 3, counts: { passed: 21 }, notes: ['count'] },
        tail: '21 passed\n?? left-behind\n',
      },
      { probe: 'other', taken: true, receipt: null },
    ]);
    expect(turn.json['checks']).toEqual(['read it']);
    const log = (await plainly('log', 'tides')).out;
    for (const line of [
      /turn\.claimed .*path: record\/count-v0_1\.md/,
      /turn\.ended .*end: finished/,
      /evidence\.taken .*probe: other, why: there is no clone/,
    ])
      expect(log).toMatch(line);
    // Nothing of the clean work tree is left, and nothing of what the probe did came here.
    expect(await readdir(path.join(await laneFolderIn(state.root, 'tides'), 'evidence'))).toEqual(['claims']);
    expect(await repository.git('status', '--short')).toBe('');
    expect((await repository.git('worktree', 'list')).trim().split('\n')).toHaveLength(1);

    const plan = (await run('result', 'tides', '--write')).json;
    const writes = plan['writes'] as unknown as { readonly path: string; readonly text: string }[];
    expect(writes.map((one) => path.posix.dirname(one.path))).toEqual([
      'record/turn-results',
      'record/receipts',
    ]);
    expect((await write('--dry-run')).code).toBe(0);
    expect(await repository.git('status', '--short')).toBe('');

    const written = await write('--commit');
    expect(`${written.code} ${written.err}`).toBe('0 ');
    const id = String(turn.json['id']);
    expect(await repository.git('log', '-1', '--format=%B')).toBe(
      `tides turn 1: finished\n\nSlop-Turn: ${id}\nClaude-Session: ${turn.json['sid']}\nRecord: tides-turn-1-result\n\n`,
    );
    const place = path.join(repository.root, 'record/turn-results/tides-turn-1-result.md');
    const open = await readFile(place, 'utf8');
    for (const part of [
      `head: ${head}`,
      'status: open',
      'breach: not-allowed',
      '‹U+200B›',
      'elsewhere',
      'read it',
    ])
      expect(open).toContain(part);
    expect(await errors()).toEqual([]);

    await run('review', 'tides', '1', 'crossed', '--why', 'docs/ was not asked for.');
    expect((await write('--commit')).code).toBe(0);
    const reviewed = await readFile(place, 'utf8');
    expect(reviewed).toContain('status: reviewed');
    expect(reviewed).toContain('Crossed: docs/ was not asked for.');
    expect(
      reviewed
        .replace('\nreview:\n  verdict: crossed\n  why: docs/ was not asked for.\n---\n', '\n---\n')
        .replace('reviewed', 'open')
        .split('\n')
        .slice(0, -3),
    ).toEqual(open.split('\n').slice(0, -3));
    expect(await errors()).toEqual([]);
    // Spent once.
    expect((await write()).out).toContain('nothing to change');
  });

  test('leaves what is to be known of the message told behind its evidence', async () => {
    const { run, repository, state } = await resultStage('- `fares` counts them');
    const elsewhere = path.join(state.root, 'elsewhere');
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', elsewhere);
    await run('launch', 'tides');
    const { err } = await runLane(elsewhere, state.root, ['turn', 'tides', NOTE], { json: false });
    expect(err).toMatch(/^Lane tides works in .*, where it was launched\.$/m);
    expect(err).toMatch(/^ {2}showed {3}fares: /m);
  });

  test('keeps the answer and the review word for word, whatever they look like', async () => {
    const say = 'Here:\n\nmade: []\n# one a line\ntitle: ""\n\nThat is all.';
    const { run, write, repository } = await resultStage('- `fares` counts them', { steps: [{ say }] });
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE);
    await run('review', 'tides', '1', 'correct', '--why', 'No.\n---\n# Not a heading');
    expect((await write()).code).toBe(0);
    const text = await readFile(
      path.join(repository.root, 'record/turn-results/tides-turn-1-result.md'),
      'utf8',
    );
    expect(text).toContain(say);
    expect(text.endsWith('Correct:\n\n~~~~text\nNo.\n---\n# Not a heading\n~~~~\n')).toBe(true);
  });

  test('is refused where Git would ignore the note, since no command would find it', async () => {
    const { run, write, repository } = await resultStage('- `fares` counts them', { steps: [{ say: 'x' }] });
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE);
    await repository.write('.gitignore', 'turn-results/\n');
    expect(await write()).toMatchObject({
      code: 2,
      err: expect.stringContaining('because Git ignores record/turn-results/tides-turn-1-result.md,'),
    });
  });

  test('is asked for before a turn is accepted, and what was interrupted is measured by it', async () => {
    const { run, write, plainly, repository } = await resultStage('- `fares` counts them');
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE, '--no-wait');
    await expect.poll(async () => (await run('status', 'tides')).json['status']).toBe('idle');
    const refused = await run('review', 'tides', '1', 'accepted', '--why', 'x');
    expect(refused).toMatchObject({ code: 19, json: { error: { code: 'evidence_missing' } } });
    const next = 'slop lane result tides --write runs fares; then slop lane review tides 1 crossed';
    expect(await run('turn', 'tides', NOTE)).toMatchObject({
      code: 24,
      json: { error: { code: 'not_reviewed', message: expect.stringContaining(next) } },
    });
    expect((await write()).code).toBe(0);
    const accepted = await plainly('review', 'tides', '1', 'accepted', '--why', 'x');
    expect(accepted).toMatchObject({
      code: 0,
      err: 'Accepted although fares did not succeed, and 1 path was changed that it was not to change.\n',
    });
    expect((await repository.git('status', '--short', '-uall')).trim().split('\n')).toHaveLength(2);
  });

  test('is measured anew where slop was killed while a probe ran', async () => {
    const mark = path.join(tmpdir(), `slop-probe-${process.pid}`);
    const slow = {
      repository: 'record',
      command: ['sh', '-c', `[ -e ${mark} ] || { echo $$ >${mark}; sleep 60; }; cat fares.txt`],
      output: 'pattern',
      pattern: '(?P<passed>\\d+) passed',
    };
    const { run, write, repository, state } = await resultStage('- `slow` counts them', undefined, { slow });
    await run('launch', 'tides');
    const begun = startLane(repository.root, state.root, ['turn', 'tides', NOTE]);
    const pid = async () => Number(await readFile(mark, 'utf8').catch(() => '0'));
    await expect.poll(pid).toBeGreaterThan(1);
    begun.kill('SIGKILL');
    await once(begun, 'exit');
    expect((await run('status', 'tides')).json).toMatchObject({ status: 'idle', turn: { evidence: [] } });
    expect((await write()).code).toBe(0);
    const { json } = await run('result', 'tides');
    const [evidence] = json['evidence'] as unknown as object[];
    expect(evidence).toMatchObject({ probe: 'slow', taken: true, receipt: { counts: { passed: 21 } } });
    expect((await repository.git('worktree', 'list')).trim().split('\n')).toHaveLength(1);
    if (process.platform === 'linux') expect(await realProcesses.withNumber(await pid())).toBeNull();
    await rm(mark);
  });

  test('comes to the same where slop was killed between the end of a turn and its note', async () => {
    const { run, write, repository, state } = await resultStage('- `fares` counts them');
    const turns = ['turn', 'tides', NOTE];
    await run('launch', 'tides');
    const count = path.join(state.root, 'count');
    await runLane(repository.root, state.root, turns, { preload, env: { SLOP_COUNT_TO: count } });
    const writes = Number(await readFile(count, 'utf8'));
    const base = (await repository.git('rev-parse', 'HEAD~1')).trim();
    for (let before = 14; before >= 0; before -= 2) {
      await run('review', 'tides', String(8 - before / 2), 'correct', '--why', 'x');
      await repository.git('reset', '--quiet', '--hard', base);
      const killed = await runLane(repository.root, state.root, turns, {
        preload,
        env: { SLOP_KILL_AT: String(writes - before) },
      });
      expect([null, 0], `${before}`).toContain(killed.code);
      await run('resume', 'tides');
      const { code, err } = await write('--dry-run');
      expect(`${before}: ${code} ${err.replace(/ would.*/s, '')}`).toBe(`${before}: 0 slop: 2 files`);
      const { json } = await run('result', 'tides');
      expect(json, `${before}`).toMatchObject({
        status: 'idle',
        end: 'finished',
        base,
        changed: { crossed: true },
        evidence: [{ probe: 'fares', taken: true, receipt: { counts: { passed: 21 } } }],
      });
      expect((await repository.git('worktree', 'list')).trim().split('\n')).toHaveLength(1);
    }
  }, 600_000);
});

test('a turn in quarantine is accepted when that is over and its evidence taken, in the order that is told', async () => {
  const repository = await laneRepository(
    { tides: { adapter: 'fake', script: 'agent.json', protected: ['*.lock'] } },
    {
      config: { probes: { fares: { repository: 'record', command: ['true'], output: 'exit' } } },
      files: { 'agent.json': '{"steps":[{"write":{"a.lock":"x"}}]}', [NOTE]: contract('- `fares`') },
    },
  );
  const state = await temporaryFolder();
  const run = (...argv: readonly string[]) => runLane(repository.root, state.root, argv);
  await run('launch', 'tides');
  expect((await run('turn', 'tides', NOTE)).json).toMatchObject({ status: 'quarantined', end: 'finished' });
  const review = () => run('review', 'tides', '1', 'accepted', '--why', 'x');
  const clear = 'slop lane resume tides --clear "…"';
  expect(await review()).toMatchObject({
    code: 19,
    json: { error: { code: 'evidence_missing', message: expect.stringContaining(clear) } },
  });
  await run('resume', 'tides', '--clear', 'I looked.');
  expect((await review()).code).toBe(0);
  await killSession(await laneFolderIn(state.root, 'tides'));
  await Promise.all([repository.remove(), state.remove()]);
});

test('slop lane resume measures nothing elsewhere where the work tree of a lane is gone', async () => {
  const repository = await laneRepository(
    { tides: { adapter: 'fake', script: 'agent.json', worktree: 'lane/tides' } },
    {
      config: { probes: { fares: { repository: 'record', command: ['true'], output: 'exit' } } },
      files: { 'agent.json': '{"steps":[{"wait":1500}]}', [NOTE]: contract('- `fares`') },
    },
  );
  const state = await temporaryFolder();
  const run = (...argv: readonly string[]) => runLane(repository.root, state.root, argv);
  await run('launch', 'tides');
  await run('turn', 'tides', NOTE, '--no-wait');
  const folder = await laneFolderIn(state.root, 'tides');
  await rm(path.join(folder, 'worktree'), { recursive: true });
  const { json } = await run('resume', 'tides');
  expect(json['evidence']).toMatchObject([{ receipt: null, why: expect.stringContaining('is gone') }]);
  await killSession(folder);
  await Promise.all([repository.remove(), state.remove()]);
});
