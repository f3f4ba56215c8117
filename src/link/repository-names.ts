import { byText } from '../read/order.ts';
import type { Config } from '../types.ts';

/**
 * The repository that a name meant on a day (`YYYY-MM-DD`, null for today): the one that bore it up to then, else
 * the one that bears it now. Null for a name that slop.yaml does not have.
 */
export function repositoryOn(
  name: string,
  date: string | null,
  { repos }: Pick<Config, 'repos'>,
): string | null {
  if (!repos.some(({ formerly = [] }) => formerly.some((one) => one.name === name)))
    return repos.some((repository) => repository.name === name) ? name : null;
  const former = repos.flatMap(({ name: today, formerly = [] }) =>
    formerly.filter((one) => one.name === name).map(({ until }) => ({ today, until })),
  );
  const then = former
    .filter(({ until }) => date !== null && date <= until)
    .sort((a, b) => byText(a.until, b.until))[0];
  if (then !== undefined) return then.today;
  if (repos.some((repository) => repository.name === name)) return name;
  return former[0]?.today ?? null;
}
