import type { Compiled } from '../../compile.ts';
import {
  BASELINE,
  type Baseline,
  compareBaseline,
  formatBaseline,
  parseBaseline,
  takeBaseline,
} from '../../rules/baseline.ts';
import type { Finding, World } from '../../types.ts';

/** Findings of now beside the baseline file. */
interface AgainstBaseline {
  readonly hasBaseline: boolean;
  readonly fresh: readonly Finding[];
  /** How many findings the file knows. */
  readonly known: number;
  /** How many that it knows are gone. */
  readonly spent: number;
}

/**
 * Takes off the findings that the baseline file knows; without a file all are fresh. `update` writes the file
 * first: a new one knows everything, one that is there only shrinks.
 * @throws Refusal when the file is no baseline.
 */
export async function againstBaseline(
  { files }: Pick<World, 'files'>,
  compiled: Compiled,
  update: boolean,
): Promise<AgainstBaseline> {
  const { root, findings, graph } = compiled;
  const place = `${root}/${BASELINE}`;
  const previous = await readBaseline(files, place);
  if (previous === null && !update) return { hasBaseline: false, fresh: findings, known: 0, spent: 0 };
  const texts = await textsOf(compiled);
  const baseline = update || previous === null ? takeBaseline(findings, graph, texts, previous) : previous;
  if (update) await files.write(place, formatBaseline(baseline));
  const { fresh, known, spent } = compareBaseline(findings, graph, texts, baseline);
  const gone = spent.reduce((sum, entry) => sum + entry.count, 0);
  return { hasBaseline: true, fresh, known: known.length, spent: gone };
}

async function readBaseline(files: World['files'], place: string): Promise<Baseline | null> {
  if ((await files.stat(place)) === null) return null;
  return parseBaseline(new TextDecoder().decode(await files.read(place)), BASELINE);
}

async function textsOf({ findings, textOf }: Compiled): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { path } of findings) if (!texts.has(path)) texts.set(path, await textOf(path));
  return texts;
}
