import { citedDocuments } from './cited-documents.ts';
import { givingWay } from './giving-way.ts';
import { linking, type Relinked } from './link/link.ts';
import { edgesOut, linkOut } from './link/other-records.ts';
import { type Wants, wantsOf } from './link/wants.ts';
import { readAmendments } from './past/amendments.ts';
import { readEarlierVersions } from './past/earlier-versions.ts';
import { openPool } from './pool/caching-pool.ts';
import { judgeNotes } from './pool/judge.ts';
import type { Pool } from './pool/pool.ts';
import type { Means, Project } from './project.ts';
import { readLedger } from './read/ledger.ts';
import { withoutEnding } from './read/paths.ts';
import { readReceipts } from './read/receipts.ts';
import { OWN, readRepositories } from './read/repositories.ts';
import { readSource, readText } from './read/source.ts';
import { readTree } from './read/tree.ts';
import { checkGraph } from './rules/check.ts';
import { settle } from './rules/settle.ts';
import { noStopwatch } from './stopwatch.ts';
import type { Document, Finding, Graph, Ledger, Receipt, Stopwatch, Tree, TreeFile, World } from './types.ts';
import { documentOf } from './validate/document.ts';

/** A record read, linked and judged. */
export interface Compiled extends Project {
  readonly graph: Graph;
  /** Every finding, in order of path, place and rule; no baseline taken off. */
  readonly findings: readonly Finding[];
  /** The receipts that are filed in the record, in order of path. */
  readonly receipts: readonly Receipt[];
  /** Links a newer text of one note among the others as they were; what Git was not asked for stays unknown. */
  readonly relink: (document: Document) => Relinked;
  /** The text of a file of the tree, read again; `''` when it cannot be read, and for what was passed over. */
  readonly textOf: (path: string) => Promise<string>;
  /** The bytes of a file of the tree. Rejects with Node's error. */
  readonly bytesOf: (path: string) => Promise<Uint8Array>;
}

/** Compiles with threads of its own, as `compileWith`. */
export async function compile(means: Means, watch?: Stopwatch): Promise<Compiled> {
  const pool = openPool(means);
  try {
    return await compileWith(pool, means, watch);
  } finally {
    await pool.stop();
  }
}

/**
 * The stages in order: read → parse → validate → link → check. Reads the working tree below `project.root`
 * and writes nothing. One unreadable note is a finding, never a failure of the rest. `watch` counts what each takes.
 */
export async function compileWith(
  pool: Pool,
  means: Means,
  watch: Stopwatch = noStopwatch,
): Promise<Compiled> {
  const { world, project, engine } = means;
  const { root, config, kinds } = project;
  const pause = () => world.processes.pause(0);
  const way = { now: world.now, pause };
  const repository = await watch.measure('git', () => world.git.find(root));
  // Git goes through the history while the notes are judged.
  const history = watch.measure('git', () =>
    readLedger(repository, root, config.record, { shelf: pool.shelf }),
  );
  // It may fail before anybody waits for it.
  history.catch(() => {});
  const tree = await watch.measure('read', () => readTree(world.files, repository, root, config));

  const judged = await judgeNotes(filesNamed(tree, '.md'), kinds, pool, pause);
  await pool.judged();
  for (const { document, spent } of judged) watch.note(document.path, spent);
  const notes = judged.map(({ document }) => document);
  const documents = [...notes, ...(await documentsBeside(notes, tree, means))];

  const top = repository?.root ?? null;
  const prefix = top === null ? '' : below(top, root);
  const ledger = await history;
  await pause();
  // A function of its own, so that what is wanted, which is much, is let go.
  const answersTo = async (wants: Wants) => {
    await pause();
    return Promise.all([
      watch.measure('git', () => readCited(world, project, wants, top)),
      watch.measure('git', () => readAmendments(pool, means, repository, documents, ledger)),
      watch.measure('git', () => readEarlierVersions(repository, project, wants.earlier, ledger)),
      Promise.all(wants.texts.map(async (path) => [path, await readText(world.files, root, path)] as const)),
      readReceipts(world.files, root, tree),
    ]);
  };
  const [repositories, amendments, earlier, texts, filed] = await answersTo(
    await givingWay(wantsOf(documents, tree, config, prefix), way),
  );
  const known = { ...ledger, prefix, repositories, ...(amendments && { amendments }) };
  const elsewhere = await watch.measure('parse', () => citedDocuments(repositories, project, engine));
  const proofs = { texts: new Map(texts), earlier, receipts: filed.receipts, elsewhere, prefix, top };
  const linked = await watch.measure('link', () =>
    givingWay(linking(documents, tree, known, config, proofs, kinds), way),
  );
  const graph = watch.measure('link', () => linkOut(linked.graph, project.others));
  const findings = await watch.measure('rules', async () => {
    const whole = { ...tree, skipped: [...tree.skipped, ...filed.invalid] };
    const found = await givingWay(checkGraph({ graph, config, kinds, tree: whole }), way);
    return settle([...judged.flatMap((note) => note.findings), ...found], graph, config);
  });
  return {
    ...project,
    graph,
    findings,
    receipts: filed.receipts,
    relink: (document) => {
      const { edges, claims } = linked.relink(document);
      return { edges: edgesOut(edges, project.others), claims };
    },
    ...readersOf(tree, means),
  };
}

/** What reads files of the tree again. */
function readersOf(tree: Tree, { world, project: { root } }: Means): Pick<Compiled, 'textOf' | 'bytesOf'> {
  const skipped = new Set(tree.skipped.map(({ path }) => path));
  return {
    textOf: async (path) => (skipped.has(path) ? '' : readText(world.files, root, path)),
    bytesOf: (path) => world.files.read(`${root}/${path}`),
  };
}

function filesNamed({ files }: Tree, ending: string): readonly TreeFile[] {
  return files.filter(({ path }) => path.endsWith(ending));
}

/** The documents that are no notes, of which one may share its name with a note. */
async function documentsBeside(
  notes: readonly Document[],
  tree: Tree,
  { world, project: { root, config } }: Means,
): Promise<readonly Document[]> {
  const byBareName = new Map(notes.map((note) => [withoutEnding(note.path), note]));
  const twinOf = (path: string) => byBareName.get(withoutEnding(path));
  const documents = filesNamed(tree, '.docx').map(({ path }) => documentOf(path, '', config, twinOf(path)));
  for (const { path } of filesNamed(tree, '.html')) {
    const { text, faults } = await readSource(world.files, root, path);
    documents.push({ ...documentOf(path, text, config, twinOf(path)), faults });
  }
  return documents;
}

/** From one folder to another within it: `''`, or ending in `/`. */
function below(top: string, folder: string): string {
  return folder.startsWith(`${top}/`) ? `${folder.slice(top.length + 1)}/` : '';
}

/** What the clones say about what the notes name in them; nobody is asked when nothing is named. */
async function readCited(
  world: World,
  { config, clones }: Project,
  wants: Wants,
  own: string | null,
): Promise<NonNullable<Ledger['repositories']>> {
  if (wants.none) return new Map();
  return readRepositories(world, config, {
    places: clones,
    own: wants.unsaid || config.repos.some(({ name }) => name === OWN) ? own : null,
    wantsOf: wants.of,
  });
}
