import { headOf } from '../parse/outline.ts';
import { parser } from '../parse/parse.ts';
import type { Project } from '../project.ts';
import { readSource } from '../read/source.ts';
import { checkNote } from '../rules/check.ts';
import { laps } from '../stopwatch.ts';
import type { Document, Files, Finding, MarkdownEngine, Stage } from '../types.ts';
import { validator } from '../validate/validate.ts';

/** One note and what is wrong with it, seen apart from all others. */
export interface JudgedNote {
  readonly document: Document;
  readonly findings: readonly Finding[];
  /** Milliseconds by stage. */
  readonly spent: ReadonlyMap<Stage, number>;
}

/** Judges batches on this thread; `now` is a clock in milliseconds. */
export function judgeHere(
  files: Files,
  { root, config, kinds }: Pick<Project, 'root' | 'config' | 'kinds'>,
  engine: MarkdownEngine,
  now: () => number,
): (paths: readonly string[]) => Promise<readonly JudgedNote[]> {
  const parse = parser(config, engine);
  const judge = validator(config, kinds);
  const judgeOne = async (path: string): Promise<JudgedNote> => {
    const { end, spent } = laps(now);
    const source = await readSource(files, root, path);
    end('read');
    const head = headOf(source, config);
    end('heads');
    const draft = parse(source, head);
    end('parse');
    const document = judge(draft);
    end('validate');
    const findings = checkNote(document, source.text, config, kinds);
    end('rules');
    return { document, findings, spent };
  };
  return async (paths) => {
    const judged: JudgedNote[] = [];
    for (const path of paths) judged.push(await judgeOne(path).catch((error) => failed(path, error)));
    return judged;
  };
}

/**
 * @throws always: a note never makes judging fail, so this is a bug, and whoever mends it wants to know of which note.
 */
function failed(path: string, cause: unknown): never {
  throw new Error(`Judging ${path} failed`, { cause });
}
