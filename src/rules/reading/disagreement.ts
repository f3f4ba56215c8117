import type { NoteView, Report, Rule, Section } from '../../types.ts';
import { joined, quoted } from '../words.ts';
import { headList, isSame, type Listed, listIn, promptSpans, type ReadList } from './lists.ts';

interface Data {
  /** `body` or `prompt`. */
  readonly where: string;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** What stands before what it should follow; null where the order is that of the head. */
  readonly early: string | null;
  readonly [key: string]: string | null | readonly string[];
}

const ORDER = /reading order/i;
const PROMPT = /kickoff prompt/i;

/** The list of the head is the one source; a note without one is held to nothing. */
export const readingDisagreement: Rule<Data> = {
  id: 'reading/disagreement',
  severity: 'warning',
  message: ({ where, missing, extra, early }) =>
    `The ${where === 'prompt' ? 'kickoff prompt' : 'reading order in the text'} ${said(missing, extra, early)}.`,
  help: () =>
    'Make the list in the text, the one in the kickoff prompt and reading: in the head name the same, in one order.',
  *note(view) {
    const wanted = headList(view.draft);
    if (wanted.length === 0) return;
    const { sections, code } = view.draft;
    const body = sections.find(({ title }) => ORDER.test(title));
    const prompt = sections.find(({ title }) => PROMPT.test(title));
    if (body !== undefined) yield* reportsOn('body', listIn(view.text, whole(body, sections)), wanted, view);
    if (prompt === undefined) return;
    for (const span of promptSpans(whole(prompt, sections), code)) {
      yield* reportsOn('prompt', listIn(view.text, span), wanted, view);
    }
  },
};

/** A section with those below it. */
function whole(section: Section, sections: readonly Section[]): Section['span'] {
  const after = sections.slice(sections.indexOf(section) + 1).find(({ depth }) => depth <= section.depth);
  return {
    start: section.heading.end,
    end: after?.span.start ?? sections.at(-1)?.span.end ?? section.span.end,
  };
}

function* reportsOn(
  where: string,
  list: ReadList | null,
  wanted: readonly Listed[],
  { document }: NoteView,
): Iterable<Report<Data>> {
  if (list === null) return;
  const own = { stem: document.id, version: null, written: document.path };
  const isOwn = (one: Listed): boolean => isSame(one, own) || document.path.endsWith(`/${one.written}`);
  const named = list.named.filter((one, at) => list.named.findIndex((other) => isSame(one, other)) === at);
  // What has no file name may be any of them.
  const missing =
    list.unnamed > 0 ? [] : wanted.filter((one) => !isOwn(one) && !named.some((other) => isSame(one, other)));
  const extra = list.first.filter((one) => !isOwn(one) && !wanted.some((other) => isSame(one, other)));
  const places = named.flatMap((one) => {
    const place = wanted.findIndex((other) => isSame(one, other));
    return place === -1 ? [] : [place];
  });
  const fall = places.findIndex((place, at) => at > 0 && place < (places[at - 1] ?? 0));
  const early = fall === -1 ? null : (wanted[places[fall - 1] ?? 0]?.written ?? null);
  if (missing.length + extra.length === 0 && early === null) return;
  const names = (listed: readonly Listed[]): readonly string[] => listed.map(({ written }) => written);
  yield { span: list.span, data: { where, missing: names(missing), extra: names(extra), early } };
}

function said(missing: readonly string[], extra: readonly string[], early: string | null): string {
  return [
    ...(missing.length > 0 ? [`leaves out ${joined(missing.map(quoted), 'and')} of the head`] : []),
    ...(extra.length > 0 ? [`gives ${joined(extra.map(quoted), 'and')}, which the head does not`] : []),
    ...(early === null ? [] : [`gives ${quoted(early)} earlier than the head`]),
  ].join(', and ');
}
