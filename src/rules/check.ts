import type { Config, Document, Fault, Finding, GraphView, Kind, NoteView, Report } from '../types.ts';
import { ruleById, rules } from './rules.ts';

/** Rules that ask for work on the text, which nobody will do in the archive. */
const FINISHING = /^(?:heading|section|text)\/|^mark\/open$/;

/**
 * What is wrong with one note, seen alone: the faults that earlier stages raised, and the rules on notes. `text`
 * is the raw text of the note. Severities are the rules' own; nothing is suppressed and nothing sorted yet.
 * Only faults are told of an opaque note, whose text nobody parsed. An archived note is not asked to be finished.
 */
export function checkNote(
  document: Document,
  text: string,
  config: Config,
  kinds: ReadonlyMap<string, Kind>,
): readonly Finding[] {
  const { draft, path, faults } = document;
  const findings = faults.map((fault) => findingOf(fault, path));
  const kind = document.note?.kind ?? kinds.get(document.kind) ?? kinds.get('document');
  if (draft === null || draft.opaque || kind === undefined) return findings;
  const view: NoteView = { document, draft, kind, text, config };
  for (const { id, note } of rules) {
    if (document.archived && FINISHING.test(id)) continue;
    for (const report of note?.(view) ?? []) findings.push(findingOf({ ...report, rule: id }, path));
  }
  return findings;
}

/**
 * What is wrong between documents: the rules on the graph, what was passed over in the tree, and the faults of
 * documents that are not Markdown. As `checkNote`, with the rules' own severities, neither suppressed nor sorted. It
 * yields after each rule.
 */
export function* checkGraph(view: GraphView): Generator<undefined, readonly Finding[]> {
  const findings = view.tree.skipped.map(({ path, fault }) => findingOf(fault, path));
  for (const { draft, faults, path } of view.graph.documents) {
    if (draft === null) findings.push(...faults.map((fault) => findingOf(fault, path)));
  }
  for (const { id, graph } of rules) {
    for (const { path, ...report } of graph?.(view) ?? [])
      findings.push(findingOf({ ...report, rule: id }, path));
    yield;
  }
  return findings;
}

/** A fault or report with its path and the rule's own severity. Throws for a rule that the table does not have. */
export function findingOf(fault: Fault | (Report & { readonly rule: string }), path: string): Finding {
  const { rule, span, data, related = [], fix = null } = fault;
  const known = ruleById.get(rule);
  if (known === undefined) throw new Error(`no rule "${rule}"`);
  return { rule, severity: known.severity, path, span, data, related, fix };
}
