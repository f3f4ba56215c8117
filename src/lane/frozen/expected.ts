import { readingOrder } from '../../link/reading-order.ts';
import { pathOf } from '../../read/paths.ts';
import type { Document, Edge, Graph, Json, JsonObject, Probe } from '../../types.ts';
import { exits } from '../codes.ts';
import { LaneTrouble } from '../trouble.ts';

/** A list for a message, and what of it nobody could look at. */
export interface Listed {
  readonly lines: readonly string[];
  readonly unchecked: readonly string[];
}

/**
 * What is to be read first, each with its place, its pin and its reason.
 * @throws LaneTrouble when something is not there at its pin.
 */
export function readingList(document: Document, graph: Graph): Listed {
  const order = readingOrder(document, graph)?.entries ?? [];
  const listed = document.draft?.head['reading'];
  const said = Array.isArray(listed) ? listed : [];
  const gone = order.find(({ state }) => state === 'missing');
  if (gone !== undefined) {
    const told = `${document.path} gives ${JSON.stringify(gone.name)} to read, and that is not there at its pin: mend reading: in its head.`;
    throw new LaneTrouble('note_invalid', exits.note, told);
  }
  const lines = order.map(({ name, path, role, reason }, index) => {
    const entry = objectOf(said[index]);
    const pins = [
      ...sectionWords(document, graph, index),
      ...(path === null && textAt(entry, 'version') !== null ? [`v${textAt(entry, 'version')}`] : []),
      ...(textAt(entry, 'repository') === null ? [] : [`of ${textAt(entry, 'repository')}`]),
      ...(textAt(entry, 'oid') === null ? [] : [`at commit ${textAt(entry, 'oid')}`]),
      ...(role === null ? [] : [`(${role})`]),
    ];
    return `${[`\`${path ?? name}\``, ...pins].join(' ')}${reason === null ? '' : `: ${folded(reason)}`}`;
  });
  const unchecked = order.flatMap(({ state, name }) => (state === 'unknown' ? [name] : []));
  return { lines, unchecked };
}

/** `§2 Dates`, for an entry that means a section. */
function sectionWords({ path }: Document, { out, byPath }: Graph, index: number): readonly string[] {
  const field = `/reading/${index}`;
  const slugs = (out.get(path) ?? []).flatMap((edge: Edge) =>
    edge.mention.field?.match(/^\/reading\/\d+/)?.[0] === field &&
    (edge.to?.type === 'section' || edge.to?.type === 'document') &&
    edge.to.slug !== null
      ? [{ slug: edge.to.slug, path: pathOf(edge.to) ?? '' }]
      : [],
  );
  const [first] = slugs;
  if (first === undefined) return [];
  const section = byPath.get(first.path)?.draft?.sections.find(({ slug }) => slug === first.slug);
  if (section === undefined) return [];
  return [section.number === null ? `section "${section.title}"` : `§${section.number} ${section.title}`];
}

/** What the head says that whoever reads it will measure again. */
export function baselineList(
  { path }: Document,
  { claims }: Graph,
  probes: readonly Probe[],
): readonly string[] {
  return (claims.get(path) ?? []).flatMap(({ field, statement, recorded }) => {
    if (statement.type !== 'baseline' || !field?.startsWith('/baselines/')) return [];
    const { repository, name, oid, tolerance } = statement;
    const probe = probes.find((one) => one.name === statement.probe);
    const what = [repository, name].filter((word) => word !== null).join(', ');
    const at = oid === null ? '' : ` at commit ${oid}`;
    const off = tolerance === 0 ? '' : `, give or take ${tolerance}`;
    return [
      `${what === '' ? '' : `${what}: `}${folded(recorded)}${off}${at}${probe === undefined ? '' : `, by ${commandOf(probe)}`}`,
    ];
  });
}

/** A probe as a person would run it. */
export function commandOf({ command, repository }: Probe): string {
  const words = command.map((word) =>
    /^[\w./@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`,
  );
  return `\`${words.join(' ')}\`${repository === 'record' ? '' : ` in ${repository}`}`;
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function textAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' && value !== '' ? folded(value) : null;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
