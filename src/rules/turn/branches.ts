import { branchesIn } from '../../parse/turn/listed.ts';
import type { Branch, Report, Rule } from '../../types.ts';
import { quoted, unquoted } from '../words.ts';
import { contractsOf, filledParts } from './contracts.ts';
import { overlap } from './overlap.ts';

interface Data {
  readonly problem: 'alone' | 'many' | 'no-paths' | 'shared';
  readonly branch: string;
  /** The other branch, and the two paths; '' where one branch alone is at fault. */
  readonly other: string;
  readonly path: string;
  readonly otherPath: string;
  readonly [key: string]: string;
}

const WORDS: Readonly<Record<Data['problem'], (data: Data) => string>> = {
  alone: () => 'The branch map has one branch, and that is not work in parallel.',
  many: () => 'The branch map has more than three branches.',
  'no-paths': ({ branch }) => `Branch ${quoted(branch)} has no paths of its own.`,
  shared: ({ branch, other, path, otherPath }) =>
    `Branches ${quoted(branch)} and ${quoted(other)} may change the same files: ${quoted(path)} and ${quoted(otherPath)}.`,
};

export const turnBranches: Rule<Data> = {
  id: 'turn/branches',
  severity: 'error',
  message: (data) => WORDS[data.problem](data),
  help: ({ problem, branch }) =>
    problem === 'alone' || problem === 'many'
      ? 'Name two or three branches, or write "None."'
      : `Give ${branch === '' ? 'each branch' : unquoted(branch)} paths between backticks that no other branch has; what both need belongs under "Shared constraints".`,
  *note(view) {
    for (const contract of contractsOf(view)) {
      for (const part of filledParts(contract, ['branches'])) {
        const branches = branchesIn(part);
        const own = { branch: '', other: '', path: '', otherPath: '' };
        if (branches.length < 2) yield { span: part.heading, data: { ...own, problem: 'alone' } };
        else if (branches.length > 3) yield { span: part.heading, data: { ...own, problem: 'many' } };
        for (const { span, name, paths } of branches)
          if (paths.length === 0) yield { span, data: { ...own, problem: 'no-paths', branch: name } };
        yield* shared(branches, view.draft.path);
      }
    }
  },
};

function* shared(branches: readonly Branch[], file: string): Iterable<Report<Data>> {
  for (const [index, one] of branches.entries()) {
    for (const other of branches.slice(0, index)) {
      const pair = one.paths
        .flatMap((path) => other.paths.map((otherPath) => ({ path, otherPath })))
        .find(({ path, otherPath }) => overlap(path, otherPath));
      if (pair === undefined) continue;
      const related = [{ path: file, span: other.span, label: 'the other branch' }];
      yield {
        span: one.span,
        data: { problem: 'shared', branch: one.name, other: other.name, ...pair },
        related,
      };
    }
  }
}
