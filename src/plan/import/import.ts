import { counted } from '../../parse/in-threes.ts';
import { ruleById } from '../../rules/rules.ts';
import type { Plan, Source } from '../../types.ts';
import { numbered, planOf } from '../plan.ts';
import { editedText } from '../plan-outcome.ts';
import { exportEdits, type ImportRules, importNote, type NoteImport } from './import-note.ts';

type Edited = Extract<NoteImport, { type: 'edit' }> & { readonly source: Source };

/** Errors of one note that a question names. */
const MOST_ERRORS = 4;

/**
 * The import of notes as a plan. A note that would have errors then which it does not have now is a question; what
 * was guessed, mapped, and not mapped is said in the remarks.
 */
export function importPlan(sources: readonly Source[], rules: ImportRules): Plan {
  const edited: Edited[] = [];
  const left: string[] = [];
  let done = 0;
  for (const source of sources) {
    const result = importNote(source, rules);
    if (result.type === 'edit') edited.push({ ...result, source });
    else if (result.type === 'left') left.push(`${source.path} is left as it is: ${result.reason}`);
    else done += 1;
  }
  const sure = edited.filter(({ errors }) => errors.length === 0);
  const asked = edited.filter(({ errors }) => errors.length > 0);
  return planOf({
    title: `import ${counted(edited.length, 'note')}`,
    base: baseOf(edited.map(({ source }) => source)),
    edits: sure.flatMap(({ edits }) => edits),
    questions: numbered(
      asked.map(({ source: { path }, edits, guess, errors }) => ({
        path,
        family: null,
        edits,
        sentence: `As ${guess.kind} in YAML, ${path} would have ${errors.length === 1 ? 'an error' : 'errors'} to mend: ${errorWords(errors)}`,
        answer: null,
      })),
    ),
    remarks: [
      ...edited.map(remark),
      ...left,
      ...(done > 0
        ? [`${counted(done, 'note')} ${done === 1 ? 'has' : 'have'} a YAML head with a kind already`]
        : []),
    ],
    commit: { subject: `Put the heads of ${counted(edited.length, 'note')} into YAML`, trailers: [] },
  });
}

/**
 * The way back as a plan: the heads that an import replaced. Where the YAML head says something else by now, that
 * would be lost, so it is a question.
 */
export function exportPlan(sources: readonly Source[], rules: ImportRules): Plan {
  const found = sources.flatMap((source) => {
    const edits = source.opaque ? null : exportEdits(source.path, source.text);
    if (edits === null) return [];
    const text = editedText(source.path, source.text, edits);
    const again = importNote({ ...source, text }, { ...rules, kind: kindIn(source.text) });
    return [{ source, edits, same: again.type === 'edit' && again.text === source.text }];
  });
  return planOf({
    title: `put back the heads of ${counted(found.length, 'note')}`,
    base: baseOf(found.map(({ source }) => source)),
    edits: found.filter(({ same }) => same).flatMap(({ edits }) => edits),
    questions: numbered(
      found
        .filter(({ same }) => !same)
        .map(({ source: { path }, edits }) => ({
          path,
          family: null,
          edits,
          sentence: `The YAML head of ${path} was changed after its import; going back loses that`,
          answer: null,
        })),
    ),
    remarks:
      found.length < sources.length
        ? [`${counted(sources.length - found.length, 'note')} came from no import`]
        : [],
    commit: { subject: `Put back the heads of ${counted(found.length, 'note')}`, trailers: [] },
  });
}

function kindIn(text: string): string | null {
  return /^kind: ([\w-]+)[ \t]*\r?$/m.exec(text.slice(0, 500))?.[1] ?? null;
}

function baseOf(sources: readonly Source[]): Plan['base'] {
  return Object.fromEntries(sources.map(({ path, oid }) => [path, oid]));
}

/** What was made of one note, and what not, in one sentence. */
function remark({ source, form, guess, fitted }: Edited): string {
  const { status, unmapped, fields } = fitted;
  const now = String(fields['status']);
  const kept = form === 'no head' ? '' : '; they stay in the comment below it';
  return [
    `${source.path}: from ${form} to kind ${guess.kind} (${guess.reason})`,
    ...(status === null ? [] : [`status ${JSON.stringify(short(status))} is ${now} now`]),
    ...(unmapped.length === 0 ? [] : [`could not be mapped: ${unmapped.join(', ')}${kept}`]),
  ].join('; ');
}

function errorWords(errors: Edited['errors']): string {
  const words = errors
    .slice(0, MOST_ERRORS)
    .map(({ rule, data }) => ruleById.get(rule)?.message(data) ?? rule);
  const more = errors.length - words.length;
  return [...words, ...(more > 0 ? [`and ${more} more`] : [])].join(' ');
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text;
}
