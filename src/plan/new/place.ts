import { literal } from '../../parse/literal.ts';
import { folderOf, nameOf } from '../../read/paths.ts';
import type { Document, Kind } from '../../types.ts';
import type { PlanView } from '../view.ts';

/** What the name of a new note is made from. */
export interface NoteNaming {
  readonly kind: Kind;
  readonly title: string;
  /** As heads say it: `57`; null for a note of no phase. */
  readonly phase: string | null;
  readonly date: string;
  /** With which its file name opens, where those of its kind beside it do: a number, or the day. */
  readonly number: string | null;
  /** Step of a build, for a halt note. */
  readonly step: string | null;
  /** True for the scoping of an amendment cycle, after a halt. */
  readonly amends: boolean;
}

/** Words that the id of a kind has anyway. */
const NOISE = /^(?:phase|cr|the|a|an)$/;

/**
 * Ids for a new note, by the customs of the record, the usual one first; the others have the title in them, for
 * when it is taken. `taken` says which are. None has a title in it of which no letter can stand in a name.
 */
export function newId(naming: NoteNaming, taken: (id: string) => boolean): string | null {
  return [...ids(naming)].find((id) => !taken(id)) ?? null;
}

function* ids({ kind, title, phase, number, date, step, amends }: NoteNaming): Iterable<string> {
  const phased = phase === null ? '' : `phase-${phase}-`;
  const words = slugOf(withoutNumber(title))
    .split('-')
    .filter((word) => !NOISE.test(word) && word !== phase);
  const spelled = words.join('-');
  const slug = spelled || kind.name;
  const at = slugOf(step ?? '').replace(/^(?=\d)/, 'step-');
  const isUnspellable = spelled === '' && /(?!\p{sc=Latin})\p{L}/u.test(title);
  const titled = (...these: readonly string[]) => (isUnspellable ? [] : these);
  switch (kind.name) {
    case 'cr':
      yield* titled(`${phased}cr-${slug}`);
      return;
    case 'halt-note':
      yield `${phased}halt-surface-${date}${at === '' ? '' : `-${at}`}`;
      yield* titled(`${phased}halt-surface-${date}-${slug}`);
      return;
    case 'scoping-note':
      if (amends) {
        yield `${phased}cr-amendment-scoping-note`;
        for (let cycle = 2; cycle < 100; cycle += 1) yield `${phased}cr-amendment-${cycle}-scoping-note`;
        return;
      }
      if (phase !== null) yield `${phased}scoping-note`;
      yield* titled(`${phased}${ending(slug, 'scoping-note')}`);
      return;
    case 'brief':
    case 'findings':
      if (phase !== null) yield `${phased}step-0-${kind.name}`;
      yield* titled(`${phased}${ending(slug, kind.name)}`);
      return;
    case 'implementation-notes':
      if (phase !== null) yield `${phased}implementation-notes`;
      yield* titled(`${phased}${ending(slug, kind.name)}`);
      return;
    case 'handoff':
      if (phase === null) yield `session-handoff-${date}`;
      yield* titled(`${phased}${ending(slug, 'session-handoff')}`);
      return;
    case 'manifest':
      yield 'current-status-manifest';
      return;
    case 'queue':
      yield 'queued-directions';
      return;
    default:
      yield* titled(...[slug, ending(slug, kind.name)].map((one) => behindNumber(one, number, phased)));
  }
}

/** The number that a title opens with, as file names do: `0005-oars`, `adr-0005-oars`, or `3-oars` where 3 comes next. */
const OPENING = /^(?:(?:[a-z]+-(?=0\d\d))?(0\d{1,5})|(\d{1,6}))-(?=.)/;

/** A slug behind the number of its file, which is not said twice where the title opens with one. */
function behindNumber(slug: string, number: string | null, phased: string): string {
  if (number === null) return `${phased}${slug}`;
  if (slug.startsWith(`${number}-`)) return `${number}-${phased}${slug.slice(number.length + 1)}`;
  const [said = '', written, bare] = OPENING.exec(slug) ?? [];
  const own = written ?? (Number(bare) === Number(number) ? number : null);
  return own === null ? `${number}-${phased}${slug}` : `${own}-${phased}${slug.slice(said.length)}`;
}

/** The number that a title begins with, as in `CR-2026-090 — Guest booking`, and what is behind it. */
const NUMBERED = /^([A-Z]{2,}(?:-[A-Z]+)*-\d{4}-\d+)(?:\s*[—–:-]\s*|\s+|$)/;

/** The number that a title begins with, or null. */
export function titleNumber(title: string): string | null {
  return NUMBERED.exec(title)?.[1] ?? null;
}

/** A title without the number that it begins with. */
export function withoutNumber(title: string): string {
  return title.replace(NUMBERED, '');
}

/** A slug that ends in those words, once. */
function ending(slug: string, words: string): string {
  const last = words.split('-').at(-1) ?? words;
  const bare = slug.endsWith(`-${words}`)
    ? slug.slice(0, -words.length - 1)
    : slug.replace(new RegExp(`-${last}$`), '');
  return bare === words || bare === last ? words : `${bare}-${words}`;
}

/** Letters that are no other letter with a mark, as names spell them. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Lower case words joined by `-`: letters and digits alone, marks above letters taken off, at most 60 long. */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => SPELLED[letter] ?? letter)
    .match(/[a-z0-9]+/g);
  let slug = '';
  for (const word of words ?? []) {
    if (slug.length + word.length >= 60) break;
    slug += slug === '' ? word : `-${word}`;
  }
  return slug;
}

/**
 * The folder of a new note, from the root: that of its phase, made when there is none; else where notes of its kind
 * are; else one with the name of the kind.
 */
export function newFolder({ graph, config }: PlanView, kind: Kind, phase: string | null): string {
  const record = config.record === '.' ? '' : `${config.record}/`;
  const live = graph.documents.filter(({ archived }) => !archived);
  if (phase !== null) {
    const named = new RegExp(`^phase-0*${literal(phase)}(?:-|$)`, 'i');
    const folders = live.map(({ path }) => folderOf(path)).filter((folder) => named.test(nameOf(folder)));
    return mostFrequent(folders) ?? `${record}phases/phase-${phase}`;
  }
  const same = live.filter((document: Document) => document.kind === kind.name && document.phase === null);
  return mostFrequent(same.map(({ path }) => folderOf(path))) ?? `${record}${slugOf(kind.plural)}`;
}

function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first?.[0] ?? null;
}
