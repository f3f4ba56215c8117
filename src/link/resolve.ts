import { folderOf } from '../read/paths.ts';
import { OWN } from '../read/repositories.ts';
import type { Document, TargetOf } from '../types.ts';
import { byBrackets } from './by-brackets.ts';
import { byFileName } from './by-file-name.ts';
import { byId } from './by-id.ts';
import { byLink } from './by-link.ts';
import type { NameFinder } from './by-name.ts';
import type { Catalogue } from './catalogue.ts';
import type { Resolution } from './resolution.ts';

/** What `resolve` can look up: everything but sections, which wait for their document. */
export type Findable = TargetOf<'document' | 'file'>;

/** Finds what a mention of a document or a file names; `isProse` for one that stands in no head. */
export function resolve(
  target: Findable,
  isProse: boolean,
  citing: Document,
  catalogue: Catalogue,
  findName: NameFinder,
): Resolution {
  if (target.type === 'file') return byLink(target.path, citing, catalogue);
  switch (target.by) {
    case 'file-name':
      // What bears a name without a version in another repository is not what bears it here.
      if (target.version === null && target.repository !== null && target.repository !== OWN)
        return { type: 'unread' };
      return orBeside(byFileName(target.name, citing, catalogue), target);
    case 'link':
      return byLink(target.name, citing, catalogue);
    case 'wiki': {
      const { name, version } = target;
      const known = byId(name, version, citing, catalogue);
      if (known.type !== 'missing' || !isProse) return known;
      return byBrackets(name, version, citing, catalogue) ?? known;
    }
    case 'name':
      return findName(target.name, target.version, citing);
  }
}

/** A file without a version that the record has not in such a folder, nor one of a name that comes near, may lie beside it. */
function orBeside(
  resolution: Resolution,
  { name, version, repository }: Extract<Findable, { type: 'document' }>,
): Resolution {
  if (version !== null || repository !== null) return resolution;
  const folder = folderOf(name.replace(/^(?:\.{0,2}\/)+/, ''));
  const near =
    resolution.type === 'document'
      ? [resolution.document.path]
      : 'candidates' in resolution
        ? resolution.candidates
        : [];
  const isNear = near.some((path) => folder === '' || `/${folderOf(path)}`.endsWith(`/${folder}`));
  return isNear ? resolution : { type: 'unread' };
}
