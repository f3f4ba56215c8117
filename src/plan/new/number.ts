import { homesOf } from '../../link/resolution.ts';
import { stemOf } from '../../parse/version.ts';
import { fileNumber, nameOf } from '../../read/paths.ts';
import type { Document, Graph } from '../../types.ts';
import type { PlanView } from '../view.ts';
import { titleNumber } from './place.ts';

const NUMBER = /(?<![\w-])([A-Z]{2,}(?:-[A-Z]+)*)-(\d{4})-(\d{2,})(?!\d)/g;

/**
 * The next number of a kind in a year, `CR-2026-091` after `CR-2026-090`: numbers in heads and titles count, those of
 * archived versions too, and those that other branches have taken. A kind that has none yet begins with its name:
 * `CR-2026-001`.
 */
export function nextNumber(graph: Graph, kind: string, year: string): string {
  let prefix = kind.toUpperCase();
  let digits = 3;
  let last = 0;
  for (const document of graph.documents) {
    const written = document.draft?.head['number'];
    const texts = [
      typeof written === 'string' ? written : '',
      document.title,
      document.draft?.title?.text ?? '',
    ];
    for (const [, word = '', inYear, count = ''] of texts.join('\n').matchAll(NUMBER)) {
      if (word !== prefix && document.kind !== kind) continue;
      if (document.kind === kind && texts[0]?.startsWith(word)) prefix = word;
      if (inYear !== year) continue;
      digits = Math.max(digits, count.length);
      last = Math.max(last, Number(count));
    }
  }
  const taken = graph.ledger.record?.numbers ?? [];
  for (const [, word, inYear, count = ''] of taken
    .map(({ number }) => number)
    .join('\n')
    .matchAll(NUMBER)) {
    if (word === prefix && inYear === year) last = Math.max(last, Number(count));
  }
  return `${prefix}-${year}-${String(last + 1).padStart(digits, '0')}`;
}

/** `2026-review.md`, `202603-review.md`: a year or month where all names have one, and no number. */
const CALENDAR = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])?$/;

/**
 * The number that opens the file name of the next note of a kind in a folder: `0013` beside `0012-oars.md`, archived
 * ones and those on other branches counted. Null where fewer than half of them have one, and where these are years or
 * months.
 */
export function nextFileNumber(
  { graph, config }: Pick<PlanView, 'graph' | 'config'>,
  kind: string,
  folder: string,
): string | null {
  const namesIn = (notes: readonly Pick<Document, 'path'>[]): readonly string[] =>
    namesBeside(notes, folder, config.archive.folder);
  const numbersIn = (names: readonly string[]) => names.flatMap((name) => fileNumber(name) ?? []);
  const names = namesIn(graph.documents.filter((one) => one.kind === kind));
  const numbers = numbersIn(names);
  const isCalendar = (number: string) => CALENDAR.test(number);
  if (numbers.length * 2 < names.length || numbers.every(isCalendar)) return null;
  const elsewhere = numbersIn(namesIn(graph.ledger.record?.numbers ?? []));
  // A year on another branch opens the name of a note of another kind.
  const taken = [
    ...numbers,
    ...elsewhere.filter((number) => numbers.some(isCalendar) || !isCalendar(number)),
  ];
  const last = taken.reduce((most, number) => Math.max(most, Number(number)), 0);
  const digits = numbers.reduce((most, { length }) => Math.max(most, length), 0);
  return String(last + 1).padStart(digits, '0');
}

/** `2026-05-12-oars.md`, `20260512-oars.md`. */
const DAY = /^(?:19|20)\d\d(-?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])-/;

/**
 * The day as it opens the file names of a kind in a folder, with hyphens or without: `20260601` beside
 * `20260512-oars.md`. Null where fewer than half of them have one.
 */
export function dayInNames(
  { graph, config }: Pick<PlanView, 'graph' | 'config'>,
  kind: string,
  folder: string,
  date: string,
): string | null {
  const notes = graph.documents.filter((one) => one.kind === kind);
  const names = namesBeside(notes, folder, config.archive.folder);
  const hyphens = names.flatMap((name) => DAY.exec(name)?.[1] ?? []);
  if (hyphens.length === 0 || hyphens.length * 2 < names.length) return null;
  return date.replaceAll('-', hyphens[0] ?? '');
}

/** The file names of notes in a folder, those of its archive too. */
function namesBeside(
  notes: readonly Pick<Document, 'path'>[],
  folder: string,
  archive: string,
): readonly string[] {
  return notes.filter((one) => homesOf(one, archive).includes(folder)).map(({ path }) => nameOf(path));
}

/** The number in the head of a note, or null. */
export function numberOf({ draft }: Document): string | null {
  const number = draft?.head['number'];
  return typeof number === 'string' && number !== '' ? number : null;
}

/**
 * The other note that has a number, here or on another branch, in words; null without one. `own` is the id of who
 * asks.
 */
export function holderOf({ documents, ledger }: Graph, number: string, own: string): string | null {
  const here = documents.find((document) => {
    const held = document.id === own ? null : numberOf(document);
    return held !== null && (held === number || titleNumber(held) === number);
  });
  if (here !== undefined) return here.path;
  const there = ledger.record?.numbers?.find(
    (one) => one.item === undefined && one.number === number && stemOf(one.path) !== own,
  );
  return there === undefined ? null : `${there.path} on branch ${there.branch}`;
}
