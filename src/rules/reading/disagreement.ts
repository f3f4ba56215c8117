import { endWithBelow } from '../../parse/sections.ts';
import type { NoteView, Report, Rule, Section } from '../../types.ts';
import { joined, quoted } from '../words.ts';
import { headList, isSameDocument, type ListedName, listIn, promptSpans, type ReadList } from './lists.ts';

interface Data {
  /** `body` or `prompt`. */
  readonly where: string;
  /** What it is held to: `head` or `body`. */
  readonly source: string;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** What stands before what it should follow; null where the order is that of the head. */
  readonly early: string | null;
  readonly [key: string]: string | null | readonly string[];
}

const ORDER = /reading order/i;
const PROMPT = /kickoff prompt/i;

/** The list of the head is the one source; in a note without one, as older ones are, it is the list in the text. */
export const readingDisagreement: Rule<Data> = {
  id: 'reading/disagreement',
  severity: 'warning',
  message: ({ where, source, missing, extra, early }) =>
    `The ${where === 'prompt' ? 'kickoff prompt' : 'reading order in the text'} ${said(missing, extra, early, source === 'head' ? 'the head' : 'the reading order')}.`,
  help: () =>
    'Make the list in the text, the one in the kickoff prompt and reading: in the head name the same, in one order.',
  *note(view) {
    const { sections, code } = view.draft;
    const body = sections.find(({ title }) => ORDER.test(title));
    const prompt = sections.find(({ title }) => PROMPT.test(title));
    const written = body === undefined ? null : listIn(view.text, whole(body, sections));
    const listed = headList(view.draft);
    if (listed.length > 0) yield* reportsOn('body', written, { source: 'head', listed }, view);
    const wanted =
      listed.length > 0 ? { source: 'head', listed } : { source: 'body', listed: written?.first ?? [] };
    if (prompt === undefined || wanted.listed.length === 0) return;
    for (const span of promptSpans(whole(prompt, sections), code)) {
      yield* reportsOn('prompt', listIn(view.text, span), wanted, view);
    }
  },
};

/** A section with those below it. */
function whole(section: Section, sections: readonly Section[]): Section['span'] {
  return { start: section.heading.end, end: endWithBelow(sections, sections.indexOf(section)) };
}

function* reportsOn(
  where: string,
  list: ReadList | null,
  { source, listed: wanted }: { readonly source: string; readonly listed: readonly ListedName[] },
  { document }: NoteView,
): Iterable<Report<Data>> {
  if (list === null) return;
  const own = { stem: document.id, version: null, written: document.path };
  const isOwn = (one: ListedName): boolean =>
    isSameDocument(one, own) || document.path.endsWith(`/${one.written}`);
  const named = list.named.filter(
    (one, at) => list.named.findIndex((other) => isSameDocument(one, other)) === at,
  );
  // What has no file name may be any of them.
  const missing =
    list.unnamed > 0
      ? []
      : wanted.filter((one) => !isOwn(one) && !named.some((other) => isSameDocument(one, other)));
  const extra = list.first.filter(
    (one) => !isOwn(one) && !wanted.some((other) => isSameDocument(one, other)),
  );
  const places = named.flatMap((one) => {
    const place = wanted.findIndex((other) => isSameDocument(one, other));
    return place === -1 ? [] : [place];
  });
  const fall = places.findIndex((place, at) => at > 0 && place < (places[at - 1] ?? 0));
  const early = fall === -1 ? null : (wanted[places[fall - 1] ?? 0]?.written ?? null);
  if (missing.length + extra.length === 0 && early === null) return;
  const names = (listed: readonly ListedName[]): readonly string[] => listed.map(({ written }) => written);
  yield { span: list.span, data: { where, source, missing: names(missing), extra: names(extra), early } };
}

function said(
  missing: readonly string[],
  extra: readonly string[],
  early: string | null,
  source: string,
): string {
  return [
    ...(missing.length > 0 ? [`leaves out ${joined(missing.map(quoted), 'and')} of ${source}`] : []),
    ...(extra.length > 0 ? [`gives ${joined(extra.map(quoted), 'and')}, which ${source} does not`] : []),
    ...(early === null ? [] : [`gives ${quoted(early)} earlier than ${source}`]),
  ].join(', and ');
}
