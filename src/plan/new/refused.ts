import { readHead } from '../../parse/head/head.ts';
import { stepsOf, textAt } from '../../read/json.ts';
import { ruleById } from '../../rules/rules.ts';
import type { Config, Kind } from '../../types.ts';

/** What is wrong with a value that a person said for the head of a new note, in one sentence; null when nothing is. */
export function valueRefused(
  text: string,
  { judge }: Pick<Kind, 'judge'>,
  values: Readonly<Record<string, string>>,
  config: Pick<Config, 'labels'>,
): string | null {
  for (const { rule, pointer, data } of judge(readHead(text, config).head).faults) {
    const key = stepsOf(pointer)[0] ?? '';
    if (Object.hasOwn(values, key)) return `${key}: ${ruleById.get(rule)?.message(data) ?? rule}`;
  }
  return null;
}

/** The other kind that the head of a new note says, as one from a copied template does; null for its own and none. */
export function otherKind(
  text: string,
  { name }: Pick<Kind, 'name'>,
  config: Pick<Config, 'labels'>,
): string | null {
  const said = textAt(readHead(text, config).head, 'kind');
  return said === name ? null : said;
}
