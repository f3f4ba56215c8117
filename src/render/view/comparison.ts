import { counted } from '../../parse/in-threes.ts';
import type { Comparison, SectionChange, SectionPlace } from '../../plan/compare/compare.ts';
import { isRenamed, isTold } from '../../plan/compare/history.ts';
import type { TextRun } from '../../plan/compare/runs.ts';
import type { Json } from '../../types.ts';
import { headingText } from './contents.ts';
import { capital, opening } from './names.ts';

/** What became of one section, as a page shows it. */
interface SectionChangeView {
  readonly id: string;
  readonly heading: string;
  readonly state: SectionChange['state'];
  /** `moved`, `was 5. Old name`, `12 words added`, in that order. */
  readonly told: readonly string[];
  readonly pieces: readonly PieceView[];
}

/** A run of text, or a gap where unchanged lines are left out. */
interface PieceView {
  readonly state: TextRun['state'] | 'gap';
  readonly text: string;
}

interface FieldChangeView {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** A comparison as its page shows it. */
interface ComparisonView {
  readonly fields: readonly FieldChangeView[];
  readonly sections: readonly SectionChangeView[];
  /** Headings of the sections that stayed as they were. */
  readonly same: readonly string[];
}

/** Lines of unchanged text shown on either side of a change. */
const AROUND = 2;
/** Characters of a value of the head. */
const VALUE = 600;
/** Characters of one run: what is longer is a whole text that came or went. */
const RUN = 40_000;

/** Comparison → view data: the head first, then the sections that changed, with what stayed cut to its edges. */
export function comparisonView({ fields, sections }: Comparison): ComparisonView {
  const told = sections.filter(isTold);
  return {
    fields: fields.map(({ key, before, after }) => ({
      label: capital(key.replace(/[_-]+/g, ' ')),
      before: valueText(before),
      after: valueText(after),
    })),
    sections: told.map((change, at) => ({
      id: `page-change-${at + 1}`,
      heading: nameOf(change.after ?? change.before),
      state: change.state,
      told: tellings(change),
      pieces: change.state === 'same' ? [] : pieces(change.runs),
    })),
    same: sections.filter((change) => !isTold(change)).map(({ after, before }) => nameOf(after ?? before)),
  };
}

function nameOf(place: SectionPlace | null): string {
  if (place === null || place.depth === 0) return 'The opening';
  return headingText(place) || '(no title)';
}

function tellings(change: SectionChange): readonly string[] {
  const { before, moved, renumbered, state, words } = change;
  const was = state !== 'added' && state !== 'removed' && (isRenamed(change) || renumbered);
  return [
    ...(moved ? ['moved'] : []),
    ...(was ? [`was “${nameOf(before)}”`] : []),
    ...(state === 'same' ? ['same text'] : []),
    ...(state === 'changed' ? [wordsTold(words)] : []),
  ].filter((part) => part !== '');
}

function wordsTold({ added, removed }: SectionChange['words']): string {
  if (added + removed === 0) return 'space and marks only';
  const counts = [...(added > 0 ? [`+${added}`] : []), ...(removed > 0 ? [`−${removed}`] : [])];
  return `${counts.join(' ')} ${added + removed === 1 ? 'word' : 'words'}`;
}

function valueText(value: Json | null): string {
  if (value === null) return '';
  return opening(typeof value === 'string' ? value : flatText(value), VALUE);
}

/** A list or object in one line, read aloud rather than as JSON. */
function flatText(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  if (Array.isArray(value)) return value.map(flatText).join('; ') || 'none';
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${flatText(inner)}`)
    .join(', ');
}

function pieces(runs: readonly TextRun[]): readonly PieceView[] {
  return runs.flatMap((run, at): readonly PieceView[] => {
    if (run.state !== 'same') return [{ state: run.state, text: shortened(run.text) }];
    const lines = run.text.split('\n');
    const head = at === 0 ? 0 : AROUND;
    const tail = at === runs.length - 1 ? 0 : AROUND;
    const left = lines.length - head - tail;
    if (left <= AROUND) return [run];
    const gap: PieceView = { state: 'gap', text: `${counted(left, 'line')} as before` };
    const first = lines.slice(0, head).join('\n');
    const last = lines.slice(lines.length - tail).join('\n');
    return [
      ...(head > 0 ? [{ state: 'same' as const, text: first }] : []),
      gap,
      ...(tail > 0 ? [{ state: 'same' as const, text: last }] : []),
    ];
  });
}

function shortened(text: string): string {
  return text.length <= RUN ? text : `${text.slice(0, RUN)}…`;
}
