import { placeAt } from '../../parse/head/places.ts';
import { sectionAt } from '../../parse/sections.ts';
import { textIn } from '../../read/json.ts';
import type { NoteView, Rule, Span } from '../../types.ts';
import { filedPhase, namedPhase, versionSection } from '../../validate/identity.ts';
import { differing, toAgree, unquoted } from '../words.ts';

/** Where a note says a number or phase of itself, and what. */
interface Place {
  readonly where: 'file name' | 'folder' | 'head' | 'title' | 'heading';
  readonly text: string;
  /** Null in a path. */
  readonly span: Span | null;
}

type Said = Omit<Place, 'span'>;

/** What a title opens with, behind marks: `CR-2026-090 — Guest booking`. */
const NUMBER = /^[#\s*_"']*([A-Z]{2,}(?:-[A-Z]+)*-\d{4}-\d{2,})(?![\p{L}\p{N}_-])/u;
/** `Phase 57 — guest booking`, `CR-2026-090 — Phase 57: guest booking`: of one phase, set off from what it is about. */
const PHASE =
  /^[#\s*_"']*(?:[A-Z]{2,}(?:-[A-Z]+)*-\d{4}-\d+\s?[—–:-]\s)?phase\s0*(\d+[a-z]?)(?=["'*_\s]*(?:$|[—:·(]|[–-]\s(?!(?:phase\s)?\d)|step\s))/iu;
/** `57`, `Phase 57` in a head. */
const SAID_PHASE = /^["']?(?:phase[\s-]*)?0*(\d+[a-z]?)["']?$/i;
/** `phase-56-to-57-handoff-v0_1.md`, and not the day in `phase-57-halt-2026-05-12`. */
const NAMED_PHASES = /phase-\d+[a-z]?-(?:(?:and|or|to|through)-)?(?:phase-)?\d{1,3}(?=[-./]|$)/i;

/**
 * A number or phase that a note says of itself in its head, its title and its path, where these differ: what a copy
 * brings along. Points at the first place that does not agree with the file name, else with the head.
 */
export const headDisagreement: Rule<{ key: string; places: readonly Said[] }> = {
  id: 'head/disagreement',
  severity: 'warning',
  message: ({ key, places }) =>
    differing(
      key,
      places.map(({ where, text }) => `${where} ${unquoted(text)}`),
    ),
  help: ({ key, places }) => toAgree(key, places[0]?.text ?? ''),
  *note(view) {
    if (view.document.archived) return;
    for (const [key, places] of [
      ['number', numbersIn(view)],
      ['phase', phasesIn(view)],
    ] as const) {
      const [first] = places;
      const lead = places.find(
        ({ text, span }) => span !== null && text.toLowerCase() !== first?.text.toLowerCase(),
      );
      if (lead?.span == null) continue;
      const related = places.flatMap(({ where, text, span }) =>
        span === null || span === lead.span
          ? []
          : [{ path: view.draft.path, span, label: `${where}: ${unquoted(text)}` }],
      );
      yield {
        span: lead.span,
        data: { key, places: places.map(({ where, text }) => ({ where, text })) },
        related,
      };
    }
  },
};

/** The number of the head, and those that open a title. */
function numbersIn(view: NoteView): readonly Place[] {
  const said = view.kind.keys.includes('number') ? inHead(view, 'number', NUMBER) : [];
  return said.length === 0 ? [] : [...said, ...inTitles(view, NUMBER)];
}

/**
 * The phase of the file name, else of the folder for a head that says one, none of a path that names several; that of
 * the head, and those that open a title.
 */
function phasesIn(view: NoteView): readonly Place[] {
  const said = inHead(view, 'phase', SAID_PHASE);
  return [...inPath(view.draft.path, said.length > 0), ...said, ...inTitles(view, PHASE)];
}

function inPath(path: string, isSaid: boolean): readonly Place[] {
  if (NAMED_PHASES.test(path)) return [];
  const named = namedPhase(path);
  if (named !== null) return [{ where: 'file name', text: named, span: null }];
  const filed = isSaid ? filedPhase(path) : null;
  return filed === null ? [] : [{ where: 'folder', text: filed, span: null }];
}

function inHead({ draft }: NoteView, key: string, pattern: RegExp): readonly Place[] {
  const span = placeAt(draft, `/${key}`)?.value;
  const text = pattern.exec(textIn(draft.head[key])?.trim() ?? '')?.[1];
  return span === undefined || text === undefined ? [] : [{ where: 'head', text, span }];
}

/** The title of the head, the first heading, and the one below it that says the version. */
function inTitles({ draft, text }: NoteView, pattern: RegExp): readonly Place[] {
  const first = draft.title && sectionAt(draft.sections, draft.title.span.start);
  const headings = [first, versionSection(draft)].flatMap((section) => section?.heading ?? []);
  const named = placeAt(draft, '/title')?.value;
  return [...new Set([...(named ? [named] : []), ...headings])].flatMap((span) => {
    const match = pattern.exec(text.slice(span.start, span.end));
    if (match === null) return [];
    const [opening, said = ''] = match;
    const end = span.start + opening.length;
    const where = span === named ? 'title' : 'heading';
    return [{ where, text: said, span: { start: end - said.length, end } }];
  });
}
