// Plays the turns of the worked example phase of record/ with the scripted agent, at the time that its notes give, in a
// repository that holds the phase as it stood then:
//   node test/helpers/example-turns.mjs <folder>
// writes what `slop lane result --write` makes of them to <folder>/written, as it lies in record/. Ids, commits and
// seconds are other ones each time. Needs dist/, so npm run build comes first.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { makeExampleRepositories } from './example-repositories.mjs';

const execute = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
const cli = path.join(project, 'dist/cli.js');

const PHASE = 'record/phases/phase-12-guest-booking';
const HANDOFF = 'phase-12-step-2b-live-halt-session-handoff-v0_1.md';
const TURN = 'phase-12-turn-cycle-3-scoping-v0_1.md';
const SCOPING = 'phase-12-cr-amendment-3-scoping-note-v0_1.md';
/** What had not been written when the turns were played, or is what they came to. */
const LATER = [SCOPING, 'phase-12-cr-guest-booking-v0_4.md', 'phase-12-implementation-notes-v0_1.md'];
const BEGINS = Date.UTC(2026, 2, 11, 13, 20);
const LANE = 'develop-2';
/** Where the repositories stood at the third halt. */
const HEADS = {
  engine: '5451c02a507c7a2e75456e49202103389eaedd95',
  desk: 'fa732832f4f815eaae71b0aec26e24ecb530055e',
};

const KICKOFF_ANSWER = `Both suites are as the handoff says: engine 421 pass + 1 fail + 3 skip, desk 93 pass.

Which option is the working frame, X, Y or Z? A third cycle takes your written authorisation.`;
const SCOPING_ANSWER = `The scoping note is written: ${PHASE}/${SCOPING}.

It settles P12-C1 to P12-C4. Nothing is open but what P12-D5 has deferred already.`;

/**
 * Plays both turns below an absolute folder.
 * @param {string} folder made when absent
 * @returns {Promise<string>} the folder of what was written, with paths as in the project
 */
export async function playExampleTurns(folder) {
  const [root, written] = [path.join(folder, 'ferry'), path.join(folder, 'written')];
  const repositories = path.join(folder, 'repositories');
  await makeExampleRepositories(repositories);
  for (const [name, oid] of Object.entries(HEADS))
    await execute('git', ['checkout', '--quiet', oid], { cwd: path.join(repositories, name) });
  await layOut(root);
  const clock = path.join(folder, 'clock.mjs');
  const ahead = BEGINS - Date.now();
  await writeFile(clock, `const real = Date.now; Date.now = () => real() + ${ahead};\n`);
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_STATE_HOME: path.join(folder, 'state'),
    SLOP_REPO_ENGINE: path.join(repositories, 'engine'),
    SLOP_REPO_DESK: path.join(repositories, 'desk'),
    ...identity(BEGINS),
  };
  const git = (...argv) => execute('git', argv, { cwd: root, env });
  const slop = (...argv) => execute('node', ['--import', clock, cli, 'lane', ...argv], { cwd: root, env });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Phase 12 up to its third halt');
  await slop('launch', LANE, '--phase', '12');
  try {
    await slop('kickoff', HANDOFF, LANE);
    await slop('review', LANE, '1', 'accepted', '--why', 'Both suites were run first, and it asked.');
    await slop('result', LANE, '--write', '--commit');
    await slop('turn', LANE, TURN);
    await slop('review', LANE, '2', 'accepted', '--why', 'It settles what I said, and nothing else.');
    await slop('result', LANE, '--write');
  } finally {
    await slop('stop', LANE);
  }
  const notes = (await readdir(path.join(root, PHASE))).filter((name) => name.endsWith('-result.md'));
  for (const name of notes) await cp(path.join(root, PHASE, name), path.join(written, PHASE, name));
  await cp(path.join(root, 'record/receipts'), path.join(written, 'record/receipts'), { recursive: true });
  return written;
}

/** The phase as it stood, and a lane with an agent that knows what to say. */
async function layOut(root) {
  await mkdir(path.join(root, PHASE), { recursive: true });
  await cp(path.join(project, PHASE), path.join(root, PHASE), {
    recursive: true,
    filter: (place) => !LATER.includes(path.basename(place)) && !place.endsWith('-result.md'),
  });
  const turn = await readFile(path.join(root, PHASE, TURN), 'utf8');
  await writeFile(path.join(root, PHASE, TURN), turn.replace('status: done', 'status: ready'));
  const settings = await readFile(path.join(project, 'slop.yaml'), 'utf8');
  const lane = `lanes:\n  declared:\n    ${LANE}: { adapter: fake, script: agent.json }\n`;
  await writeFile(path.join(root, 'slop.yaml'), settings.replace(/^lanes:\n/m, lane));
  const scoping = await readFile(path.join(project, PHASE, SCOPING), 'utf8');
  const steps = [
    { say: KICKOFF_ANSWER },
    { say: SCOPING_ANSWER, write: { [`${PHASE}/${SCOPING}`]: scoping } },
  ];
  await writeFile(path.join(root, 'agent.json'), JSON.stringify({ steps }));
}

function identity(time) {
  const [name, email, date] = ['Ines Calder', 'ines@ferry.example', `${Math.round(time / 1000)} +0000`];
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('Name a folder to play in.');
    process.exit(2);
  }
  console.log(await playExampleTurns(path.resolve(folder)));
}
