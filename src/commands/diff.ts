import type { Compiled } from '../compile.ts';
import { formatVersion, isSameVersion, parseVersion } from '../parse/version.ts';
import { type ComparableDocument, comparableVersions } from '../plan/compare/comparable.ts';
import { compareVersionTexts } from '../plan/compare/compare.ts';
import { countChanges } from '../plan/compare/history.ts';
import { Refusal } from '../refusal.ts';
import { paintFor } from '../report/paint.ts';
import { versionDiff } from '../report/version-diff.ts';
import { type ListedVersion, versionList } from '../report/version-list.ts';
import { visible } from '../report/width.ts';
import type { Document, Draft, World } from '../types.ts';
import { outJson } from './json-document.ts';
import { namedNote } from './named-note.ts';
import { readRecord } from './record.ts';
import { pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';

interface DiffOptions {
  /** Id, file name or path of a note: any version of it. */
  readonly note: string;
  /** Older version; null for the list of all. */
  readonly from: string | null;
  /** Newer version; null for the current one. */
  readonly to: string | null;
  readonly json: boolean;
}

interface VersionEntry extends ListedVersion {
  readonly document: ComparableDocument;
}

/**
 * Tells what changed between two versions of a note, by section; or lists its versions and what each changed.
 * @throws Refusal when the note or a version is not there, or is no Markdown.
 */
export async function diff(world: World, terminal: Terminal, options: DiffOptions): Promise<number> {
  const { here, compiled } = await readRecord(world, terminal);
  const { id } = namedNote(here, compiled.graph, options.note);
  const lineage = compiled.graph.lineages.get(id);
  const versions = lineage === undefined ? [] : comparableVersions(lineage);
  if (versions.length === 0) {
    throw new Refusal(`${JSON.stringify(id)} has no Markdown version, and only Markdown can be compared.`);
  }
  const pathOf = pathsFrom(here.cwd, here.root);
  for (const document of lineage?.versions ?? []) {
    if (document.draft?.opaque === true)
      await terminal.err(
        `slop: ${visible(pathOf(document.path))} cannot be read, and is left out: slop check says why\n`,
      );
  }
  const asked = options.from === null ? versions : pairNamed(id, versions, options.from, options.to);
  const entries = await compared(compiled, asked);
  if (options.json) {
    const history = options.from === null ? entries.map((entry) => entryJson(entry, pathOf)) : null;
    const comparison = options.from === null ? null : comparisonJson(entries, pathOf);
    await outJson(terminal, { id, history, comparison });
    return 0;
  }
  const paint = paintFor(terminal);
  if (options.from === null) await terminal.out(versionList(id, entries, pathOf, paint));
  else {
    const [, last] = entries;
    const titles = entries
      .map(({ document }) => `${nameOf(document)}  ${visible(pathOf(document.path))}\n`)
      .join('');
    if (last?.comparison && last.counts) {
      await terminal.out(`${titles}\n${versionDiff(last.comparison, last.counts, paint)}`);
    }
  }
  return 0;
}

function named(id: string, versions: readonly ComparableDocument[], text: string): ComparableDocument {
  const wanted = parseVersion(text);
  const found = versions.find(({ version }) => wanted !== null && isSameVersion(version, wanted));
  if (found !== undefined) return found;
  const known = versions.map(nameOf).join(', ');
  throw new Refusal(`${JSON.stringify(id)} has no version ${JSON.stringify(text)}: it has ${known}.`);
}

function pairNamed(
  id: string,
  versions: readonly ComparableDocument[],
  from: string,
  to: string | null,
): readonly ComparableDocument[] {
  const older = named(id, versions, from);
  const newer = to === null ? versions.at(-1) : named(id, versions, to);
  if (newer !== undefined && newer !== older) return [older, newer];
  const others = versions.filter((one) => one !== older).map(nameOf);
  throw new Refusal(
    others.length === 0
      ? `${JSON.stringify(id)} has no version but ${nameOf(older)}.`
      : `${nameOf(older)} of ${JSON.stringify(id)} cannot be compared with itself: name another version, older first (${others.join(', ')}).`,
  );
}

/** Compares each document with the one before it. */
async function compared(
  { textOf }: Compiled,
  documents: readonly ComparableDocument[],
): Promise<readonly VersionEntry[]> {
  const entries: VersionEntry[] = [];
  let before: { readonly draft: Draft; readonly text: string } | null = null;
  for (const document of documents) {
    const after = { draft: document.draft, text: await textOf(document.path) };
    const comparison = before === null ? null : compareVersionTexts(before, after);
    entries.push({ document, comparison, counts: comparison && countChanges(comparison) });
    before = after;
  }
  return entries;
}

function nameOf({ version }: Pick<Document, 'version'>): string {
  return version === null ? '(no version)' : `v${formatVersion(version)}`;
}

function documentJson(
  { path, version, title, date, status, archived }: Document,
  pathOf: (path: string) => string,
) {
  const number = version === null ? null : formatVersion(version);
  return {
    version: number,
    path: pathOf(path),
    title,
    date,
    status: status?.value ?? status?.text ?? null,
    archived,
  };
}

function entryJson({ document, comparison, counts }: VersionEntry, pathOf: (path: string) => string): object {
  const changes = comparison && {
    ...counts,
    fields: comparison.fields,
    sections: comparison.sections.map(({ runs: _, ...rest }) => rest),
  };
  return { ...documentJson(document, pathOf), changes };
}

function comparisonJson(entries: readonly VersionEntry[], pathOf: (path: string) => string): object | null {
  const [before, after] = entries;
  if (before === undefined || after?.comparison == null) return null;
  return {
    before: documentJson(before.document, pathOf),
    after: documentJson(after.document, pathOf),
    counts: after.counts,
    ...after.comparison,
  };
}
