import { existsSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../cli/built.ts';
import { plan, turnNote } from '../helpers/turn-note.ts';
import { NOTE, resultStage } from './result-stage.ts';
import { laneFolderIn, runLane } from './stage.ts';

beforeAll(build);

interface Kickoff {
  readonly claims: readonly {
    readonly state: string;
    readonly recorded: string;
    readonly live: string | null;
  }[];
  readonly reading: { readonly entries: readonly { readonly state: string }[] } | null;
  readonly changed: readonly { readonly name: string; readonly state: string }[];
}

describe('slop lane handoff and kickoff', () => {
  test('hand a lane on, hold what was handed on against the world, and refuse when it rests on what has changed', async () => {
    const { run, plainly, write, errors, repository } = await resultStage('- `fares` counts them');
    expect((await run('handoff', 'tides')).json).toMatchObject({ error: { code: 'not_launched' } });
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE);
    const why = 'docs/extra.md was not asked for.\n\n## Options\n\nJust take it away.';
    await run('review', 'tides', '1', 'correct', '--why', why);
    await write('--commit');

    const [planned] = (await run('handoff', 'tides')).json['writes'] as unknown as {
      readonly path: string;
    }[];
    const place = planned?.path ?? '';
    const handed = await plainly('handoff', 'tides', '--commit');
    expect(`${handed.code} ${handed.err}`).toBe('0 ');
    const text = await readFile(path.join(repository.root, place), 'utf8');
    for (const part of [
      'passed: 21',
      'consumes:',
      'count-v0_1.md',
      'crossed its bounds',
      'for. ## Options Just take it away.\n\nExp',
    ])
      expect(text).toContain(part);
    expect(await errors()).toEqual([]);
    expect(await repository.git('log', '-1', '--format=%B')).toMatch(/^Claude-Session: \S+$/m);

    // Nothing is measured for a lane that may take no turn.
    await run('stop', 'tides');
    const early = await run('kickoff', place);
    expect(early).toMatchObject({ code: 19, json: { error: { code: 'not_idle' } } });
    expect(early.err.trim().split('\n')).toEqual([expect.stringContaining('Lane tides is stopped')]);
    await run('resume', 'tides');

    const kept = path.join(repository.root, '.slop/cache');
    await rm(kept, { recursive: true, force: true });
    const same = await run('kickoff', place);
    // A session may write there, and what it wrote must not count.
    expect(existsSync(kept)).toBe(false);
    expect(`${same.code} ${same.json['end']}`).toBe('0 finished');
    const kickoff = same.json['kickoff'] as unknown as Kickoff;
    expect(kickoff.changed).toEqual([]);
    expect(kickoff.claims.map(({ state }) => state)).toEqual(['verified']);
    expect(kickoff.reading?.entries.map(({ state }) => state)).toEqual(['there', 'there']);
    await run('review', 'tides', '2', 'accepted', '--why', 'x');

    // Another number is told, and is no reason to refuse.
    await repository.write('fares.txt', '22 passed\n');
    await repository.commit('Count again');
    const differs = await plainly('kickoff', place, 'tides');
    expect(differs.err).toMatch(/contradicted +21 passed +22 passed \(\+1 passed\)/);
    expect(differs.code).toBe(0);
    await run('review', 'tides', '3', 'accepted', '--why', 'x');

    const newer = (await readFile(path.join(repository.root, NOTE), 'utf8')).replaceAll('0.1', '0.2');
    await repository.write('record/count-v0_2.md', newer.replaceAll('count-v0_1', 'count-v0_2'));
    await repository.commit('Another version');
    const refused = await run('kickoff', place);
    expect(refused).toMatchObject({ code: 25, json: { error: { code: 'authority_changed' } } });
    const known = await run('kickoff', place, '--acknowledge');
    expect(`${known.code} ${known.json['turn']}`).toBe('0 4');
    expect((known.json['kickoff'] as unknown as Kickoff).changed).toEqual([
      { name: 'count-v0_1.md', state: 'outdated' },
    ]);
    expect(JSON.stringify((await run('log', 'tides')).json['entries'])).toContain('authority_changed');
  });

  test('measures what the lane has, also for whoever calls from another work tree', async () => {
    const { run, plainly, repository, state } = await resultStage('- `fares` counts them');
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE);
    await run('review', 'tides', '1', 'accepted', '--why', 'x');
    expect((await plainly('handoff', 'tides', '--commit')).code).toBe(0);
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', 'there');
    await repository.write('there/fares.txt', '5 passed\n');
    const note = (await repository.git('show', '--name-only', '--format=', 'HEAD')).split('\n');
    const place = note.find((one) => one.endsWith('.md')) ?? '';
    const there = path.join(repository.root, 'there');
    const { json } = await runLane(there, state.root, ['kickoff', place]);
    const { claims } = json['kickoff'] as unknown as Kickoff;
    expect(claims).toMatchObject([{ state: 'verified', live: '21 passed' }]);
  });

  test('refuses where the turn that it rests on was edited, also when no result of that turn was written', async () => {
    const { run, plainly, repository } = await resultStage('- Manual check: read it');
    await repository.write('record/plan-v0_1.md', plan);
    const evidence = { 'Evidence required': '- Manual check: read it' };
    await repository.write('record/dates-v0_1.md', turnNote(evidence));
    await repository.commit('A turn');
    await run('launch', 'tides');
    expect((await run('turn', 'tides', 'dates')).code).toBe(0);
    await run('review', 'tides', '1', 'accepted', '--why', 'x');
    expect((await plainly('handoff', 'tides', '--commit')).code).toBe(0);
    const committed = await repository.git('show', '--name-only', '--format=', 'HEAD');
    const place = committed.split('\n').find((one) => one.endsWith('.md')) ?? '';
    expect((await run('kickoff', place)).code).toBe(0);
    await run('review', 'tides', '2', 'accepted', '--why', 'x');

    await repository.write('record/dates-v0_1.md', turnNote(evidence, { status: 'done' }));
    await repository.commit('It is done');
    expect((await run('kickoff', place)).code).toBe(0);
    await run('review', 'tides', '3', 'accepted', '--why', 'x');
    const other = { ...evidence, 'Stop boundary': 'Stop when it works. Do not start anything else yet.' };
    await repository.write('record/dates-v0_1.md', turnNote(other, { status: 'ready' }));
    await repository.commit('Ask for something else');
    const refused = await run('kickoff', place);
    expect(refused).toMatchObject({ code: 25, json: { error: { code: 'authority_changed' } } });
  });

  test('tells where the lane stands, also to whoever hands it on from another work tree', async () => {
    const { run, repository, state } = await resultStage('- Manual check: read it');
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE);
    await repository.git('worktree', 'add', '--quiet', '-b', 'elsewhere', 'there', 'HEAD~1');
    const standing = async (root: string): Promise<readonly string[]> => {
      const { json } = await runLane(root, state.root, ['handoff', 'tides']);
      const [note] = json['writes'] as unknown as { readonly text: string }[];
      // What is measured of this repository is what the lane has.
      expect(note?.text).toContain('passed: 21');
      return note?.text.match(/^\S.* at [0-9a-f]{10}\b.*$/gm) ?? [];
    };
    const [head, before] = (await repository.git('log', '--format=%H')).split('\n');
    const left = 'with changes that are not committed';
    expect(await standing(repository.root)).toEqual([`record  main at ${head?.slice(0, 10)}, ${left}`]);
    expect(await standing(path.join(repository.root, 'there'))).toEqual([
      `record  elsewhere at ${before?.slice(0, 10)}`,
      `lane tides  main at ${head?.slice(0, 10)}, ${left}`,
    ]);
  });

  test('measure here what is of this repository, where the lane works in another one within it', async () => {
    const { run, repository } = await resultStage('- Manual check: read it');
    await repository.write('.gitignore', 'engine/\n.slop/\n');
    await repository.write('fares.txt', '7 passed\n');
    const settings = await readFile(path.join(repository.root, 'slop.yaml'), 'utf8');
    await repository.write('slop.yaml', settings.replace('"script":', '"folder":"engine","script":'));
    await repository.commit('The lane works in the engine');
    await repository.git('init', '--quiet', 'engine');
    const script = await readFile(path.join(repository.root, 'agent.json'), 'utf8');
    await repository.write('engine/agent.json', script);
    const engine = ['-C', 'engine'];
    await repository.git(...engine, 'add', '-A');
    await repository.git(...engine, 'commit', '--quiet', '-m', 'An engine');
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE);
    const [note] = (await run('handoff', 'tides')).json['writes'] as unknown as { readonly text: string }[];
    expect(note?.text).toContain('passed: 7');
    expect(note?.text).toMatch(/^lane tides .* at [0-9a-f]{10}\b/m);
  });

  test('names the lanes where none was said, and a lane whose turn is under way', async () => {
    const { run } = await resultStage('- Manual check: read it', { steps: [{ wait: 60_000 }] });
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE, '--no-wait');
    expect(await run('handoff', 'tides')).toMatchObject({ code: 12, json: { error: { code: 'waiting' } } });
    expect((await run('kickoff', 'nothing-of-that-name')).code).toBe(2);
    expect((await run('kickoff', 'count')).code).toBe(19);
  });

  test('hand on no lane behind whose turn more may come, since nobody knows what that changed', async () => {
    const { run, state } = await resultStage('- Manual check: read it');
    await run('launch', 'tides');
    const { sid } = (await run('turn', 'tides', NOTE)).json;
    const task = { type: 'system', subtype: 'background_tasks_changed', tasks: [{ task_id: '1' }] };
    const out = path.join(await laneFolderIn(state.root, 'tides'), 'run/1/out.jsonl');
    await appendFile(out, `${JSON.stringify({ ...task, session_id: sid })}\n`);
    expect(await run('handoff', 'tides')).toMatchObject({ code: 12, json: { error: { code: 'waiting' } } });
  });
});
