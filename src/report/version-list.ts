import { counted } from '../parse/in-threes.ts';
import { formatVersion } from '../parse/version.ts';
import type { Comparison, SectionChange } from '../plan/compare/compare.ts';
import { type ChangeCounts, changeSummary, isRenamed, isTold, toldFields } from '../plan/compare/history.ts';
import type { Document } from '../types.ts';
import type { Paint, Style } from './paint.ts';
import { sectionName } from './version-diff.ts';
import { visible } from './width.ts';

/** One version of a note, and what it changed of the version before; null for the first. */
export interface ListedVersion {
  readonly document: Document;
  readonly comparison: Comparison | null;
  readonly counts: ChangeCounts | null;
}

/** Sections of one version that are named before the rest is only counted. */
const MOST_NAMED = 12;

/** The versions of a note, oldest first, and what each changed. Ends with a line feed. */
export function versionList(
  id: string,
  versions: readonly ListedVersion[],
  pathOf: (path: string) => string,
  paint: Paint,
): string {
  const title = `${paint('strong', visible(id))}: ${counted(versions.length, 'version')}`;
  const blocks = versions.map((one) => block(one, pathOf, paint).join('\n'));
  return `${[title, ...blocks].join('\n\n')}\n`;
}

function block(
  { document, comparison, counts }: ListedVersion,
  pathOf: (path: string) => string,
  paint: Paint,
): readonly string[] {
  const { version, date, status, path } = document;
  const name = paint('strong', version === null ? '(no version)' : `v${formatVersion(version)}`);
  const facts = [name, date, status && visible(status.value ?? short(status.text))].filter(
    (fact) => fact !== null,
  );
  const where = paint('quiet', visible(pathOf(path)));
  if (comparison === null || counts === null) return [facts.join('  '), `  ${where}`];
  const told = comparison.sections.filter(isTold);
  const fields = toldFields(comparison.fields).map(({ key }) => visible(key));
  return [
    facts.join('  '),
    `  ${where}`,
    `  ${changeSummary(counts)}`,
    ...(fields.length > 0 ? [`  head: ${fields.join(', ')}`] : []),
    ...told.slice(0, MOST_NAMED).map((change) => `  ${sectionLine(change, paint)}`),
    ...(told.length > MOST_NAMED ? [`  and ${told.length - MOST_NAMED} more`] : []),
  ];
}

const CHANGED = { mark: '~', style: 'info' } as const;
const MARKS: Partial<Record<SectionChange['state'], { readonly mark: string; readonly style: Style }>> = {
  added: { mark: '+', style: 'good' },
  removed: { mark: '-', style: 'error' },
};

function sectionLine(change: SectionChange, paint: Paint): string {
  const { state, before, after, moved } = change;
  const place = after ?? before;
  const { mark, style } = MARKS[state] ?? CHANGED;
  const notes = [
    ...(moved ? ['moved'] : []),
    ...(isRenamed(change) && before !== null ? [`was ${sectionName(before)}`] : []),
  ];
  const name = place === null ? '' : sectionName(place);
  return `${paint(style, mark)} ${name}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text;
}
