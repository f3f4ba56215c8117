import { formatVersion, nameVersion, versionKey } from '../../parse/version.ts';
import { byPath, groupBy } from '../../read/order.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Rule } from '../../types.ts';
import { versionPlaceOf } from '../place.ts';
import { quoted } from '../words.ts';

/**
 * The Markdown and the HTML of one version are twins, not duplicates. Without a version, only an `id` that
 * somebody wrote counts: many folders may have a README.md.
 */
export const duplicateVersion: Rule<{ id: string; version: string | null; other: string }> = {
  id: 'version/duplicate',
  severity: 'error',
  message: ({ id, version, other }) =>
    version === null
      ? `The id ${quoted(id)} is taken by ${quoted(other)}.`
      : `Version ${version} of ${quoted(id)} exists already, as ${quoted(other)}.`,
  help: ({ version }) =>
    version === null
      ? 'Give this note an `id` of its own.'
      : 'Give this note the next version, or an `id` of its own, or delete one.',
  *graph({ graph }) {
    for (const { id, versions } of graph.lineages.values()) {
      const same = ({ format, version }: Document) => `${format} ${version && versionKey(version)}`;
      for (const group of groupBy(versions, same).values()) {
        const [first, ...others] = group.toSorted(
          (a, b) => Number(isOtherwiseNamed(a)) - Number(isOtherwiseNamed(b)) || byPath(a, b),
        );
        if (first === undefined) continue;
        const version = first.version && formatVersion(first.version);
        if (version === null && !group.some(hasOwnId)) continue;
        for (const document of others) {
          const related = [{ path: first.path, span: versionPlaceOf(first), label: 'the other one' }];
          const span = versionPlaceOf(document);
          yield { path: document.path, span, data: { id, version, other: first.path }, related };
        }
      }
    }
  },
};

/** True for a file that has its version from its head alone, such as `plan-v0_1 copy.md`: the copy, not the note. */
function isOtherwiseNamed({ path }: Document): boolean {
  return nameVersion(nameOf(path)).version === null;
}

function hasOwnId({ draft }: Document): boolean {
  return typeof draft?.head['id'] === 'string';
}
