import {
  archivedPath,
  decoded,
  encoded,
  folded,
  folderOf,
  nameOf,
  pathFrom,
  relativeTo,
} from '../read/paths.ts';
import type { Document } from '../types.ts';
import { filesInstead } from './by-file-name.ts';
import type { Catalogue } from './catalogue.ts';
import { homesOf, type Resolution } from './resolution.ts';

/** An address in parentheses of its own, `((https://…))` or `[a]: (https://…)`, or behind a character without width. */
const WRAPPED = /^[(\u200B-\u200D\u2060\uFEFF]+(https?:\/\/[^()]+)\)*$/i;
/** Not the end of `logo@2x.png`. */
const DOMAIN = String.raw`(?:[a-z\d-]+\.)+(?:com|dev|edu|gov|io|net|org)`;
/** The name of a host with a path behind it, or of one below another, and no `https://` before it. */
const HOST = new RegExp(String.raw`^(?:(?:www\.[^/]+|${DOMAIN})/|[a-z\d-]+\.${DOMAIN}$)`, 'i');
const MAIL = new RegExp(String.raw`^[^\s/@]+@${DOMAIN}$`, 'i');

/**
 * Follows a relative link, its anchor taken off. It counts from the folder of the note, or from the root when it
 * begins with `/`. Files move into the archive after links to them and in them were written: where a link fails, it
 * is tried as if the note stood above its archive, and then as if the target stood in one.
 */
export function byLink(written: string, citing: Document, catalogue: Catalogue): Resolution {
  const beside = written.startsWith('/') ? null : pathFrom(folderOf(citing.path), written);
  const plain = beside === null ? undefined : catalogue.byPath.get(beside);
  if (plain !== undefined) return { type: 'document', document: plain };

  const { archive, record } = catalogue.config;
  const paths = pathsOf(written, citing, catalogue);
  for (const path of [...paths, ...paths.map((one) => archivedPath(one, archive.folder))]) {
    // Where a site leaves the extension off, so do its links.
    const document = catalogue.byPath.get(path) ?? catalogue.byPath.get(`${path}.md`);
    if (document !== undefined) return { type: 'document', document };
    if (catalogue.files.has(path) || catalogue.folders.has(path)) return { type: 'file', path };
  }
  const isForeign = (path: string): boolean =>
    catalogue.submodules.some((folder) => `${path}/`.startsWith(`${folder}/`));
  if (paths.some(isForeign)) return { type: 'unread' };
  // What may lie beside the record: counted from the root, the top of a repository that has more than it, or above an
  // archive.
  const mayBeBeside = paths.some((path) => isUnread(path, record));
  if (mayBeBeside || (written.startsWith('/') && catalogue.prefix !== '')) return { type: 'unread' };
  const address = addressMeant(written);
  if (address !== null) return { type: 'missing', candidates: [address] };
  const instead = insteadOf(paths, citing, catalogue);
  const from = folderOf(citing.path);
  return { type: 'missing', candidates: instead.map((path) => encoded(relativeTo(from, path))) };
}

/** Everything that the link may mean as it stands, likeliest first. What lies above the root begins with `../`. */
function pathsOf(written: string, citing: Document, { config, prefix }: Catalogue): readonly string[] {
  const { archive, record } = config;
  const fromRoot = written.startsWith('/');
  const homes = fromRoot ? ['', record === '.' ? '' : record] : homesOf(citing, archive.folder);
  return [...new Set([written, decoded(written)])].flatMap((spelling) =>
    homes.flatMap((home) => {
      if (fromRoot) return pathFrom(home, `.${spelling}`) ?? [];
      return pathFrom(home, spelling) ?? aboveRoot(home, spelling, prefix) ?? [];
    }),
  );
}

/** Null when it leaves the repository, too. */
function aboveRoot(home: string, written: string, prefix: string): string | null {
  const path = pathFrom('', `${prefix}${home}/${written}`);
  return path === null ? null : relativeTo(prefix.replace(/\/$/, ''), path);
}

/** Only the record itself is read: of the files beside it nothing is known. */
function isUnread(path: string, record: string): boolean {
  if (path.startsWith('../')) return true;
  return record !== '.' && path !== record && !path.startsWith(`${record}/`);
}

/** The address elsewhere for which a link was meant that leads to nothing, or null. */
function addressMeant(written: string): string | null {
  if (HOST.test(written)) return `https://${written}`;
  if (MAIL.test(written)) return `mailto:${written}`;
  return WRAPPED.exec(written)?.[1] ?? null;
}

function insteadOf(paths: readonly string[], citing: Document, catalogue: Catalogue): readonly string[] {
  for (const path of paths) {
    const spelled = catalogue.foldedPaths().get(folded(path));
    if (spelled !== undefined) return spelled;
  }
  const [first = ''] = paths;
  const name = decoded(nameOf(first));
  return name === '' ? [] : filesInstead(name, folderOf(first), citing, catalogue);
}
