import { textAt } from '../../read/json.ts';
import type { Assertion, Json, JsonObject, Statement } from '../../types.ts';
import { type HeadReading, pointerTo } from '../head/reading.ts';
import { formatVersion, nameVersion } from '../version.ts';

/** What each list of a head says that can be tested, entry by entry; null for an entry that says nothing. */
const LISTS: Readonly<Record<string, (entry: JsonObject) => readonly (Statement | null)[]>> = {
  claims: (entry) => [statementOf(entry)],
  baselines: (entry) => [baselineOf(entry)],
  heads: (entry) => [headOf(entry), tagOf(entry)],
  commits: (entry) =>
    [headOf({ ...entry, branch: branchIn(textAt(entry, 'role')) ?? '' })].filter(() => isHead(entry)),
  reading: (entry) => [readingOf(entry)],
};

/** The claims that a head states as data: `claims`, `baselines`, `heads`, `commits` and pins of `reading`. */
export function headClaims({ head, at }: Pick<HeadReading, 'head' | 'at'>): readonly Assertion[] {
  return Object.entries(LISTS).flatMap(([key, read]) => {
    const list = head[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: Json, index) => {
      const field = pointerTo(`/${key}`, index);
      const span = at.get(field)?.value;
      if (span === undefined || typeof entry !== 'object' || entry === null || Array.isArray(entry))
        return [];
      return read(entry as JsonObject).flatMap((statement) =>
        statement === null ? [] : [{ span, field, statement }],
      );
    });
  });
}

function statementOf(entry: JsonObject): Statement | null {
  const repository = textAt(entry, 'repository');
  const oid = oidAt(entry);
  switch (textAt(entry, 'type')) {
    case 'unchanged': {
      const since = textAt(entry, 'since')?.replace(/^v(?=\d)/, '');
      const section = textAt(entry, 'section')?.replace(/^§+\s?/, '') ?? null;
      return since ? { type: 'unchanged', document: textAt(entry, 'document'), section, since } : null;
    }
    case 'exists': {
      const path = textAt(entry, 'path');
      return path === null ? null : { type: 'exists', repository, path, oid, branch: null };
    }
    case 'head':
      return headOf(entry);
    case 'tag':
      return tagOf(entry);
    case 'baseline':
      return baselineOf(entry);
    case 'count': {
      const [of, is] = [textAt(entry, 'of'), numberAt(entry, 'is')];
      return of === null || is === null ? null : { type: 'count', of, is, was: numberAt(entry, 'was') };
    }
    case 'service': {
      const port = numberAt(entry, 'port');
      return port === null ? null : { type: 'service', name: textAt(entry, 'name'), port };
    }
    default:
      return null;
  }
}

function headOf(entry: JsonObject): Statement | null {
  const oid = oidAt(entry);
  if (oid === null) return null;
  return { type: 'head', repository: textAt(entry, 'repository'), branch: textAt(entry, 'branch'), oid };
}

function tagOf(entry: JsonObject): Statement | null {
  const [tag, oid] = [textAt(entry, 'tag'), oidAt(entry)];
  return tag === null || oid === null
    ? null
    : { type: 'tag', repository: textAt(entry, 'repository'), tag, oid };
}

function baselineOf(entry: JsonObject): Statement | null {
  const counts = {
    passed: numberAt(entry, 'passed'),
    failed: numberAt(entry, 'failed'),
    skipped: numberAt(entry, 'skipped'),
  };
  const value = textAt(entry, 'value');
  const probe = textAt(entry, 'probe');
  if (value === null && probe === null && Object.values(counts).every((count) => count === null)) return null;
  return {
    type: 'baseline',
    repository: textAt(entry, 'repository'),
    name: textAt(entry, 'name'),
    ...counts,
    value,
    tolerance: numberAt(entry, 'tolerance') ?? 0,
    oid: oidAt(entry),
    probe,
  };
}

const HEAD_ROLE = /^heads?(?:\s+of\s+(?:the\s+)?(?:branch\s+)?(\S+))?$/i;

function isHead(entry: JsonObject): boolean {
  return HEAD_ROLE.test(textAt(entry, 'role') ?? '');
}

function branchIn(role: string | null): string | null {
  return HEAD_ROLE.exec(role ?? '')?.[1] ?? null;
}

/** A pin by commit: a path, a file name, or an id with its version, which make one. */
function readingOf(entry: JsonObject): Statement | null {
  const oid = oidAt(entry);
  if (oid === null) return null;
  const document = textAt(entry, 'document')?.split('#', 1)[0] ?? null;
  const path =
    textAt(entry, 'path') ?? (document === null ? null : fileOf(document, textAt(entry, 'version')));
  const repository = textAt(entry, 'repository');
  return path === null ? null : { type: 'exists', repository, path, oid, branch: null };
}

function fileOf(document: string, version: string | null): string | null {
  if (/\.[a-z]{2,5}$/.test(document)) return document;
  const [id = '', pinned = version] = document.split('@');
  const { version: read } = nameVersion(`x-v${(pinned ?? '').replace(/^v/, '').replaceAll('.', '_')}.md`);
  return read === null ? null : `${id}-v${formatVersion(read).replaceAll('.', '_')}.md`;
}

function oidAt(entry: JsonObject): string | null {
  return textAt(entry, 'oid')?.toLowerCase() ?? null;
}

function numberAt(entry: JsonObject, key: string): number | null {
  const value = textAt(entry, key)?.replaceAll(/(?<=\d),(?=\d{3})/g, '') ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : null;
}
