import { Refusal } from '../refusal.ts';
import type { Config, Fault, Files, Repository, Tree, TreeFile } from '../types.ts';
import { listing } from './listing.ts';
import { byPath } from './order.ts';
import { position } from './position.ts';
import { isMarkdown, unreadable } from './unreadable.ts';

/** Files asked about side by side. */
const batch = 64;

/** Without a repository nothing says what to ignore. */
const neverOurs: ReadonlySet<string> = new Set(['node_modules', '.slop']);

/** File that marks a folder as a rendered site. */
const siteMarker = '.slop-site';

/**
 * Lists the record below `root`, the absolute folder of slop.yaml: in a repository what Git tracks or does not
 * ignore, else everything but `node_modules` and slop's own folder. Links are never followed, a repository or a
 * rendered site inside the record is not looked into, and what cannot be read is in `skipped`. Sorted by path.
 * @throws Refusal when there is no record folder, or a link stands in its place.
 */
export async function readTree(
  files: Files,
  repository: Repository | null,
  root: string,
  config: Pick<Config, 'record'>,
): Promise<Tree> {
  await requireFolder(files, repository, root, config.record);
  const start = config.record === '.' ? root : `${root}/${config.record}`;
  const ours = repository === null ? null : listing(await repository.list(start));
  const found: string[] = [];
  const skipped: { path: string; fault: Fault }[] = [];
  const skip = (path: string, fault: Fault): void => void skipped.push({ path, fault });
  /** Node turns the bytes of such a name into U+FFFD, and then finds nothing of that name. */
  const skipUnnamed = (path: string): void => {
    if (path.includes('\uFFFD')) skip(path, unreadable('its name is not UTF-8'));
  };

  const walk = async (inside: string): Promise<void> => {
    const folder = pathIn(config.record, inside);
    const entries = await files.list(pathIn(root, folder)).catch((error: unknown) => {
      if (!isGone(error)) skip(folder, unreadable(error));
      else skipUnnamed(folder);
      return [];
    });
    const marked = (mark: string): boolean => inside !== '' && entries.some(({ name }) => name === mark);
    if (marked(siteMarker) || (ours === null ? marked('.git') : !ours.holds(inside))) return;
    for (const { name, type } of entries) {
      const below = pathIn(inside, name);
      const path = pathIn(config.record, below);
      if (name === '.git' || (ours === null && neverOurs.has(name))) continue;
      if (type === 'folder') {
        if (isMarkdown(name)) skip(path, unreadable('it is a folder'));
        await walk(below);
      } else if (ours === null || ours.names(below)) {
        if (type === 'file') found.push(path);
        else if (type === 'link') skip(path, await linkFault(files, root, path));
        else skip(path, unreadable('it is not a regular file'));
      }
    }
  };
  await walk('');

  const sized: TreeFile[] = [];
  const measure = async (path: string): Promise<void> => {
    try {
      const stat = await files.stat(pathIn(root, path));
      if (stat) sized.push({ path, size: stat.size });
      else skipUnnamed(path);
      if (stat && (await isPointer(files, pathIn(root, path), stat.size))) skip(path, POINTER);
    } catch (error) {
      skip(path, unreadable(error));
    }
  };
  for (let at = 0; at < found.length; at += batch)
    await Promise.all(found.slice(at, at + batch).map(measure));
  const submodules = await submodulesIn(files, repository, root, config.record);
  return {
    files: sized.sort(byPath),
    skipped: skipped.sort(byPath),
    ...(submodules.length > 0 && { submodules }),
  };
}

/** The submodules that a repository declares in the record; one that is not checked out is there as an empty folder. */
async function submodulesIn(
  files: Files,
  repository: Repository | null,
  root: string,
  record: string,
): Promise<readonly string[]> {
  if (repository === null) return [];
  const place = `${repository.root}/.gitmodules`;
  if ((await files.stat(place))?.type !== 'file') return [];
  const text = new TextDecoder().decode(await files.read(place));
  const start = `${record === '.' ? root : `${root}/${record}`}/`;
  return [...text.matchAll(/^\s*path\s*=\s*"?(.+?)"?\s*$/gm)].flatMap(([, path = '']) => {
    const folder = `${repository.root}/${path}`;
    return folder.startsWith(start) ? folder.slice(root.length + 1) : [];
  });
}

/** What Git LFS leaves in the place of a file whose content it did not bring. */
const LFS = 'version https://git-lfs.github.com/spec/v1\n';

const POINTER: Fault = { rule: 'source/pointer', span: { start: 0, end: 0 }, data: {} };

/** Such a file has some 130 bytes. What is read as text says by itself that it is none. */
async function isPointer(files: Files, path: string, size: number): Promise<boolean> {
  if (size < 100 || size > 200 || /\.(?:md|html)$/.test(path)) return false;
  return Buffer.from(await files.read(path)).toString('latin1', 0, LFS.length) === LFS;
}

const pathIn = (folder: string, name: string): string =>
  folder === '.' || folder === ''
    ? name || folder
    : name === '' || name === '.'
      ? folder
      : `${folder}/${name}`;

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function requireFolder(
  files: Files,
  repository: Repository | null,
  root: string,
  record: string,
): Promise<void> {
  if (record === '.') return;
  const parts = record.split('/');
  for (const length of parts.keys()) {
    const folder = parts.slice(0, length + 1).join('/');
    const type = (await files.stat(`${root}/${folder}`))?.type;
    if (type === 'folder') continue;
    const place = await placeOfRecord(files, root);
    if (type === 'link') {
      throw new Refusal(
        `${place}${folder} is a symbolic link, and links are not followed: name the folder itself under record: in slop.yaml.`,
      );
    }
    if (type !== undefined)
      throw new Refusal(
        `${place}${folder} is no folder: name that of the record under record: in slop.yaml.`,
      );
    // Git may know that it was but left out of this work tree, and says so.
    await repository?.list(`${root}/${record}`);
    throw new Refusal(
      `${place}There is no folder ${record} in ${root}: run slop init to begin a record, or name its folder under record: in slop.yaml.`,
    );
  }
}

/** Where slop.yaml names the folder of the record, as a refusal begins; nothing where it names none. */
async function placeOfRecord(files: Files, root: string): Promise<string> {
  const text = await files.read(`${root}/slop.yaml`).then(
    (bytes) => Buffer.from(bytes).toString(),
    () => '',
  );
  const named = /^record:[ \t]*(?=[^\s#])/m.exec(text);
  if (named === null) return '';
  const { line, column } = position(text, named.index + named[0].length);
  return `slop.yaml:${line}:${column}: `;
}

/** Where a link leads, in words that fit behind "to"; paths outside the root are nobody's business. */
async function linkFault(files: Files, root: string, path: string): Promise<Fault> {
  const fault = (target: string): Fault => ({
    rule: 'source/link',
    span: { start: 0, end: 0 },
    data: { target },
  });
  try {
    const target = await files.realPath(`${root}/${path}`);
    const top = await files.realPath(root);
    if (target === top) return fault('.');
    return fault(
      target.startsWith(`${top}/`) ? target.slice(top.length + 1) : 'a place outside this project',
    );
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return fault(code === 'ELOOP' ? 'itself' : code === 'ENOENT' ? 'nothing' : 'a place that cannot be read');
  }
}
