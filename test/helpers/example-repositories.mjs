// Makes the two repositories that the worked example phase of record/ names, with frozen dates, so that
// every hash in its notes can be looked up:
//   node test/helpers/example-repositories.mjs <folder>
// writes <folder>/engine and <folder>/desk and prints what each hash is.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import git from 'isomorphic-git';

const author = { name: 'Ines Calder', email: 'ines@ferry.example' };
const START = Date.UTC(2026, 2, 2, 8, 0, 0) / 1000;
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** One step of a history: a commit on a branch, a tag, or a merge. `at` is seconds after the start. */
const histories = {
  engine: [
    { commit: 'Open the engine', file: 'engine/booking.py', at: 0 },
    { commit: 'Phase 11 Step 4: publish the timetable', file: 'engine/timetable.py', at: 1 * DAY },
    { tag: 'phase-11-timetables', at: 1 * DAY + 5 * MINUTE },
    { branch: 'phase-12-guest-booking' },
    { commit: 'Phase 12 Step 1: a guest field in the booking form', file: 'engine/booking.py', at: 7 * DAY },
    {
      commit: 'Phase 12 halt-surface (Step 2a): the desk turns guests away',
      file: 'docs/phase-notes/phase-12-halt-surface-2026-03-10-v0_1.md',
      at: 8 * DAY + 60 * MINUTE,
    },
    {
      commit: 'Phase 12 halt-surface (Step 2b): guests arrive as walk-ins',
      file: 'docs/phase-notes/phase-12-halt-surface-2026-03-10-step-2b-v0_1.md',
      at: 8 * DAY + 300 * MINUTE,
    },
    {
      commit: 'Phase 12 Step 2c: keep the booking kind on the wire',
      file: 'engine/wire.py',
      at: 8 * DAY + 400 * MINUTE,
    },
    {
      commit: 'Phase 12 halt-surface (Step 2b live): guests pay the walk-in fare',
      file: 'docs/phase-notes/phase-12-halt-surface-2026-03-11-step-2b-live-v0_1.md',
      at: 9 * DAY + 30 * MINUTE,
    },
    {
      commit: 'Add the live transcript to the third halt-surface note',
      file: 'docs/phase-notes/phase-12-halt-surface-2026-03-11-step-2b-live-v0_1.md',
      at: 9 * DAY + 50 * MINUTE,
    },
    {
      commit: 'Phase 12 Step 2d: choose the fare by the booking',
      file: 'engine/fares.py',
      at: 9 * DAY + 500 * MINUTE,
    },
    { merge: 'phase-12-guest-booking', message: 'Merge CR-2026-012: guest booking', at: 10 * DAY },
    { tag: 'phase-12-guest-booking', at: 10 * DAY + 5 * MINUTE },
  ],
  desk: [
    { commit: 'Open the desk', file: 'desk/index.ts', at: 0 },
    { commit: 'Phase 11 Step 5: show the timetable', file: 'desk/timetable.ts', at: 1 * DAY + 30 * MINUTE },
    { tag: 'phase-11-timetables', at: 1 * DAY + 40 * MINUTE },
    { branch: 'phase-12-guest-booking' },
    {
      commit: 'Phase 12 Step 2a: accept guest tokens at sign-in',
      file: 'desk/sign-in.ts',
      at: 8 * DAY + 200 * MINUTE,
    },
    { commit: 'Phase 12 Step 2c: send the booking kind', file: 'desk/wire.ts', at: 8 * DAY + 420 * MINUTE },
    {
      merge: 'phase-12-guest-booking',
      message: 'Merge CR-2026-012: guest booking',
      at: 10 * DAY + 2 * MINUTE,
    },
    { tag: 'phase-12-guest-booking', at: 10 * DAY + 6 * MINUTE },
  ],
};

/**
 * Makes both repositories below a folder.
 * @param {string} folder absolute; made when absent
 * @returns {Promise<{repository: string, oid: string, what: string}[]>} every commit and tag object, in order
 */
export async function makeExampleRepositories(folder) {
  const made = [];
  for (const [repository, steps] of Object.entries(histories)) {
    const dir = path.join(folder, repository);
    fs.mkdirSync(dir, { recursive: true });
    await git.init({ fs, dir, defaultBranch: 'main' });
    for (const [index, step] of steps.entries()) {
      const oid = await take(dir, step, index);
      if (oid !== null)
        made.push({ repository, oid, what: step.commit ?? step.message ?? `tag ${step.tag}` });
    }
  }
  return made;
}

async function take(dir, step, index) {
  const when = { ...author, timestamp: START + (step.at ?? 0), timezoneOffset: 0 };
  if (step.branch !== undefined) {
    await git.branch({ fs, dir, ref: step.branch, checkout: true });
    return null;
  }
  if (step.tag !== undefined) {
    await git.annotatedTag({ fs, dir, ref: step.tag, message: step.tag, tagger: when });
    return git.resolveRef({ fs, dir, ref: `refs/tags/${step.tag}` });
  }
  if (step.merge !== undefined) {
    await git.checkout({ fs, dir, ref: 'main' });
    const theirs = await git.resolveRef({ fs, dir, ref: `refs/heads/${step.merge}` });
    const ours = await git.resolveRef({ fs, dir, ref: 'refs/heads/main' });
    const { tree } = (await git.readCommit({ fs, dir, oid: theirs })).commit;
    const parent = [ours, theirs];
    return git.commit({ fs, dir, message: step.message, author: when, committer: when, tree, parent });
  }
  fs.mkdirSync(path.join(dir, path.dirname(step.file)), { recursive: true });
  fs.appendFileSync(path.join(dir, step.file), `${index}: ${step.commit}\n`);
  await git.add({ fs, dir, filepath: step.file });
  return git.commit({ fs, dir, message: step.commit, author: when, committer: when });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error('Name a folder to make the repositories in.');
    process.exit(2);
  }
  for (const { repository, oid, what } of await makeExampleRepositories(path.resolve(folder))) {
    console.log(`${repository}\t${oid}\t${what}`);
  }
}
