import { nameOf } from '../../read/paths.ts';
import { joined } from '../../rules/words.ts';
import type { Document, Graph, Kind } from '../../types.ts';
import type { PlanView } from '../view.ts';
import { type Arrival, arrivalsSince } from './arrivals.ts';
import { baselinesOf, type MeasuredState, measuredFacts } from './baselines.ts';
import { type FactGroup, fieldEntries, statusWord } from './fact.ts';
import {
  closedFacts,
  type Deferred,
  deferredWork,
  findingFacts,
  type ItemNews,
  itemFacts,
  itemNews,
} from './items.ts';
import { gateFacts, haltFacts, otherFacts, repositoryFacts, resultFacts, slotFacts } from './results.ts';

/** What came since a manifest or queue, worked out. */
export interface TakenIn {
  readonly arrivals: readonly Arrival[];
  /** Every fact with the note that says it; none of the groups is empty, and every arrival is in one. */
  readonly groups: readonly FactGroup[];
  readonly baselines: readonly MeasuredState[];
  readonly items: readonly ItemNews[];
  readonly deferred: readonly Deferred[];
  /** What could not be read where it was looked for, a sentence each. */
  readonly remarks: readonly string[];
}

/** True for a kind whose notes list the current documents: a manifest, where the other sort is a queue. */
export function isManifest({ keys }: Kind): boolean {
  return keys.includes('current');
}

/**
 * What a manifest or queue takes in of what came since: all of it, and of other manifests and queues a queue takes
 * none.
 */
export function arrivalsFor(view: PlanView, holder: Document, kind: Kind): readonly Arrival[] {
  const all = arrivalsSince(view.graph, holder);
  return isManifest(kind) ? all : all.filter((arrival) => !takesIn(view, arrival));
}

/** True for a manifest or queue: what it says it has from elsewhere. */
function takesIn({ kinds }: PlanView, { document }: Arrival): boolean {
  return kinds.get(document.kind)?.keys.includes('absorbs') === true;
}

/** Works out what came. A queue leaves states of the repositories, budgets and halts to the manifest. */
export async function takenIn(
  view: PlanView,
  holder: Document,
  kind: Kind,
  all: readonly Arrival[],
): Promise<TakenIn> {
  const arrivals = all.filter((arrival) => !takesIn(view, arrival));
  const textAt = async (path: string): Promise<string> => (await view.sourceOf(path)).text;
  const items = itemNews(view.graph, arrivals);
  const deferred = deferredWork(arrivals, items);
  const baselines = isManifest(kind) ? baselinesOf(holder, arrivals) : [];
  const work: readonly FactGroup[] = isManifest(kind)
    ? [
        { title: 'Test baselines', facts: measuredFacts(baselines) },
        { title: 'Tags and heads', facts: repositoryFacts(arrivals, view.graph) },
        { title: 'Gates', facts: await gateFacts(arrivals, textAt) },
        { title: 'Slots', facts: slotFacts(arrivals) },
        { title: 'Halts and amendments', facts: haltFacts(arrivals) },
      ]
    : [];
  const groups: readonly FactGroup[] = [
    { title: 'Phase results', facts: resultFacts(arrivals) },
    ...work,
    { title: 'Promoted', facts: itemFacts(items, ['promoted']) },
    { title: 'Carried', facts: itemFacts(items, ['carried']) },
    { title: 'Deferred', facts: deferred },
    { title: 'Open', facts: itemFacts(items, ['open', 'provisional', 'recommended']) },
    { title: 'Settled', facts: closedFacts(items) },
    { title: 'Findings', facts: findingFacts(items) },
  ];
  const told = new Set(groups.flatMap(({ facts }) => facts.map(({ source }) => source)));
  const rest = { title: 'Also new', facts: otherFacts(all, told) };
  return {
    arrivals: all,
    groups: [...groups, rest].filter(({ facts }) => facts.length > 0),
    baselines,
    items,
    deferred,
    remarks: isManifest(kind) ? [...unread(arrivals, groups), ...unlisted(arrivals, view.graph)] : [],
  };
}

/** Change requests of which nobody can tell gates or slots, so that a person looks. */
function unread(arrivals: readonly Arrival[], groups: readonly FactGroup[]): readonly string[] {
  return arrivals.flatMap(({ document }) => {
    if (document.kind !== 'cr') return [];
    const missing = ['Gates', 'Slots'].filter((title) => {
      const group = groups.find((one) => one.title === title);
      return group?.facts.every(({ source }) => source !== document.path) ?? true;
    });
    if (missing.length === 0) return [];
    const what = joined(
      missing.map((one) => one.toLowerCase()),
      'and',
    );
    return [
      `No ${what} could be read in ${nameOf(document.path)} (${statusWord(document)}): say them yourself.`,
    ];
  });
}

/** Handoffs that say in their text alone what they measured: which of its numbers are the last only a person can tell. */
function unlisted(arrivals: readonly Arrival[], { claims }: Graph): readonly string[] {
  const names = arrivals.flatMap(({ document }) => {
    const measures = claims.get(document.path)?.some(({ statement: { type } }) => type === 'baseline');
    const isUnlisted = document.kind === 'handoff' && fieldEntries(document, 'baselines').length === 0;
    return isUnlisted && measures === true ? [nameOf(document.path)] : [];
  });
  if (names.length === 0) return [];
  return [`The baselines of ${joined(names, 'and')} stand in the text alone: say them yourself.`];
}
