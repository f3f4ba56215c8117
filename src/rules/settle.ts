import { byText } from '../read/order.ts';
import type { Config, Finding, Graph } from '../types.ts';
import { levelsOf } from './levels.ts';
import { suppress } from './suppress.ts';

/**
 * What is reported in the end: suppressed findings taken out and idle suppressions added, severities set as
 * slop.yaml says, in order of path (code units), place and rule, each once.
 */
export function settle(findings: readonly Finding[], graph: Graph, config: Config): readonly Finding[] {
  const levelOf = levelsOf(config, graph);
  const settled = suppress(findings, graph).flatMap((finding) => {
    const level = levelOf(finding);
    return level === 'off' ? [] : [{ ...finding, severity: level }];
  });
  settled.sort(inOrder);
  return settled.filter(
    (finding, index) => index === 0 || inOrder(settled[index - 1] ?? finding, finding) !== 0,
  );
}

/** Order of findings; 0 only for two that say the same of the same place. */
function inOrder(a: Finding, b: Finding): number {
  return (
    byText(a.path, b.path) ||
    a.span.start - b.span.start ||
    byText(a.rule, b.rule) ||
    a.span.end - b.span.end ||
    byText(JSON.stringify(a.data), JSON.stringify(b.data))
  );
}
