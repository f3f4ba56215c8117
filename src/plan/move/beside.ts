import { isWithin } from '../../parse/mentions/spans.ts';
import { nameVersion } from '../../parse/version.ts';
import { decoded, folderOf, nameOf, pathFrom } from '../../read/paths.ts';
import type { Draft, Edit, Mention, Source } from '../../types.ts';
import { addressEdits, addressesOfTags, addressFrom, namedEdits, replaced } from './mentions.ts';
import type { Moves } from './places.ts';

/** A Markdown file that lies below the root and not in the record. */
export interface BesideFile {
  readonly source: Source;
  readonly read: () => Draft;
}

/** The edits that make files beside the record lead to where things are after the moves. */
export function besideEdits(
  files: readonly BesideFile[],
  moves: Moves,
): ReadonlyMap<Source, readonly Edit[]> {
  const stems = [...moves.keys()].map((path) => nameVersion(nameOf(path)).stem);
  // Few of many name what moves, and need to be read.
  const naming = files.filter(({ source: { text, opaque } }) => {
    const plain = text.replaceAll(/(?:%[\da-f]{2})+/gi, decoded);
    return !opaque && stems.some((stem) => text.includes(stem) || plain.includes(stem));
  });
  return new Map(naming.map(({ source, read }) => [source, editsIn(source, read(), moves)]));
}

/** Links, those of tags too, and file names that have a path or a version: no other file is called so. */
function editsIn({ text, path }: Source, { mentions, code }: Draft, moves: Moves): readonly Edit[] {
  const here = folderOf(path);
  const defined = new Set<string>();
  const placeOf = (url: string): string =>
    [url, decoded(url), `${decoded(url)}.md`]
      .map((one) => pathFrom(here, one) ?? '')
      .find((place) => moves.has(place)) ?? '';
  const tags = addressesOfTags(text).flatMap(({ url, span }): readonly Edit[] => {
    const to = moves.get(placeOf(url));
    const isCode = code.some((one) => isWithin(span, one.span));
    return to === undefined || isCode ? [] : [{ path, span, text: addressFrom(url, to, here) }];
  });
  const others = mentions.flatMap(({ target, span }): readonly Edit[] => {
    const url = addressIn(target);
    if (url !== null) {
      const from = placeOf(url);
      const to = moves.get(from);
      if (to === undefined) return [];
      const link = { text, path, span, url, defined, code };
      return addressEdits(link, addressFrom(url, to, here), nameOf(from), nameOf(to));
    }
    if (target.type !== 'document' || target.repository !== null) return [];
    const { name } = target;
    const written = { path, span, words: text.slice(span.start, span.end) };
    const [from, to] = [...moves].find((one) => isNamed(one[0], name, here)) ?? [];
    if (from === undefined || to === undefined) return [];
    return /^\.\.?\//.test(name)
      ? replaced(written, name, addressFrom(name, to, here))
      : namedEdits(written, from, to);
  });
  return [...tags, ...others];
}

/** The address of a link, up to its anchor; null for what is no link. */
function addressIn(target: Mention['target']): string | null {
  if (target.type === 'file') return target.path;
  return target.type === 'document' && target.by === 'link' ? target.name : null;
}

function isNamed(from: string, name: string, here: string): boolean {
  const isOwn = nameVersion(nameOf(from)).version !== null && `/${from}`.endsWith(`/${name}`);
  return isOwn || [here, ''].some((at) => pathFrom(at, name) === from);
}
