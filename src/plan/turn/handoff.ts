import { COUNTS } from '../../link/claims/baselines.ts';
import { counted } from '../../parse/in-threes.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Item, JsonObject, Plan, Receipt } from '../../types.ts';
import { fillTemplate, keysWithoutValues } from '../fill.ts';
import { isOpen, withFields, withoutEmpty } from '../new/carried.ts';
import { newFolder, newId } from '../new/place.ts';
import { planOf } from '../plan.ts';
import { receiptWrites } from '../verify/receipts.ts';
import type { PlanView } from '../view.ts';
import { fenced } from './fenced.ts';
import { type HandoffParts, referenceTo } from './handed.ts';
import { promptText } from './kickoff-prompt.ts';
import { onOneLine } from './on-one-line.ts';

/** Items that are listed. */
const MOST = 30;

/** Plans the note by which one session hands its lane on: its state, what to read, what is open, what to do first. */
export function handoffPlan(view: PlanView, parts: HandoffParts): Plan {
  const kind = view.kinds.get('handoff');
  const { lane, phase, date, template } = parts;
  const title = `Lane ${lane} behind turn ${parts.turns.at(-1)?.number ?? 0}`;
  const naming = { title, phase, number: null, date, step: null, amends: false };
  const taken = (one: string): boolean => view.graph.lineages.has(one);
  const usual = kind === undefined ? null : newId({ ...naming, kind }, taken);
  const id =
    usual ?? freeId(`${phase === null ? '' : `phase-${phase}-`}${lane}-session-handoff-${date}`, taken);
  const folder = kind === undefined ? view.config.record : newFolder(view, kind, phase);
  const place = `${folder === '' ? '' : `${folder}/`}${id}-v0_1.md`;
  const receipts = receiptWrites(
    parts.baselines.flatMap(({ receipt }) => (receipt === null ? [] : [{ ...receipt, notes: [id] }])),
    view,
  );
  const values = { id, title, version: '0.1', date, author: parts.author, phase, session: lane };
  const filled = fillTemplate(template.name, template.text, { ...keysWithoutValues(kind), ...values });
  const withHead = withFields(withoutEmpty(filled), headOf(view, parts));
  const text = Object.entries(sectionsOf(view, parts)).reduce(
    (whole, [heading, content]) => withSection(whole, heading, content),
    withHead,
  );
  const writes = [{ path: place, text }, ...receipts];
  return planOf({
    title: `hand on lane ${lane}`,
    base: Object.fromEntries(writes.map((one) => [one.path, null])),
    writes,
    commit: {
      subject: `${id}: ${title}`,
      trailers: [
        ...(parts.session === null ? [] : [`Claude-Session: ${parts.session}`]),
        `Record: ${id} v0.1`,
      ],
    },
  });
}

function freeId(usual: string, taken: (id: string) => boolean): string {
  let id = usual;
  for (let more = 2; taken(id); more += 1) id = `${usual}-${more}`;
  return id;
}

/** Puts a content under the heading of that title, whatever number it has. */
function withSection(text: string, title: string, content: string): string {
  const heading = new RegExp(`^(## (?:\\d+\\. )?${title}\\n\\n)(?:(?!^## )[^\\n]*\\n?)*`, 'm');
  return text.replace(heading, (_, line: string) => `${line}${content}\n\n`).replace(/\n+$/, '\n');
}

/** The notes of the turns and of their results, the last ones first, each once. */
function documentsOf({ graph }: PlanView, { turns, lane }: HandoffParts): readonly Document[] {
  const asked = turns.toReversed().flatMap(({ path }) => graph.byPath.get(path) ?? []);
  const results = graph.documents
    .filter(({ kind, draft }) => kind === 'turn-result' && draft?.head['lane'] === lane)
    .toSorted(
      (one, other) => Number(other.draft?.head['turn-number']) - Number(one.draft?.head['turn-number']),
    );
  const manifest = graph.documents.filter(
    ({ kind, id, archived }) =>
      kind === 'manifest' && !archived && graph.lineages.get(id)?.current.kind === kind,
  );
  return [...new Set([...asked.slice(0, 1), ...results, ...asked.slice(1), ...manifest.slice(-1)])];
}

function headOf(view: PlanView, parts: HandoffParts): JsonObject {
  const documents = documentsOf(view, parts);
  const names = documents.map(referenceTo);
  const [first, ...rest] = names;
  const heads = parts.heads
    .filter(
      ({ published, repository }) => published && view.config.repos.some(({ name }) => name === repository),
    )
    .map(({ repository, branch, oid }) => ({ repository, ...(branch === null ? {} : { branch }), oid }));
  const baselines = parts.baselines.flatMap(({ probe, receipt }) =>
    receipt === null || (receipt.counts === null && receipt.value === null)
      ? []
      : [baselineOf(view, probe, receipt)],
  );
  const taken = takenUp(view, parts);
  return {
    ...(taken.length === 0 ? {} : { consumes: taken }),
    authority: { authoritative: first === undefined ? [] : [first], orients: rest },
    reading: documents.map((document, index) => ({
      document: referenceTo(document),
      role: index === 0 ? 'authoritative' : 'context',
      reason: reasonOf(document, index),
    })),
    ...(heads.length === 0 ? {} : { heads }),
    ...(baselines.length === 0 ? {} : { baselines }),
  };
}

/** Handoffs that the lane was sent, and that no note says it took up. */
function takenUp({ graph }: PlanView, { turns }: HandoffParts): readonly string[] {
  const sent = turns.flatMap(({ path }) => graph.byPath.get(path) ?? []);
  const open = [...new Set(sent)].filter(
    ({ kind, path }) =>
      kind === 'handoff' &&
      !(graph.in.get(path) ?? []).some(({ mention }) => mention.field?.startsWith('/consumes') === true),
  );
  return open.map(referenceTo);
}

function reasonOf({ kind }: Document, index: number): string {
  if (index === 0) return 'what was asked last';
  if (kind === 'turn-result') return 'what came of it, with its evidence';
  return kind === 'manifest' ? 'where the project stands' : 'what was asked before';
}

function baselineOf(
  { config }: PlanView,
  probe: string,
  { repository, counts, value, oid }: Receipt,
): JsonObject {
  const isNamed = config.repos.some(({ name }) => name === repository);
  const told = COUNTS.flatMap((key) => (counts?.[key] == null ? [] : [[key, counts[key]] as const]));
  return {
    ...(isNamed ? { repository } : {}),
    probe,
    ...Object.fromEntries(told),
    ...(value === null ? {} : { name: probe, value }),
    ...(isNamed && oid !== null ? { oid } : {}),
  };
}

function sectionsOf(view: PlanView, parts: HandoffParts): Readonly<Record<string, string>> {
  const documents = documentsOf(view, parts);
  const first = documents[0];
  const list = documents.map(
    (document, index) => `${index + 1}. ${referenceTo(document)} (${reasonOf(document, index)})`,
  );
  return {
    'What this document is': `It hands on what lane ${parts.lane} did, from its log, Git and the record, as they were on ${parts.date}. ${first === undefined ? 'No note of the record is authoritative for it.' : `Authoritative is ${referenceTo(first)}; this page only orients.`}`,
    'Where the phase stands': standText(parts),
    Options: 'None were put.',
    'Reading order': list.length === 0 ? 'Nothing of the record.' : list.join('\n'),
    'What the next session does': nextText(view, parts),
    'What this session did not do': leftText(parts),
    'Kickoff prompt': fenced(promptText(view, parts, first)),
  };
}

/** Fenced, so that what stands there is no claim of its own beside the head. */
function standText({ heads, baselines, turns }: HandoffParts): string {
  const standing = heads.map(
    ({ repository, branch, oid, clean }) =>
      `${repository}  ${branch ?? 'no branch'} at ${oid.slice(0, 10)}${clean ? '' : ', with changes that are not committed'}`,
  );
  const measured = baselines.map(({ probe, receipt, why }) => `${probe}  ${why ?? measuredIn(receipt)}`);
  const told = turns.map(
    ({ number, path, end, changed, crossed, review }) =>
      `${number}  ${nameOf(path)}  ${end}, ${counted(changed, 'path')}${crossed ? ', crossed its bounds' : ''}; ${review === null ? 'not reviewed' : `${review.verdict}: ${onOneLine(review.why)}`}`,
  );
  const parts = [
    ['Repositories, as they stand on this machine:', standing],
    ['Baselines, just measured:', measured],
    ['Turns:', told],
  ] as const;
  return parts
    .map(([label, lines]) => `${label}\n\n${fenced(lines.length === 0 ? 'none' : lines.join('\n'))}`)
    .join('\n\n');
}

function measuredIn(receipt: Receipt | null): string {
  const { counts, value, exitCode } = receipt ?? { counts: null, value: null, exitCode: null };
  const told = COUNTS.flatMap((key) => (counts?.[key] ? [`${counts[key]} ${key}`] : []));
  return [...told, ...(value === null ? [] : [value])].join(', ') || `exit code ${exitCode}`;
}

function openItems({ graph }: PlanView, phase: string | null): readonly Item[] {
  return [...graph.items.values()]
    .filter(({ state }) => state !== null && isOpen({ state }))
    .filter(
      ({ places }) => phase === null || places.some(({ path }) => graph.byPath.get(path)?.phase === phase),
    )
    .slice(0, MOST);
}

function nextText(view: PlanView, parts: HandoffParts): string {
  const items = openItems(view, parts.phase).map(
    ({ id, title }) => `- ${id}${title === null ? '' : `: ${title}`}`,
  );
  const last = parts.turns.at(-1);
  const begin =
    last?.review === null
      ? `Turn ${last.number} is to be reviewed first.`
      : 'It reads, measures the baselines again, and takes up what the last review left.';
  return items.length === 0 ? `${begin} No item is open.` : `${begin} Open items:\n\n${items.join('\n')}`;
}

function leftText({ turns }: HandoffParts): string {
  const crossed = turns.filter(({ crossed: one }) => one).map(({ number }) => `turn ${number}`);
  const unreviewed = turns.filter(({ review }) => review === null).map(({ number }) => `turn ${number}`);
  const told = [
    ...(crossed.length === 0
      ? []
      : [`What ${crossed.join(', ')} changed beyond the bounds was not taken back here.`]),
    ...(unreviewed.length === 0 ? [] : [`Nobody has judged ${unreviewed.join(', ')}.`]),
  ];
  return told.length === 0 ? 'Nothing beyond what its turns asked for.' : told.join(' ');
}
