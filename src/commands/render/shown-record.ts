import path from 'node:path';
import { type Compiled, compile, compileWith } from '../../compile.ts';
import { goneFiles } from '../../past/gone-files.ts';
import type { Pool } from '../../pool/pool.ts';
import type { Means } from '../../project.ts';
import { groupBy } from '../../read/order.ts';
import { position } from '../../read/position.ts';
import { Refusal } from '../../refusal.ts';
import { LANE_KINDS, laneKind } from '../../render/lane-notes.ts';
import { type Known, knownIn, trueEdges, trueFindings } from '../../render/profile/findings.ts';
import { formerTexts } from '../../render/profile/former-texts.ts';
import { guarded } from '../../render/profile/guard.ts';
import { type Hidden, hiddenIn } from '../../render/profile/hidden.ts';
import { hiddenAnchors, linksToHidden } from '../../render/profile/links.ts';
import { saysOtherwise, wasPrivate } from '../../render/profile/marked.ts';
import { type Mask, maskedValue, maskOf } from '../../render/profile/mask.ts';
import { type PrivateParts, privateAnchors, privateParts } from '../../render/profile/private-parts.ts';
import { type Past, quietCommits } from '../../render/profile/quiet-commits.ts';
import { type Masking, maskedWorld } from '../../render/profile/world.ts';
import type {
  CommitNames,
  Config,
  File,
  Graph,
  LongFile,
  Profile,
  Repository,
  Stopwatch,
  World,
} from '../../types.ts';
import { nearest } from '../../validate/nearest.ts';
import { readCommitNames } from '../commit-names.ts';

/** A record as far as its readers may see it. */
interface ShownRecord {
  readonly compiled: Compiled;
  readonly commitNames: CommitNames;
  /** Ids that the profile leaves out and no note has, so that it leaves out nothing by them. */
  readonly strays: readonly string[];
  /** Notes that say in other words than `private` that they are not for all: path → those words. */
  readonly unmarked: ReadonlyMap<string, string>;
  /** Where Git does not tell the whole history, in which private notes may lie: what would help; null where it does. */
  readonly remedy: string | null;
  /** Passes the files of its site on, once each has been looked through. */
  readonly guard: (site: AsyncIterable<File | LongFile>) => AsyncIterable<File | LongFile>;
}

/** Places of one refusal. */
const MOST_TOLD = 20;

/** What hides parts of a record. */
interface Hiding {
  /** In which the record is masked. */
  readonly world: World;
  readonly config: Config;
  readonly mask: Mask;
  readonly known: Known;
  readonly strays: readonly string[];
  readonly unmarked: ReadonlyMap<string, string>;
  readonly remedy: string | null;
}

/**
 * Compiles the record, masked by a profile of slop.yaml; without one, as it is. Notes of lanes are only there where
 * slop.yaml says that they are shown.
 * @throws Refusal when there is no such profile, or it refuses what a note holds.
 */
export async function shownRecord(
  pool: Pool,
  means: Means,
  name: string | null,
  watch?: Stopwatch,
): Promise<ShownRecord> {
  // What is hidden follows from the whole record, which is much, and let go before it is compiled once more.
  const seen = await compileWith(pool, means, watch).then(async (whole) => {
    return (await hidingOf(whole, means, name)) ?? whole;
  });
  if ('graph' in seen) {
    const commitNames = await readCommitNames(means.world, means.project, seen.graph);
    return {
      compiled: seen,
      commitNames,
      strays: [],
      unmarked: new Map(),
      remedy: null,
      guard: (site) => site,
    };
  }
  const project = { ...means.project, config: seen.config };
  const masked = await compile({ ...means, world: seen.world, project }, watch);
  const graph = { ...masked.graph, out: trueEdges(masked.graph, seen.known) };
  const compiled = { ...masked, graph, findings: trueFindings(masked.findings, seen.known) };
  const commitNames = await readCommitNames(seen.world, compiled, compiled.graph);
  const guard: ShownRecord['guard'] = (site) => guarded(site, seen.mask, means.project.config.address);
  const { strays, unmarked, remedy } = seen;
  return { compiled, commitNames, strays, unmarked, remedy, guard };
}

/** What hides the parts of a record that a profile, or without one slop.yaml, does not show; null when it shows all. */
async function hidingOf(
  whole: Compiled,
  { world, engine }: Means,
  name: string | null,
): Promise<Hiding | null> {
  const profile = profileOf(whole, name);
  if (profile === null) return null;
  const { graph, config, textOf } = whole;
  const marked = name !== null;
  const parts = marked ? await privateParts(graph, textOf) : new Map<string, PrivateParts>();
  const repository = marked ? await world.git.find(whole.root) : null;
  const watched = repository && watchingTexts(repository);
  const past = watched && {
    ...watched.repository,
    ...(await goneFiles(world, whole, await engine.load(), watched.repository, graph.files)),
  };
  const gone = past?.gone ?? [];
  const hidden = await hiddenIn(graph, profile, { ...config, ...whole, parts, gone, marked });
  const mask = maskOf(profile, hidden, marked);
  await refuseMatters(whole, profile, hidden.paths, mask);
  const wasPrivate = wasPrivateBy(config, marked);
  const masking = {
    ...maskingOf(whole, hidden, mask, parts, marked),
    ...(await quietIn(whole, hidden, mask, past && { ...past, parts, wasPrivate })),
    wasPrivate,
  };
  return {
    world: maskedWorld(world, masking),
    config: { ...maskedValue(config, mask.mask), record: config.record, address: config.address },
    mask,
    known: knownIn(whole.findings, graph, mask.mask),
    strays: profile.notes.filter((id) => !graph.lineages.has(id)),
    remedy: watched && remedyOf(graph.ledger, watched.isPartial()),
    unmarked: marked ? unmarkedIn(graph, hidden.paths) : new Map(),
  };
}

/** The profile of that name, or none, with notes of lanes where slop.yaml does not show them; null when all is shown. */
function profileOf(whole: Compiled, name: string | null): Profile | null {
  const { graph, config } = whole;
  const holdsLanes = graph.documents.some((one) => LANE_KINDS.includes(laneKind(one)));
  const hidesLanes = !config.lanes.show && holdsLanes;
  if (name === null && !hidesLanes) return null;
  const named = name === null ? unmasked : profileNamed(whole, name);
  return hidesLanes ? { ...named, kinds: [...named.kinds, ...LANE_KINDS] } : named;
}

/** Commits of which nothing is told, and the last ones that are told of documents, by absolute path. */
async function quietIn(
  { root, config, graph }: Compiled,
  hidden: Hidden,
  mask: Mask,
  past: (Omit<Past, 'beside' | 'names'> & Pick<Repository, 'beside'>) | null,
): Promise<Pick<Masking, 'quiet' | 'last'>> {
  if (past === null) return { quiet: new Set(), last: new Map() };
  const { commits, last } = await quietCommits(graph, hidden, {
    ...past,
    beside: (oids) => past.beside(path.posix.join(root, config.record), oids),
    names: (subject) => mask.find(subject).some(({ word }) => word === 'note'),
  });
  return {
    quiet: commits,
    last: new Map([...last].map(([place, commit]) => [`${root}/${place}`, commit])),
  };
}

/** The same repository, and whether it lacked any text that it was asked for. */
function watchingTexts(repository: Repository): {
  readonly repository: Repository;
  readonly isPartial: () => boolean;
} {
  let isPartial = false;
  const texts: Repository['texts'] = async (oids) => {
    const told = await repository.texts(oids);
    if (told === null || told.size < oids.length) isPartial = true;
    return told;
  };
  return { repository: { ...repository, texts }, isPartial: () => isPartial };
}

/** What completes a history in which private notes that are gone may be missed; null where nothing is. */
function remedyOf({ record, unverified }: Graph['ledger'], isPartial: boolean): string | null {
  if (record === null) return unverified;
  if (record.shallow)
    return 'run git fetch --unshallow, or in a workflow actions/checkout with fetch-depth: 0';
  return isPartial
    ? 'run git fetch --refetch --no-filter, or in a workflow actions/checkout without filter'
    : null;
}

function unmarkedIn({ documents }: Graph, hidden: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map(
    documents.flatMap(({ path: place, draft }) => {
      const said = draft === null || hidden.has(place) ? null : saysOtherwise(draft);
      return said === null ? [] : [[place, said] as const];
    }),
  );
}

function maskingOf(
  { root, config, graph }: Compiled,
  hidden: Hidden,
  mask: Mask,
  parts: ReadonlyMap<string, PrivateParts>,
  marked: boolean,
): Omit<Masking, 'wasPrivate' | 'quiet' | 'last'> {
  const own = [...groupBy(parts, ([, its]) => its)].flatMap(([its, members]) => {
    const paths = members.map(([place]) => place);
    const versions = paths.flatMap((place) => graph.byPath.get(place) ?? []);
    const sections = [...new Set(versions.flatMap((one) => privateAnchors(one, its)))];
    const of = { parts: its, mask: mask.without(sections) };
    return paths.map((place) => [`${root}/${place}`, of] as const);
  });
  const anchors = [...hiddenAnchors(graph, hidden.paths, parts)];
  const links = [...linksToHidden(graph, hidden.paths, parts)];
  return {
    record: path.posix.join(root, config.record),
    mask,
    hidden: new Set([...hidden.paths].map((place) => `${root}/${place}`)),
    former: formerTexts(graph, parts),
    paths: !marked,
    own: new Map(own),
    anchors: new Map(anchors.map(([place, its]) => [`${root}/${place}`, its])),
    links: new Map(links.map(([place, spans]) => [`${root}/${place}`, spans])),
  };
}

/** A function of its own, so that it does not hold the record. */
function wasPrivateBy(config: Config, marked: boolean): (text: string) => boolean {
  return (text) => marked && wasPrivate(text, config);
}

/** Shows everything that nobody hides. */
const unmasked: Profile = {
  name: '',
  matters: {
    'machine-path': 'keep',
    'process-id': 'keep',
    port: 'keep',
    host: 'keep',
    email: 'keep',
    secret: 'keep',
  },
  hosts: [],
  words: [],
  kinds: [],
  phases: [],
  notes: [],
};

function profileNamed({ config: { profiles } }: Compiled, name: string): Profile {
  const profile = profiles.get(name);
  if (profile !== undefined) return profile;
  if (profiles.size === 0)
    throw new Refusal(`slop.yaml has no profiles: write one under profiles:, such as ${name}: {}.`);
  const near = nearest(name, profiles.keys());
  throw new Refusal(
    `slop.yaml has no profile ${JSON.stringify(name)}${near === null ? '.' : `: did you mean ${near}?`} It has ${[...profiles.keys()].join(', ')}.`,
  );
}

async function refuseMatters(
  { graph, textOf }: Compiled,
  { name, matters }: Profile,
  hidden: ReadonlySet<string>,
  mask: Mask,
): Promise<void> {
  if (!Object.values(matters).includes('refuse')) return;
  const places: string[] = [];
  for (const { path: place, format } of graph.documents) {
    if (hidden.has(place) || format === 'docx') continue;
    const text = await textOf(place);
    for (const { matter, word, start } of mask.find(text)) {
      if (matter === 'word' || matters[matter] !== 'refuse') continue;
      const { line, column } = position(text, start);
      places.push(`${place}:${line}:${column}: ${word}`);
    }
  }
  if (places.length === 0) return;
  const more = places.length > MOST_TOLD ? `\nand ${places.length - MOST_TOLD} more.` : '';
  throw new Refusal(
    `Profile ${name} makes no site while these stand in the record; take them out, or mask them:\n${places.slice(0, MOST_TOLD).join('\n')}${more}`,
  );
}
