import type { Ended, World } from '../types.ts';

const WITHIN = 120_000;

/** Runs `git` in a folder, with nothing in its environment that points it elsewhere. */
export function gitIn(
  { programs, env }: Pick<World, 'programs' | 'env'>,
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): (argv: readonly string[], input?: string) => Promise<Ended> {
  const kept = Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      value !== undefined && !key.startsWith('GIT_') ? [[key, value]] : [],
    ),
  );
  return (argv, input = '') =>
    programs.run(['git', ...argv], { cwd, env: { ...kept, ...more }, milliseconds: WITHIN, input });
}

/** The last line of what Git said against something. */
export const saidBy = ({ err }: Ended): string => err.trim().split('\n').at(-1) ?? '';
