import type { Compiled } from '../../compile.ts';
import { isLive } from '../../link/live.ts';
import { readingOrder } from '../../link/reading-order.ts';
import { verifyPlan } from '../../plan/verify.ts';
import { readSource } from '../../read/source.ts';
import { Refusal } from '../../refusal.ts';
import { claimLines } from '../../report/claims.ts';
import { listedLines } from '../../report/listed.ts';
import { paintFor } from '../../report/paint.ts';
import { readingLines } from '../../report/reading.ts';
import type { Document, World } from '../../types.ts';
import { outJson } from '../json-document.ts';
import { namedNote } from '../named-note.ts';
import { runPlan } from '../plan/run.ts';
import { readRecordAt } from '../record.ts';
import { findRoot, pathsFrom } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { beginWriting, refuseUnfinished } from '../unfinished.ts';
import { foundNow } from './claims.ts';
import { verifyJson } from './json.ts';
import { listedIn } from './list.ts';

export interface VerifyOptions {
  /** Id, file name or path; null for every note that still speaks. */
  readonly note: string | null;
  readonly json: boolean;
  /** File the receipts in the record. */
  readonly keep: boolean;
  /** Make the notes say what was found. */
  readonly update: boolean;
  readonly dryRun: boolean;
  readonly commit: boolean;
  /** File of answers to the questions of `update`. */
  readonly answers: string | null;
}

/**
 * Holds against the world what notes say: what a manifest lists, claims, baselines by running their probes, services,
 * and what a handoff gives to read. Exit code 1 when something is not as it is written, or could not be measured.
 * @throws Refusal when there is no such note, or nothing in it to verify.
 */
export async function verify(world: World, terminal: Terminal, options: VerifyOptions): Promise<number> {
  const writes = options.keep || options.update;
  if (options.json && writes) {
    throw new Refusal('--json only shows; run slop verify with --keep or --update, and again with --json.');
  }
  const here = await findRoot(world);
  if (writes) await beginWriting(world, terminal, here.root, options.dryRun);
  else await refuseUnfinished(world, here.root);
  const { compiled } = await readRecordAt(world, terminal, here);
  const { graph, config, kinds } = compiled;
  const note = options.note === null ? null : namedNote(here, graph, options.note);
  const notes = note === null ? liveNotes(compiled) : [note];
  const recorded = notes.flatMap(({ path }) => graph.claims.get(path) ?? []);
  const listed = note === null ? [] : await listedIn(note, compiled);
  const reading = note === null ? null : readingOrder(note, graph);
  if (note !== null && listed.length + recorded.length === 0 && reading === null) {
    throw new Refusal(
      `There is nothing to verify in ${note.path}: it lists no documents, gives nothing to read, and claims nothing.`,
    );
  }
  const { claims, runs, receipts } = await foundNow(world, terminal, recorded, compiled);
  const paint = paintFor(terminal);
  const pathOf = pathsFrom(here.cwd, here.root);
  if (options.json) {
    await outJson(terminal, verifyJson({ note, listed, claims, reading, receipts }, pathOf));
  } else {
    const telling = { textOf: compiled.textOf, pathOf, paint, columns: terminal.columns };
    const parts = [
      ...(listed.length > 0 ? [listedLines(listed, pathOf, paint)] : []),
      ...(reading === null ? [] : [readingLines(reading, paint)]),
      ...(claims.length > 0 || note === null ? [await claimLines(claims, telling)] : []),
    ];
    await terminal.out(parts.join('\n'));
  }
  for (const [{ name }, { why }] of runs) {
    if (why !== null) await terminal.err(`slop: Nothing was measured by ${name}: ${why}\n`);
  }
  if (writes) {
    const sourceOf = (path: string) => readSource(world.files, here.root, path);
    const plan = await verifyPlan(
      { graph, config, kinds, sourceOf },
      {
        claims,
        list: note === null ? null : { note, listed },
        receipts,
        keep: options.keep,
        update: options.update,
      },
    );
    await runPlan(world, terminal, here, plan, { ...options, json: false });
  }
  const wrong =
    listed.some(({ problems }) => problems.length > 0) ||
    claims.some(({ state }) => state === 'contradicted') ||
    [...runs.values()].some(({ receipt }) => receipt === null) ||
    (reading?.entries ?? []).some(({ state }) => state === 'missing');
  return wrong ? 1 : 0;
}

/** The notes whose claims are about today. */
function liveNotes({ graph }: Compiled): readonly Document[] {
  return graph.documents.filter((document) => graph.claims.has(document.path) && isLive(document, graph));
}
