import { type Compiled, compile } from '../compile.ts';
import { lazyEngine } from '../parse/markdown/engine.ts';
import { loadProject } from '../project.ts';
import { position } from '../read/position.ts';
import { ruleById } from '../rules/rules.ts';
import type { Repository, Span, World } from '../types.ts';
import { pastWorld } from './past-world.ts';

/** A record as it stood at a commit. */
interface RecordAt extends Pick<Compiled, 'graph' | 'config'> {
  /**
   * The errors of a note whose raw text is given, in order: where each stands, and what to do about it. What was read
   * behind the text stands where its source does.
   */
  readonly errorsOf: (
    path: string,
    text: string,
  ) => readonly { readonly span: Span; readonly told: string }[];
}

/** A part of a note that its author put between fences, and that is to be read as if it stood in the text. */
interface Unfenced {
  readonly path: string;
  /** The whole note, and where in it the part stands. */
  readonly text: string;
  readonly span: Span;
}

/**
 * Compiles a record as of a commit, with the text of slop.yaml there. Kinds and clones are those of today. `unfenced` is
 * read once more behind the end of its note.
 * @throws Refusal when slop.yaml cannot be used, or there was no record.
 */
export async function recordAt(
  world: World,
  root: string,
  repository: Repository | null,
  { oid, settings }: { readonly oid: string; readonly settings: string },
  unfenced: Unfenced | null,
): Promise<RecordAt> {
  const settled = withFile(world, `${root}/slop.yaml`, settings);
  const project = await loadProject(settled, root);
  const past = await pastWorld(settled, { root, repository }, project, oid);
  const seen = unfenced === null ? past.world : withPart(past.world, root, unfenced);
  const { graph, findings, config } = await compile({ world: seen, project, engine: lazyEngine() });
  return {
    graph,
    config,
    errorsOf: (path, text) =>
      findings.flatMap(({ path: place, severity, span, rule, data }) => {
        if (place !== path || severity !== 'error') return [];
        const there = placed(span, text, unfenced);
        const { line, column } = position(text, there.start);
        const { message, help } = ruleById.get(rule) ?? {};
        return [
          { span: there, told: `${path}:${line}:${column} ${rule}: ${message?.(data)} ${help?.(data)}` },
        ];
      }),
  };
}

const APART = '\n\n';

function withPart(world: World, root: string, { path, text, span }: Unfenced): World {
  return withFile(world, `${root}/${path}`, `${text}${APART}${text.slice(span.start, span.end)}\n`);
}

function placed(span: Span, text: string, unfenced: Unfenced | null): Span {
  const begins = text.length + APART.length;
  if (unfenced === null || span.start < begins) return span;
  const shift = unfenced.span.start - begins;
  return { start: span.start + shift, end: span.end + shift };
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
