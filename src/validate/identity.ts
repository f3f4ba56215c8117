import { isWithin } from '../parse/mentions/spans.ts';
import { sectionAt } from '../parse/sections.ts';
import { parseVersion, stemOf } from '../parse/version.ts';
import { own, scalarAt, textsIn } from '../read/json.ts';
import { folderOf, nameOf } from '../read/paths.ts';
import type { Config, Draft, JsonObject, Section, Version } from '../types.ts';
import { calendarDay } from './formats.ts';

/** A version at the end of a title: `… — v0.1`, `… (v0.2)`, `… v0.1 — 2026-05-09`. */
const TITLE_VERSION =
  /\s*(?:[—–:·-]\s*)?[([]?\bv?(\d+(?:[._]\d+){1,2})[)\]]?(?:\s*[—–·-]\s*\d{4}-\d\d-\d\d)?\s*$/i;
/** Characters at the end of a title in which its version is looked for. */
const TAIL = 80;
const PHASE_WORD = /^(?:phase[\s-]*)?0*(\d+[a-z]?)(?![\w.])/i;
const PHASE_NAME = /(?:^|-)phase-0*(\d+[a-z]?)(?=[-.]|$)/i;

/** The version that a document goes by: of its file name, else head, title, footer. */
export function versionOf({ versions }: Draft): Version | null {
  const order = ['file name', 'head', 'title', 'footer'] as const;
  for (const wanted of order) {
    for (const { place, text } of versions) {
      const version = place === wanted ? parseVersion(text) : null;
      if (version) return version;
    }
  }
  return null;
}

/**
 * The heading that names a draft: the first, or the one right under it that opens with an id and says the version, as
 * in the heads of change requests.
 */
export function headingOf({ title, versions, sections, mentions }: Draft): string | null {
  if (title === null) return null;
  const below = versionSection({ versions, sections });
  if (below === null || below.heading.start < title.span.end) return title.text;
  const opens = mentions.some(
    ({ span, target }) =>
      target.type === 'item' && target.opens?.as === 'heading' && isWithin(span, below.heading),
  );
  return opens ? below.title : title.text;
}

/** The section whose heading says the version of a draft. */
export function versionSection({ versions, sections }: Pick<Draft, 'versions' | 'sections'>): Section | null {
  const at = versions.find(({ place }) => place === 'title')?.span?.start;
  return at === undefined ? null : sectionAt(sections, at);
}

/**
 * The title, of the head, else the first heading, else the file name, for which that of the folder stands in where
 * every folder has such a file; without the version at its end when that is one of the document's own `versions`.
 */
export function titleFrom(
  head: JsonObject,
  heading: string | null,
  path: string,
  versions: readonly string[],
): string {
  for (const title of [scalarAt(head, 'title'), heading]) {
    const tail = title?.slice(-TAIL) ?? '';
    const match = TITLE_VERSION.exec(tail);
    const own = match !== null && versions.includes((match[1] ?? '').replaceAll('_', '.'));
    const bare = (own ? title?.slice(0, match.index - tail.length) : title)?.trim();
    if (bare) return bare;
  }
  const stem = stemOf(path);
  return (/^(?:readme|index)$/i.test(stem) && nameOf(folderOf(path))) || stem;
}

/** Whether what a head says of `private` means it: any word but these does, a mistyped one too. */
export function meansPrivate(value: string): boolean {
  return !/^(?:false|no|off|)$/i.test(value.trim());
}

/** `YYYY-MM-DD` of the head, when the calendar has it. */
export function dateOf(head: JsonObject): string | null {
  return calendarDay(scalarAt(head, 'date') ?? '');
}

/** The authors of the head, each once: a text is one of them, however many it names. */
export function authorsOf(head: JsonObject): readonly string[] {
  const author = own(head, 'author');
  const names = typeof author === 'string' ? [author] : textsIn(author);
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
}

/**
 * The phase of the head, else of the nearest `phase-NN` folder, else of the file name; numbers without leading
 * zeros (`6` of `phase-06-intake`), other phases as they are written.
 */
export function phaseOf(head: JsonObject, path: string): string | null {
  const said = scalarAt(head, 'phase')?.trim();
  if (said) return PHASE_WORD.exec(said)?.[1] ?? said;
  return filedPhase(path) ?? namedPhase(path);
}

/** The phase of the nearest `phase-NN` folder of a path. */
export function filedPhase(path: string): string | null {
  const [, ...folders] = path.split('/').reverse();
  for (const folder of folders) {
    const number = /^phase-0*(\d+[a-z]?)(?=-|$)/i.exec(folder)?.[1];
    if (number !== undefined) return number;
  }
  return null;
}

/** The phase of the file name of a path. */
export function namedPhase(path: string): string | null {
  return PHASE_NAME.exec(nameOf(path))?.[1] ?? null;
}

/** True when a folder of the path is the archive. */
export function isArchived(path: string, { archive }: Pick<Config, 'archive'>): boolean {
  return path.split('/').slice(0, -1).includes(archive.folder);
}
