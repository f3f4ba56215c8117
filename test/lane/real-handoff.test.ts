import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../cli/built.ts';
import { CLAUDE_VERSION } from './claude.ts';
import { hasTmux, LANE, program, realStage } from './real-stage.ts';
import { contract } from './result-stage.ts';

const PROBE = {
  repository: 'record',
  command: ['cat', 'fares.txt'],
  output: 'pattern',
  pattern: '(?P<passed>\\d+) passed',
};
const COMMIT = 'git add -A && git -c user.name=A -c user.email=a@example.org commit -qm "Count the fares"';

describe.skipIf(program === null)(`a handoff, with the real program ${CLAUDE_VERSION}`, () => {
  beforeAll(build);

  test.skipIf(!hasTmux).each(['stream', 'tmux'] as const)(
    'is played to a reviewed result and handed on, by %s',
    async (adapter) => {
      const { api, run, write, repository } = await realStage(
        { adapter, allowed: ['*.txt'] },
        {
          config: { probes: { fares: PROBE } },
          files: { 'record/count-v0_1.md': contract('- `fares` counts them') },
        },
      );
      await run('launch', LANE);
      const target = path.join(repository.root, 'fares.txt');
      api.answer(
        { tools: [{ name: 'Write', input: { file_path: target, content: '21 passed\n' } }] },
        { tools: [{ name: 'Bash', input: { command: COMMIT, description: 'Commit' } }] },
        { text: 'Counted: 21.' },
      );
      const sent = await run('kickoff', 'count');
      expect(`${sent.code}`).toBe('0');
      const head = (await repository.git('rev-parse', 'HEAD')).trim();
      expect(sent.json).toMatchObject({
        end: 'finished',
        res: 'Counted: 21.',
        changed: {
          head,
          crossed: false,
          commits: [{ subject: 'Count the fares' }],
          paths: [{ path: 'fares.txt', change: 'added', committed: true, breach: null }],
        },
        evidence: [{ probe: 'fares', taken: true, receipt: { oid: head, counts: { passed: 21 } } }],
      });
      expect((await run('kickoff', 'count')).code).toBe(24);
      await write('result', LANE, '--write', '--commit');
      expect((await run('review', LANE, '1', 'accepted', '--why', 'It counted.')).code).toBe(0);
      const written = await write('result', LANE, '--write', '--commit');
      expect(`${written.code} ${written.err}`).toBe('0 ');
      const place = path.join(repository.root, 'record/turn-results/tides-turn-1-result.md');
      const note = await readFile(place, 'utf8');
      for (const part of ['status: reviewed', `head: ${head}`, 'Accepted: It counted.', 'result: 21 passed'])
        expect(note).toContain(part);

      const [planned] = (await run('handoff', LANE)).json['writes'] as unknown as { readonly path: string }[];
      expect((await write('handoff', LANE, '--commit')).code).toBe(0);
      const next = await run('kickoff', planned?.path ?? '');
      expect(next.json).toMatchObject({ end: 'finished', turn: 2, kickoff: { changed: [] } });
      expect(next.code).toBe(0);
      expect((await run('review', LANE, '2', 'accepted', '--why', 'It read.')).code).toBe(0);
    },
  );
});
