import type { Comparison, FieldChange, SectionChange, SectionPlace } from '../plan/compare/compare.ts';
import { type ChangeCounts, changeSummary, isRenamed, isTold } from '../plan/compare/history.ts';
import type { TextRun } from '../plan/compare/runs.ts';
import type { Json } from '../types.ts';
import type { Paint } from './paint.ts';
import { visible } from './width.ts';

/** Characters of unchanged text that are shown on either side of a change. */
const AROUND = 60;
/** Characters of a value of the head. */
const VALUE = 300;

/**
 * What changed between two versions, for people: fields of the head, then section by section. Words that went stand
 * in `[-…-]` and words that came in `{+…+}`, also where there are colours. Ends with a line feed.
 */
export function versionDiff(comparison: Comparison, counts: ChangeCounts, paint: Paint): string {
  const fields = comparison.fields.map((field) => fieldLine(field, paint));
  const sections = comparison.sections.filter(isTold).map((change) => sectionLines(change, paint).join('\n'));
  const head = fields.length === 0 ? [] : [[paint('strong', 'Head'), ...fields].join('\n')];
  return `${[...head, ...sections, paint('strong', changeSummary(counts))].join('\n\n')}\n`;
}

/** `§6 Gates` or `Gates`; what stands before the first heading is `the opening`. */
export function sectionName({ depth, number, title }: SectionPlace): string {
  if (depth === 0) return 'the opening';
  const words = title === '' ? '(no title)' : visible(title);
  return number === null ? words : `§${visible(number)} ${words}`;
}

function fieldLine({ key, before, after }: FieldChange, paint: Paint): string {
  const old = before === null ? null : paint('error', `[-${valueText(before)}-]`);
  const young = after === null ? null : paint('good', `{+${valueText(after)}+}`);
  return `  ${visible(key)}: ${[old, young].filter((part) => part !== null).join(' ')}`;
}

function valueText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return visible(text.length > VALUE ? `${text.slice(0, VALUE)}…` : text);
}

function sectionLines(change: SectionChange, paint: Paint): readonly string[] {
  const place = change.after ?? change.before;
  const name = place === null ? '' : paint('strong', sectionName(place));
  const told = tellings(change);
  const lines = change.state === 'same' ? [] : changedLines(change.runs);
  return [
    told.length === 0 ? name : `${name} ${paint('info', `(${told.join('; ')})`)}`,
    ...lines.map((line) => `  ${line.map(({ state, text }) => dressed(state, text, paint)).join('')}`),
  ];
}

function tellings(change: SectionChange): readonly string[] {
  const { state, before, after, moved, renumbered } = change;
  if (state === 'added' || state === 'removed') return [state];
  const other = isRenamed(change) || renumbered;
  return [
    ...(moved ? ['moved'] : []),
    ...(other && before !== null && after !== null ? [`was ${sectionName(before)}`] : []),
    ...(state === 'same' ? ['same text'] : []),
  ];
}

function dressed(state: TextRun['state'], text: string, paint: Paint): string {
  if (state === 'same') return visible(text);
  return state === 'added' ? paint('good', `{+${visible(text)}+}`) : paint('error', `[-${visible(text)}-]`);
}

/** The lines that hold a change, each as runs; what stays in between is cut to the words around the changes. */
function changedLines(runs: readonly TextRun[]): readonly (readonly TextRun[])[] {
  const lines: TextRun[][] = [[]];
  for (const { state, text } of runs) {
    text.split('\n').forEach((piece, index) => {
      if (index > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push({ state, text: piece });
    });
  }
  return lines
    .filter((line) => line.some(({ state, text }) => state !== 'same' && text.trim() !== ''))
    .map((line) => line.map((run, index) => shortened(run, index > 0, index < line.length - 1)));
}

function shortened({ state, text }: TextRun, follows: boolean, goesOn: boolean): TextRun {
  const kept = (follows ? AROUND : 0) + (goesOn ? AROUND : 0);
  if (state !== 'same' || text.length <= kept + AROUND) return { state, text };
  const start = follows ? text.slice(0, wordEnd(text, AROUND)) : '';
  const end = goesOn ? text.slice(wordStart(text, text.length - AROUND)) : '';
  return { state, text: `${start}${follows ? ' … ' : '… '}${end}`.replace(/ +/g, ' ') };
}

function wordEnd(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return space > 0 ? space : at;
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space >= 0 && space < text.length - 1 ? space : at;
}
