import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import { makeFolders } from './folders.ts';
import { type Environment, firstLine, type GitOutcome, gitProgram } from './git-program.ts';

/** Addresses that `git` takes without running a program of the address' choice. */
const ADDRESS = /^(?:https?|ssh|git|file):\/\/[^\s]+$|^[\w.-]+@[\w.-]+:[^\s:][^\s]*$|^\/[^\0\n]*$/;

const refspecs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];

/** A clone that is begun: milliseconds after which nobody is at work on it any more. */
const ABANDONED = 24 * 60 * 60 * 1000;

/**
 * Makes or updates a bare clone of all branches and tags, without file contents where the other side can leave them
 * out. A clone that is interrupted leaves nothing behind, and of two that are made at once the first counts.
 * @throws Refusal when the address is none, or `git` says no.
 */
export async function syncClone(
  url: string,
  folder: string,
  env: Environment,
  progress: (text: string) => void,
): Promise<void> {
  if (!ADDRESS.test(url))
    throw new Refusal(`${JSON.stringify(url)} is no address that git could clone from.`);
  const there = (await stat(folder).catch(() => null)) !== null;
  if (there) {
    const fetched = await gitProgram(folder, env, { progress })(
      'fetch',
      '--progress',
      '--prune',
      '--no-auto-maintenance',
      '--end-of-options',
      'origin',
      ...refspecs,
    );
    refuseUnless(fetched, url);
    return;
  }
  const parent = path.dirname(folder);
  const unfinished = `${folder}.unfinished-${randomUUID()}`;
  makeFolders(parent);
  await removeAbandoned(parent);
  const cloned = await gitProgram(parent, env, { progress })(
    'clone',
    // simple-git would put it behind the address.
    '--progress',
    '--bare',
    '--filter=blob:none',
    '--no-local',
    '--end-of-options',
    url,
    unfinished,
  );
  if (!cloned.ok) await rm(unfinished, { recursive: true, force: true });
  refuseUnless(cloned, url);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if ((await stat(folder).catch(() => null)) === null) throw error;
  }
}

/** Takes away what a killed clone left. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.includes('.git.unfinished')) continue;
    const place = path.join(parent, name);
    const { mtimeMs } = (await stat(place).catch(() => null)) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > ABANDONED) await rm(place, { recursive: true, force: true });
  }
}

function refuseUnless(outcome: GitOutcome, url: string): void {
  if (outcome.ok) return;
  if (outcome.absent) throw new Refusal('There is no git program on this machine: install Git.');
  if (/\.lock|unable to create .* File exists/i.test(outcome.reason)) {
    throw new Refusal(`Another git is at work in the clone of ${url}: try again when it is done.`);
  }
  const said = outcome.reason.split('\n').find((line) => /^(?:fatal|error):/.test(line)) ?? outcome.reason;
  throw new Refusal(`Git could not fetch ${url}: ${firstLine(said).replace(/[\s:.]+$/, '')}.`);
}
