import { type Compiled, compile } from './compile.ts';
import { loadEngine } from './parse/markdown/engine.ts';
import { pastWorld } from './past-world.ts';
import { loadProject } from './project.ts';
import { position } from './report/position.ts';
import { ruleById } from './rules/rules.ts';
import type { Repository, Span, World } from './types.ts';

/** A record as it stood at a commit. */
export interface RecordAt extends Pick<Compiled, 'graph' | 'config'> {
  /** The errors of a note whose raw text is given, in order: where each stands, and what to do about it. */
  readonly errorsOf: (
    path: string,
    text: string,
  ) => readonly { readonly span: Span; readonly told: string }[];
}

/**
 * Compiles a record as of a commit, with the slop.yaml of that commit. Kinds and clones are those of today.
 * @throws Refusal when slop.yaml cannot be used, or there was no record.
 */
export async function recordAt(
  world: World,
  root: string,
  repository: Repository | null,
  commit: string,
): Promise<RecordAt> {
  const files = await repository?.committed(root, commit, ['slop.yaml']);
  const settled = withFile(world, `${root}/slop.yaml`, files?.get('slop.yaml')?.text ?? '');
  const project = await loadProject(settled, root);
  const past = await pastWorld(settled, { root, repository }, project, commit);
  const { graph, findings, config } = await compile(past.world, project, (await loadEngine()).engine);
  return {
    graph,
    config,
    errorsOf: (path, text) =>
      findings.flatMap(({ path: place, severity, span, rule, data }) => {
        if (place !== path || severity !== 'error') return [];
        const { line, column } = position(text, span.start);
        const { message, help } = ruleById.get(rule) ?? {};
        return [{ span, told: `${path}:${line}:${column} ${rule}: ${message?.(data)} ${help?.(data)}` }];
      }),
  };
}

/** The world with another text of one file. */
function withFile(world: World, place: string, text: string): World {
  const bytes = new TextEncoder().encode(text);
  const { files } = world;
  return {
    ...world,
    files: {
      ...files,
      read: async (one) => (one === place ? bytes : files.read(one)),
      stat: async (one) => (one === place ? { type: 'file', size: bytes.byteLength } : files.stat(one)),
    },
  };
}
