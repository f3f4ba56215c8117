import path from 'node:path';
import { lineageOfName } from '../link/nodes.ts';
import { nameReadings } from '../parse/name-readings.ts';
import { compareVersions, formatVersion, parseVersion } from '../parse/version.ts';
import { Refusal } from '../refusal.ts';
import type { Document, Graph } from '../types.ts';
import { nearest } from '../validate/nearest.ts';
import type { Here } from './root.ts';

/**
 * The document that an argument names: a path from the folder of the call or from the root, a file name, an id
 * (its current version), or `id@0.3`.
 * @throws Refusal when there is none, or more than one.
 */
export function namedNote(here: Here, graph: Graph, argument: string): Document {
  const absolute = path.posix.resolve(here.cwd, argument);
  for (const place of [path.posix.relative(here.root, absolute), path.posix.normalize(argument)]) {
    const document = graph.byPath.get(place);
    if (document !== undefined) return document;
  }
  const byName = graph.documents.filter(({ path: place }) => `/${place}`.endsWith(`/${argument}`));
  const live = byName.filter(({ archived }) => !archived);
  const [only, ...more] = live.length > 0 ? live : byName;
  if (only !== undefined && more.length === 0) return only;
  if (only !== undefined) {
    const places = [only, ...more].map((one) => one.path).join(', ');
    throw new Refusal(`${JSON.stringify(argument)} may be any of ${places}: give the whole path.`);
  }
  const [id = '', pinned] = argument.split('@');
  const lineage = graph.lineages.get(id) ?? lineageOfName(graph, id);
  if (lineage !== undefined && pinned === undefined) return lineage.current;
  const wanted = pinned === undefined ? null : parseVersion(pinned);
  const found = lineage?.versions.find(
    ({ version }) => version !== null && wanted !== null && compareVersions(version, wanted) === 0,
  );
  if (found !== undefined) return found;
  if (lineage !== undefined) {
    const known = lineage.versions.flatMap(({ version }) => (version === null ? [] : formatVersion(version)));
    throw new Refusal(
      `${JSON.stringify(id)} has no version ${pinned ?? ''}: it has ${[...new Set(known)].join(', ')}.`,
    );
  }
  const folder = path.posix.relative(here.root, absolute);
  if (graph.documents.some(({ path: place }) => place.startsWith(`${folder}/`)))
    throw new Refusal(`${JSON.stringify(argument)} is a folder: name one of the notes in it.`);
  const near = nearestNote(graph, argument);
  const advice =
    near === null
      ? 'name it by path, file name or id (what is a symbolic link is no note).'
      : `did you mean ${near}?`;
  throw new Refusal(`There is no note ${JSON.stringify(argument)} in the record: ${advice}`);
}

/** Letters from which on the beginning of an id may be meant for it. */
const FEWEST = 3;

/**
 * What was most likely meant by a text that names no note: the path of the one that defines such an item, the id or
 * path that is spelled nearly so, or the one id that begins so. Null when none is near.
 */
export function nearestNote({ documents, lineages, items }: Graph, argument: string): string | null {
  for (const { id, definition } of items.values()) if (id === argument) return definition.path;
  const name = path.posix.basename(argument);
  const paths = new Map(documents.map(({ path: place }) => [path.posix.basename(place), place]));
  const near = nearest(name, [...lineages.keys(), ...paths.keys()]);
  if (near !== null) return paths.get(near) ?? near;
  const [only, ...more] = [...lineages.keys()].filter((id) => name.length >= FEWEST && id.startsWith(name));
  return only === undefined || more.length > 0 ? null : only;
}

/**
 * A text that may name a document or, behind `#` or `§`, a section of one, with its path from the folder of the call
 * made one from the root; as it is where no document lies there.
 */
export function fromRoot({ cwd, root }: Here, { byPath }: Pick<Graph, 'byPath'>, text: string): string {
  for (const [name, address] of nameReadings(text)) {
    const place = path.posix.relative(root, path.posix.resolve(cwd, name.trimEnd()));
    if (byPath.has(place)) return place + address;
  }
  return text;
}
