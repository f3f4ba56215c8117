import type { Config, Finding, Graph, RuleLevel } from '../types.ts';
import { picomatch } from '../validate/globs.ts';
import { isUnreadable } from './suppress.ts';

/**
 * How severe each finding is by slop.yaml: settings in order, the later ones win; within one, a path glob (from
 * the root) wins over the plain level, and a document status (its words, where it is on no ladder) over both. A file
 * that could not be read stays an error whatever slop.yaml says.
 */
export function levelsOf(config: Config, graph: Graph): (finding: Finding) => RuleLevel {
  const settings = config.rules.map(({ rule, level, paths, statuses }) => ({
    covers: (id: string) => rule === id || (rule.endsWith('/*') && id.startsWith(rule.slice(0, -1))),
    level,
    paths: paths.map(({ glob, level }) => ({ matches: picomatch()(glob, { dot: true }), level })),
    statuses,
  }));
  return (finding) => {
    if (isUnreadable(finding)) return finding.severity;
    const status = graph.byPath.get(finding.path)?.status;
    let level: RuleLevel = finding.severity;
    for (const setting of settings) {
      if (!setting.covers(finding.rule)) continue;
      level = setting.level ?? level;
      for (const path of setting.paths) if (path.matches(finding.path)) level = path.level;
      level = setting.statuses.get(status?.value ?? status?.text ?? '') ?? level;
    }
    return level;
  };
}
