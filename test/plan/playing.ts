import { compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { outcome } from '../../src/plan/plan-outcome.ts';
import type { PlanView } from '../../src/plan/view.ts';
import { loadProject } from '../../src/project.ts';
import { blobId } from '../../src/read/blob.ts';
import { readSource } from '../../src/read/source.ts';
import type { Document, Finding, Plan } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

export type Tree = Readonly<Record<string, string>>;

/** A record of values, read and judged. `slop.yaml` is empty unless the tree has one. */
export async function recordOf(tree: Tree): Promise<{
  readonly view: PlanView;
  readonly findings: readonly Finding[];
  readonly note: (path: string) => Document;
}> {
  const world = memoryWorld({ files: { 'slop.yaml': '', ...tree } });
  const project = await loadProject(world, '/project');
  const { graph, config, kinds, findings } = await compile({ world, project, engine: satteriEngine });
  const sourceOf = (path: string) => readSource(world.files, '/project', path);
  const note = (path: string): Document => {
    const document = graph.byPath.get(path);
    if (document === undefined) throw new Error(`no ${path} in the test's record`);
    return document;
  };
  return { view: { graph, config, kinds, sourceOf }, findings, note };
}

/** The tree after a plan. Throws when the base of the plan is not what the tree holds. */
export function played(tree: Tree, plan: Plan): Record<string, string> {
  const base = new Map(
    Object.entries(plan.base).map(([path, oid]) => {
      const text = tree[path];
      const bytes = text === undefined ? null : Buffer.from(text, 'utf8');
      if ((bytes === null ? null : blobId(bytes)) !== oid)
        throw new Error(`the base of ${path} is not right`);
      return [path, bytes] as const;
    }),
  );
  const after: Record<string, string> = { ...tree };
  for (const [path, bytes] of outcome(plan, base)) {
    if (bytes === null) delete after[path];
    else after[path] = Buffer.from(bytes).toString('utf8');
  }
  return after;
}

/** `family: sentence` of each open question. */
export function openQuestions({ questions }: Plan): readonly string[] {
  return questions.flatMap(({ family, sentence, answer }) =>
    answer === null ? [`${family}: ${sentence}`] : [],
  );
}
