import { judgeHere } from '../pool/judge-here.ts';
import type { Project } from '../project.ts';
import { readLedger } from '../read/ledger.ts';
import type { Commit, Document, GoneText, MarkdownEngine, PathHistory, Repository, World } from '../types.ts';
import { documentOf } from '../validate/document.ts';
import { storedFiles } from './stored-files.ts';

/** A note that lies in the history alone. */
interface GoneNote {
  readonly document: Document;
  /** Its last text. */
  readonly text: string;
  readonly history: PathHistory;
}

/** A file that lies in the history alone and is no note. */
interface GoneFile {
  readonly path: string;
  readonly history: PathHistory;
}

/**
 * Notes that were taken away, also where another lies at their path now, or that only Git still has, each by its last
 * text, and other such files. One of which a file of today came is none, unless that has another name and other words.
 * Empty where Git does not tell.
 */
export async function goneFiles(
  { files, now }: Pick<World, 'files' | 'now'>,
  project: Pick<Project, 'root' | 'config' | 'kinds'>,
  engine: MarkdownEngine,
  repository: Repository,
  here: ReadonlySet<string>,
): Promise<{ readonly gone: readonly GoneNote[]; readonly others: readonly GoneFile[] }> {
  const { record } = await readLedger(repository, project.root, project.config.record, { full: true });
  const moved = new Set([...(record?.paths.values() ?? [])].flatMap(({ former = [] }) => former));
  const taken = (record?.gone ?? []).flatMap(({ path, oid, commit, changes }) =>
    moved.has(path) ? [] : [{ path, oid, history: historyOf(path, commit, changes) }],
  );
  const removed = [...(record?.paths ?? [])].flatMap(([path, history]) => {
    const oid = here.has(path) ? undefined : history.texts?.at(-1)?.oid;
    return oid === undefined ? [] : [{ path, oid, history }];
  });
  const isNote = ({ path }: { readonly path: string }): boolean => /\.(?:md|html)$/i.test(path);
  const all = [...taken, ...removed];
  const notes = all.filter(isNote);
  const texts = notes.length === 0 ? null : await repository.texts([...new Set(notes.map(({ oid }) => oid))]);
  const found: GoneNote[] = [];
  for (const { path, oid, history } of notes) {
    const text = texts?.get(oid);
    if (text === undefined) continue;
    const stored = { files: new Map([[path, oid]]), read: async () => Buffer.from(text) };
    const judge = judgeHere(storedFiles(files, project.root, stored), project, engine, now);
    const document = path.endsWith('.md')
      ? (await judge([path]))[0]?.document
      : documentOf(path, text, project.config, undefined);
    if (document !== undefined) found.push({ document, text, history });
  }
  return { gone: found, others: all.filter((one) => !isNote(one)) };
}

function historyOf(path: string, last: Commit, changes: GoneText['changes']): PathHistory {
  const texts = changes.map((change) => ({ ...change, path })).reverse();
  return { first: texts[0]?.commit ?? last, last, texts };
}
