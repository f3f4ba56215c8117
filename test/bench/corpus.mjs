import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { phaseNotes, standingNotes } from './kinds.mjs';
import { mistakes, noteText } from './note.mjs';
import { dice, theme } from './words.mjs';

const day = 86_400;
const firstDay = Date.UTC(2026, 0, 5, 18) / 1000;
const commitsWanted = 300;
/** One note in so many has a mistake, as a living record has. */
const faultEvery = 37;

const settings = `title: Harbour record
repos:
  engine: {url: "https://example.org/engine.git"}
  OL: {url: "https://example.org/operator-layer.git", words: [Operator Layer]}
`;

/**
 * A record of so many notes of about 15 kB, from a seed: phases of some twenty notes, older versions in
 * `archive/`, a manifest and a queue that each phase renews. The same call gives the same bytes.
 * @returns commits in order, each with a time in seconds and its changes (`{to, text}`, `{from, to}`), and the
 * mistakes that were made on purpose, each named by its rule.
 */
export function makeCorpus({ notes, seed = 1 }) {
  const roll = dice(seed);
  const steps = [];
  const faults = [];
  let made = 0;
  const known = [];

  const write = (plan, context) => {
    const { folder, versions } = context;
    const nameOf = (minor) => `${context.stem}-v0_${minor}.md`;
    for (const minor of versions) {
      if (made === notes) return;
      made += 1;
      const planted = made % faultEvery === 0 ? roll.pick(mistakes) : null;
      const path = `${folder}/${nameOf(minor)}`;
      const older = minor > 1 ? nameOf(minor - 1) : null;
      const current = context.last === minor;
      const text = noteText({
        ...context,
        plan,
        minor,
        older,
        current,
        planted,
        roll,
        known: known.slice(-60),
      });
      const changes = [{ to: path, text }];
      if (older) changes.unshift({ from: `${folder}/${older}`, to: `${folder}/archive/${older}` });
      steps.push({
        seconds: context.seconds,
        subject: `Phase ${context.phase}: ${plan.title} v0.${minor}`,
        changes,
      });
      if (planted) faults.push(planted);
      if (current) known.push(nameOf(minor));
    }
  };

  for (let phase = 1; made < notes; phase += 1) {
    const words = theme(roll);
    const seconds = firstDay + phase * day;
    const common = { phase, words, seconds };
    const folder = `record/phases/phase-${String(phase).padStart(2, '0')}-${words.join('-')}`;
    for (const plan of phaseNotes) {
      const versions = Array.from({ length: plan.versions ?? 1 }, (_, index) => index + 1);
      const left = notes - made;
      const last = Math.min(versions.length, left);
      write(plan, { ...common, folder, stem: `phase-${phase}-${plan.word}`, versions, last });
    }
    for (const plan of standingNotes) {
      write(plan, {
        ...common,
        folder: `record/${plan.folder}`,
        stem: plan.word,
        versions: [phase],
        last: null,
      });
    }
  }
  return {
    commits: gather(
      [
        { seconds: firstDay, subject: 'Begin the record', changes: [{ to: 'slop.yaml', text: settings }] },
        ...steps,
      ],
      notes,
    ),
    faults,
  };
}

/** Several steps to a commit, so that there are some hundred commits at any size. */
function gather(steps, notes) {
  const size = Math.max(1, Math.round(notes / commitsWanted));
  const commits = [];
  for (let at = 0; at < steps.length; at += size) {
    const group = steps.slice(at, at + size);
    const { seconds, subject } = group.at(-1);
    commits.push({ seconds, subject, changes: group.flatMap(({ changes }) => changes) });
  }
  return commits;
}

/** Writes a corpus into `folder` as a Git repository on branch `main`. */
export function writeCorpus(folder, options) {
  const corpus = makeCorpus(options);
  mkdirSync(folder, { recursive: true });
  const git = (argv, input) =>
    execFileSync('git', argv, {
      cwd: folder,
      input,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['pipe', 'ignore', 'inherit'],
      maxBuffer: 1 << 30,
    });
  git(['init', '--quiet', '--initial-branch=main']);
  git(['fast-import', '--quiet'], Buffer.concat(corpus.commits.flatMap(importCommit)));
  git(['reset', '--quiet', '--hard', 'main']);
  return corpus;
}

function importCommit({ seconds, subject, changes }) {
  const data = (text) => {
    const bytes = Buffer.from(text);
    return [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')];
  };
  const who = `Ada Example <ada@example.org> ${seconds} +0000`;
  return [
    Buffer.from(`commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n`),
    ...data(subject),
    ...changes.flatMap(({ from, to, text }) =>
      from === undefined
        ? [Buffer.from(`M 100644 inline ${to}\n`), ...data(text)]
        : [Buffer.from(`R ${from} ${to}\n`)],
    ),
  ];
}
