import { createHash } from 'node:crypto';
import type { Clones, Commit, Files, Git, Repository, RepositoryReading, World } from '../../types.ts';
import { type HiddenAnchors, type HiddenLink, withoutAddresses, withoutLinks } from './links.ts';
import { type Mask, maskedValue } from './mask.ts';
import { type PrivateParts, withoutParts } from './private-parts.ts';

/** What a file without text may be and still be shown, once nothing private is found among its bytes. */
const PICTURE = /\.(png|jpe?g|gif|webp|avif|ico)$/i;

/** Which files of the world are masked. */
export interface Masking {
  /** Absolute folder of the record. */
  readonly record: string;
  readonly mask: Mask;
  /** Absolute paths that are not there for whoever looks. */
  readonly hidden: ReadonlySet<string>;
  /** Blob ids of earlier texts that Git does not tell. */
  readonly former: ReadonlySet<string>;
  /** Whether a note with such a text was private. */
  readonly wasPrivate: (text: string) => boolean;
  /** Hashes of commits that tell nothing but their day. */
  readonly quiet: ReadonlySet<string>;
  /** Absolute path → the last commit that is told of it. */
  readonly last: ReadonlyMap<string, Commit>;
  /** Whether Git tells where files lay before: a path of old may name what a profile leaves out. */
  readonly paths: boolean;
  /** Absolute path of a note → what some version of it marks private, and the mask of its text. */
  readonly own: ReadonlyMap<string, { readonly parts: PrivateParts; readonly mask: Mask }>;
  /** Absolute path of a note → what may stand behind `#` in addresses of what is left out of it. */
  readonly anchors: HiddenAnchors;
  /** Absolute path of a note → where it links to what is left out. */
  readonly links: ReadonlyMap<string, readonly HiddenLink[]>;
}

/**
 * A world in which the record is masked already: what reads it never sees what it may not show. Texts of files,
 * names of files, and all that Git tells go through the mask. Everything runs on one thread, since others
 * read the disk themselves.
 */
export function maskedWorld(world: World, masking: Masking): World {
  return {
    ...world,
    files: maskedFiles(world.files, masking),
    git: maskedGit(world.git, masking),
    clones: maskedClones(world.clones, masking),
    threads: null,
  };
}

function maskedFiles(
  files: Files,
  { record, mask: { mask, find }, hidden, own, links, anchors }: Masking,
): Files {
  /** Masked path → the path on disk, for names that are masked. */
  const real = new Map<string, string>();
  const inRecord = (place: string): boolean => place === record || place.startsWith(`${record}/`);
  const placeOf = (place: string): string => {
    const slash = place.lastIndexOf('/');
    if (slash < record.length) return place;
    return real.get(place) ?? `${placeOf(place.slice(0, slash))}${place.slice(slash)}`;
  };
  /** Place → what it holds, as it was and as it is masked, since a render reads each note several times. */
  const known = new Map<string, { readonly digest: string; readonly masked: Uint8Array }>();
  const gone = (place: string): Error => Object.assign(new Error(`ENOENT: ${place}`), { code: 'ENOENT' });
  return {
    ...files,
    read: async (place) => {
      if (!inRecord(place)) return files.read(place);
      const there = placeOf(place);
      if (hidden.has(there)) throw gone(place);
      const bytes = await files.read(there);
      const digest = createHash('sha256').update(bytes).digest('hex');
      const before = known.get(there);
      if (before?.digest === digest) return before.masked;
      const its = own.get(there);
      const through = (text: string): string => {
        const marked = its === undefined ? text : withoutParts(text, its.parts);
        const unlinked = withoutLinks(marked, links.get(there) ?? [], text);
        return (its?.mask ?? { mask }).mask(withoutAddresses(unlinked, there, anchors));
      };
      const masked = maskedBytes(bytes, { mask: through, find });
      known.set(there, { digest, masked });
      return masked;
    },
    stat: async (place) => (hidden.has(placeOf(place)) ? null : files.stat(placeOf(place))),
    list: async (folder) => {
      const there = placeOf(folder);
      const entries = await files.list(there);
      if (!inRecord(folder)) return entries;
      const shown = [];
      for (const entry of entries) {
        const place = `${there}/${entry.name}`;
        if (hidden.has(place) || (entry.type === 'file' && !(await isShown(files, place, find)))) continue;
        const name = mask(entry.name);
        if (name !== entry.name) real.set(`${folder}/${name}`, place);
        shown.push({ ...entry, name });
      }
      return shown;
    },
  };
}

/** Text and harmless pictures are shown; what else cannot be looked into is not. */
async function isShown(files: Files, place: string, find: Mask['find']): Promise<boolean> {
  const named = /\.(md|markdown|html?|ya?ml|json|txt|csv|svg)$/i.test(place);
  const bytes = await files.read(place).catch(() => null);
  if (bytes === null) return named;
  // With zero bytes it is no text, or one in UTF-16, which the mask cannot read.
  if (!bytes.includes(0) && (named || isText(bytes))) return true;
  return PICTURE.test(place) && find(Buffer.from(bytes).toString('latin1')).length === 0;
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A text that is not all UTF-8 is masked as far as it can be read; a picture stays as it is. */
function maskedBytes(bytes: Uint8Array, { mask, find }: Pick<Mask, 'mask' | 'find'>): Uint8Array {
  if (!isText(bytes) && find(Buffer.from(bytes).toString('latin1')).length === 0) return bytes;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const masked = mask(text);
  return masked === text ? bytes : Buffer.from(masked, 'utf8');
}

function maskedGit(git: Git, masking: Masking): Git {
  const { mask, former, wasPrivate } = masking;
  return {
    find: async (folder) => {
      const repository = await git.find(folder);
      if (repository === null) return null;
      const texts: Repository['texts'] = async (oids) => {
        const told = await repository.texts(oids.filter((oid) => !former.has(oid)));
        return told && new Map([...told].filter(([, text]) => !wasPrivate(text)));
      };
      const ledger: Repository['ledger'] = async (from, ...more) =>
        maskedLedger(await repository.ledger(from, ...more), from, masking);
      return maskedRepository({ ...repository, texts, ledger }, mask.mask);
    },
  };
}

function maskedLedger(
  told: Awaited<ReturnType<Repository['ledger']>>,
  folder: string,
  { paths: tellsPaths, last, quiet }: Masking,
): typeof told {
  const { ledger } = told;
  if (ledger === null) return told;
  const still = stillIn(quiet);
  const paths = [...ledger.paths].map(
    ([path, history]) =>
      [
        path,
        {
          ...history,
          ...(!tellsPaths && { former: [] }),
          first: still(history.first),
          last: still(last.get(`${folder}/${path}`) ?? history.last),
        },
      ] as const,
  );
  const head = ledger.head && still(ledger.head);
  // What lies on other branches nobody has looked into.
  const numbers = tellsPaths ? ledger.numbers : [];
  return { ...told, ledger: { ...ledger, head, paths: new Map(paths), ...(numbers && { numbers }) } };
}

/** Whatever it is asked, now or in a later version, is masked. */
function maskedRepository(repository: Repository, mask: Mask['mask']): Repository {
  const masked = Object.entries(repository).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value] as const;
    const ask = value as (...argv: unknown[]) => Promise<unknown>;
    return [name, async (...argv: unknown[]) => maskedValue(await ask(...argv), mask)] as const;
  });
  return Object.fromEntries(masked) as unknown as Repository;
}

function maskedClones(clones: Clones, { mask: { mask }, quiet }: Masking): Clones {
  return {
    ...clones,
    read: async (folder, name, wants) =>
      maskedValue(withoutQuiet(await clones.read(folder, name, wants), quiet), mask),
  };
}

/** A reading in which quiet commits say nothing: without them, nobody could tell what leads to what. */
function withoutQuiet(reading: RepositoryReading, quiet: ReadonlySet<string>): RepositoryReading {
  const still = stillIn(quiet);
  return {
    ...reading,
    messages: reading.messages.map(still),
    commits: new Map([...reading.commits].map(([oid, commit]) => [oid, still(commit)])),
  };
}

function stillIn(quiet: ReadonlySet<string>): <T extends Commit>(commit: T) => T {
  return (commit) =>
    quiet.has(commit.oid)
      ? { ...commit, author: '', subject: '', ...('body' in commit && { body: '' }) }
      : commit;
}
