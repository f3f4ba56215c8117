import { Refusal } from '../refusal.ts';
import { rules } from '../rules/rules.ts';
import type { Rule } from '../types.ts';
import { nearest } from '../validate/nearest.ts';

/**
 * The rule with this id, or the only one with this last part of an id.
 * @throws Refusal with the nearest id when there is none.
 */
export function ruleNamed(name: string): Rule {
  const whole = rules.find((rule) => rule.id === name);
  if (whole !== undefined) return whole;
  const ending = rules.filter((rule) => rule.id.endsWith(`/${name}`));
  const [only] = ending;
  if (only !== undefined && ending.length === 1) return only;
  const ids = rules.map((rule) => rule.id);
  const near = nearest(name, ids) ?? nearest(name, ids.map(nameOf));
  const meant = ending.length > 1 ? ending.map((rule) => rule.id).join(' or ') : near;
  const hint = meant === null ? 'slop explain lists them all.' : `did you mean ${meant}?`;
  throw new Refusal(`There is no rule ${JSON.stringify(name)}: ${hint}`);
}

function nameOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
