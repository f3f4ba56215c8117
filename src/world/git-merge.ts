import type { MadeTwice } from '../types.ts';
import type { GitProgram } from './git-program.ts';

/** Files of a merge under way that have no common ancestor: stages 2 and 3 of the index without a stage 1. */
export async function readMadeTwice(git: GitProgram): Promise<ReadonlyMap<string, MadeTwice>> {
  const listed = await git('ls-files', '--unmerged', '-z');
  const stages = new Map<string, Map<string, string>>();
  for (const entry of listed.ok ? listed.text.split('\0') : []) {
    const [, oid = '', stage = '', path = ''] = /^\d+ ([0-9a-f]+) ([123])\t(.*)$/s.exec(entry) ?? [];
    if (path !== '') stages.set(path, (stages.get(path) ?? new Map<string, string>()).set(stage, oid));
  }
  const found = new Map<string, MadeTwice>();
  for (const [path, oids] of stages) {
    const [ours, theirs] = [oids.get('2'), oids.get('3')];
    if (ours !== undefined && theirs !== undefined && !oids.has('1')) found.set(path, { ours, theirs });
  }
  return found;
}
