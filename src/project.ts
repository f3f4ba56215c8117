import { buildOf, keyOf, storedOrMade, storeOf } from './cache.ts';
import { clonePlaces } from './read/clone-places.ts';
import { position } from './read/position.ts';
import { readSource } from './read/source.ts';
import { linked, Refusal } from './refusal.ts';
import { ruleById } from './rules/rules.ts';
import type { ClonePlace, Config, Kind, LazyEngine, OtherRecord, Source, World } from './types.ts';
import type { ConfigReading, KnownNames } from './validate/config.ts';
import { loadKinds, type SchemaText } from './validate/kinds.ts';
import { otherRecord } from './validate/other-records.ts';
import { readingSentence } from './validate/sentences.ts';

/** What a record is judged by: slop.yaml, the kinds, and the clones of this machine. */
export interface Project {
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** What the kinds are made of, for threads that make their own. */
  readonly schemas: readonly SchemaText[];
  /** Where the clones of its repositories lie on this machine, by name. */
  readonly clones: ReadonlyMap<string, ClonePlace>;
  /** Other records that notes may name, in the order of slop.yaml. */
  readonly others: readonly OtherRecord[];
}

/** What a record is compiled with: the world that it lies in, what it is judged by, and what reads its Markdown. */
export interface Means {
  readonly world: World;
  readonly project: Project;
  readonly engine: LazyEngine;
}

/**
 * Loads slop.yaml (none counts as empty) and the kinds: the package's own, overlaid by the schemas in
 * `<root>/schemas/kinds/`.
 * @throws Refusal naming file, line and column of each mistake, when either cannot be used.
 */
export async function loadProject(world: World, root: string): Promise<Project> {
  const source = await readSource(world.files, root, 'slop.yaml');
  const absent = (await world.files.stat(`${root}/slop.yaml`)) === null;
  const texts: SchemaText[] = (await readSchemas(world, world.home)).map((text) => ({
    ...text,
    builtIn: true,
  }));
  if (root !== world.home) texts.push(...(await readSchemas(world, root)));
  const loaded = loadKinds(texts);
  const known = {
    rules: [...ruleById.keys()],
    kinds: [...loaded.kinds.keys()],
    statuses: [...new Set([...loaded.kinds.values()].flatMap(({ ladder }) => ladder))],
    keys: [...new Set([...loaded.kinds.values()].flatMap(({ keys }) => keys))],
  };
  const { config, faults } = await readConfig(
    world,
    root,
    absent ? { ...source, faults: [] } : source,
    known,
  );
  const wrong = [
    ...faults.map((fault) => ({ ...fault, path: 'slop.yaml', text: source.text })),
    ...loaded.faults.map((fault) => ({ ...fault, text: textOf(texts, fault.path) })),
  ];
  if (wrong.length > 0) throw new Refusal(wrong.map(describe).join('\n'));
  const clones = await readPlaces(world, root, config);
  const others = await readOthers(world, root, config);
  return { root, config, kinds: loaded.kinds, schemas: texts, clones, others };
}

/** slop.yaml read; what an earlier run made of the same text is taken, since to judge it anew takes long. */
async function readConfig(
  world: World,
  root: string,
  source: Source,
  known: KnownNames,
): Promise<ConfigReading> {
  const parse = async () => (await import('./validate/config.ts')).parseConfig(source, known);
  const store = source.faults.length === 0 ? storeOf(world, root) : null;
  if (store === null) return parse();
  const key = keyOf(await buildOf(world), 'slop.yaml', source.text, JSON.stringify(known));
  return storedOrMade(store, key, parse, (reading) => (reading.faults.length === 0 ? reading : undefined));
}

/**
 * Where the clones of its repositories lie on this machine. slop.local.yaml is of this machine alone, and is not
 * committed.
 * @throws Refusal for a mistake in slop.local.yaml.
 */
export async function readPlaces(
  world: World,
  root: string,
  config: Pick<Config, 'repos'>,
): Promise<ReadonlyMap<string, ClonePlace>> {
  const path = 'slop.local.yaml';
  if ((await world.files.stat(`${root}/${path}`)) === null)
    return clonePlaces(world, root, config, new Map());
  const source = await readSource(world.files, root, path);
  const { parseLocalConfig } = await import('./validate/local-config.ts');
  const { clones, faults } = parseLocalConfig(
    source,
    config.repos.map(({ name }) => name),
  );
  if (faults.length > 0) {
    throw new Refusal(faults.map((fault) => describe({ ...fault, path, text: source.text })).join('\n'));
  }
  return clonePlaces(world, root, config, clones);
}

/** The `xref.json` files of slop.yaml lie on this disk: nothing is fetched. */
async function readOthers(world: World, root: string, { xrefs }: Config): Promise<readonly OtherRecord[]> {
  return Promise.all(
    xrefs.map(async ({ name, file, address }) => {
      const bytes = await world.files.read(`${root}/${file}`).catch(() => null);
      const record =
        bytes === null
          ? 'cannot be read; fetch it, and say how the file is called beside slop.yaml'
          : otherRecord(name, new TextDecoder().decode(bytes), address);
      if (typeof record !== 'string') return record;
      throw new Refusal(`slop.yaml: xrefs.${name} cannot be used: ${file} ${record}.`);
    }),
  );
}

async function readSchemas(world: World, folder: string): Promise<readonly SchemaText[]> {
  const names = await jsonNames(world, `${folder}/schemas/kinds`);
  const paths = names.map((name) => `schemas/kinds/${name}`);
  if ((await world.files.stat(`${folder}/schemas/note.json`)) !== null) paths.unshift('schemas/note.json');
  return Promise.all(
    paths.map(async (path) => {
      const { text, opaque, faults } = await readSource(world.files, folder, path);
      const [fault] = opaque ? faults : [];
      if (fault === undefined) return { path, text };
      throw new Refusal(
        describe({ path, text, span: fault.span, data: { message: readingSentence(fault) } }),
      );
    }),
  );
}

/** @throws Refusal for a link: a kind that is not read would be missing without a word. */
async function jsonNames({ files }: World, folder: string): Promise<readonly string[]> {
  const type = (await files.stat(folder))?.type;
  if (type === 'link') throw linked(folder);
  if (type !== 'folder') return [];
  // Emacs marks a file that is being edited by a link such as .#memo.json.
  const entries = (await files.list(folder)).filter(
    ({ name, type }) => name.endsWith('.json') && type !== 'folder' && !name.startsWith('.#'),
  );
  const link = entries.find(({ type }) => type === 'link');
  if (link !== undefined) throw linked(`${folder}/${link.name}`);
  return entries.map(({ name }) => name).sort();
}

function textOf(texts: readonly SchemaText[], path: string): string {
  return texts.findLast((schema) => schema.path === path)?.text ?? '';
}

function describe(wrong: { path: string; text: string; span: { start: number }; data: object }): string {
  const { line, column } = position(wrong.text, wrong.span.start);
  return `${wrong.path}:${line}:${column}: ${String((wrong.data as { message?: unknown }).message)}`;
}
