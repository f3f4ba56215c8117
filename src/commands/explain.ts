import { rules } from '../rules/rules.ts';
import type { Rule, World } from '../types.ts';
import { outJson } from './json-document.ts';
import { ruleNamed } from './rule-named.ts';
import { readRulePage, rulePageAddress } from './rule-page.ts';
import type { Terminal } from './terminal.ts';

interface ExplainOptions {
  /** An id, the part of one after its slash, or nothing for the list of all rules. */
  readonly rule: string | null;
  readonly json: boolean;
}

/** Prints the page of one rule, or a line for each rule. */
export async function explain(world: World, terminal: Terminal, options: ExplainOptions): Promise<number> {
  const chosen = options.rule === null ? rules : [ruleNamed(options.rule)];
  const told = await Promise.all(chosen.map((rule) => entry(world, terminal, rule)));
  if (options.json) {
    await outJson(terminal, { rules: told });
  } else if (options.rule === null) {
    const width = Math.max(...told.map(({ rule }) => rule.length));
    for (const { rule, severity, title } of told) {
      await terminal.out(`${rule.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`);
    }
  } else {
    for (const { rule, severity, title, text, url } of told) {
      await terminal.out(`${severity}[${rule}] ${title}\n\n${text}\n\n${url}\n`);
    }
  }
  return 0;
}

interface Explanation {
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
}

async function entry(world: World, { about }: Terminal, { id, severity }: Rule): Promise<Explanation> {
  const page = await readRulePage(world, id);
  return { rule: id, severity, ...page, url: rulePageAddress(about.homepage, id) };
}
