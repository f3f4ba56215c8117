import type { World } from '../types.ts';

interface RulePage {
  /** What the rule is about, in one line. */
  readonly title: string;
  /** The page as Markdown, without its head and its title. */
  readonly text: string;
}

/** The page about a rule that ships with slop; for a rule without one, its id stands for both. */
export async function readRulePage({ files, home }: World, rule: string): Promise<RulePage> {
  const place = `${home}/${placeOf(rule)}`;
  if ((await files.stat(place)) === null) return { title: rule, text: rule };
  const whole = new TextDecoder().decode(await files.read(place));
  const [head = ''] = /^---\n[\s\S]*?\n---\n/.exec(whole) ?? [];
  const body = whole.slice(head.length).replace(/^\s*# .*\n/, '');
  const summary = /^summary: *(.+)$/m.exec(head)?.[1];
  return { title: summary === undefined ? rule : unquoted(summary), text: body.trim() };
}

function placeOf(rule: string): string {
  return `record/rules/${rule.replace('/', '-')}.md`;
}

function unquoted(scalar: string): string {
  const [, inside] = /^"(.*)"$/.exec(scalar) ?? [];
  return inside === undefined ? scalar.replace(/^'(.*)'$/, '$1').replaceAll("''", "'") : JSON.parse(scalar);
}

/** Web address of the page of a rule. */
export function rulePageAddress(homepage: string, rule: string): string {
  return `${homepage}/blob/main/${placeOf(rule)}`;
}
