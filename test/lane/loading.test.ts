import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { build } from '../cli/built.ts';
import { type TemporaryFolder, temporaryFolder } from '../helpers/repository.ts';
import { plan, probes, turnNote } from '../helpers/turn-note.ts';
import { laneRepository, runLane } from './stage.ts';

const made: { remove: () => Promise<void> }[] = [];

beforeAll(build);
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove();
});

/** Names of the files of slop that a command loads, as the engine counts them. */
async function loadedBy(root: string, { root: state }: TemporaryFolder, ...argv: readonly string[]) {
  const coverage = path.join(state, argv.join('-').replaceAll('/', '-'));
  const { code } = await runLane(root, state, argv, { env: { NODE_V8_COVERAGE: coverage } });
  expect(code).toBe(0);
  const [file = ''] = await readdir(coverage);
  const { result } = JSON.parse(await readFile(path.join(coverage, file), 'utf8'));
  return (result as readonly { readonly url: string }[]).map(({ url }) => path.posix.basename(url));
}

test('the message of a kickoff prompt loads nothing that puts a record together, and no message what shows one', async () => {
  const repository = await laneRepository(
    { tides: { adapter: 'fake' } },
    { config: { probes }, files: { 'record/plan-v0_1.md': plan, 'record/dates-v0_1.md': turnNote() } },
  );
  const state = await temporaryFolder();
  made.push(repository, state);
  const loaded = (note: string) => loadedBy(repository.root, state, 'prompt', note);
  // What slop.yaml says is judged once, and kept.
  await runLane(repository.root, state.root, ['prompt', 'record/handoff-v0_1.md']);
  expect(await loaded('record/handoff-v0_1.md')).not.toContain('record.js');
  const ofContract = await loaded('record/dates-v0_1.md');
  expect(ofContract).toContain('record.js');
  expect(ofContract).not.toContain('check.js');
});
