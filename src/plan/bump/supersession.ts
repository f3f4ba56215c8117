import { placeAt } from '../../parse/head/places.ts';
import { formatVersion, nameVersion, stemOf } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Edge, Edit, Span } from '../../types.ts';
import { newLine } from '../head-entry.ts';
import { besides } from '../head-list.ts';
import { digitsEdit, sentenceAround, type UnnumberedQuestion, type VersionStep } from '../occurrences.ts';
import type { EditedNote } from '../view.ts';

const SAID = /supersedes\s+v?\d+[._]\d/i;

/** What the new file says of the old one. */
interface SupersessionChange {
  readonly edits: readonly Edit[];
  readonly questions: readonly UnnumberedQuestion[];
  /** Why nothing could be written; null when it was. */
  readonly unsaid: boolean;
}

/**
 * Makes the head of a new version say that it supersedes the old file, in the manner of the head: the entry that
 * named an earlier version is replaced, another one is kept beside it, and where there is none a line is added
 * below the version. `own` are the paths of the document's versions, `name` the old file's name.
 */
export function supersessionChange(
  note: EditedNote,
  edges: readonly Edge[],
  own: ReadonlySet<string>,
  name: string,
): SupersessionChange {
  const { text, path, draft } = note;
  const done = (edits: readonly Edit[], questions: readonly UnnumberedQuestion[] = []) => ({
    edits,
    questions,
    unsaid: false,
  });
  const value = placeAt(draft, '/supersedes')?.value;
  const version = placeAt(draft, '/version')?.value;
  // "0.2 (supersedes v0.1)" says it already, and moves on with the version.
  if (version && SAID.test(text.slice(version.start, version.end))) return done([]);
  const said = edges.filter(
    ({ mention: { span } }) => value && value.start <= span.start && span.end <= value.end,
  );
  const earlier = said.find((edge) => isOwn(edge, own));
  if (earlier !== undefined) {
    const { span } = earlier.mention;
    return done([{ path, span: unquoted(text, span), text: name }]);
  }
  if (value !== undefined && draft.form === 'yaml') return done([besides(note, 'supersedes', name)]);
  if (draft.form !== 'yaml') {
    const written = value ?? labelled(text, draft.headSpan);
    if (written !== null) {
      const edit = { path, span: written, text: name };
      const sentence = sentenceAround(text, written);
      return done(
        [],
        [{ path, family: 'B', edits: [edit], sentence, answer: said.length > 0 ? null : 'yes' }],
      );
    }
  }
  const line = newLine(note, 'supersedes', name);
  return line === null ? { edits: [], questions: [], unsaid: true } : done([line]);
}

/** True for a mention of an earlier version: one that is there, or one whose file is not but has the name for it. */
function isOwn({ to, mention }: Edge, own: ReadonlySet<string>): boolean {
  if (to !== null) return to.type === 'document' && own.has(to.path);
  if (mention.target.type !== 'document') return false;
  const { stem, version } = nameVersion(nameOf(mention.target.name));
  return version !== null && [...own].some((path) => stemOf(path) === stem);
}

/** Prose of the head that says which version came before ("supersedes v0.2"): one question each, to say the old one. */
export function earlierInHead(
  { text, path, draft: { headSpan } }: EditedNote,
  step: VersionStep,
  taken: readonly Span[],
): readonly UnnumberedQuestion[] {
  const pattern = /(?:supersedes|successor to)\s+v(\d+(?:[._]\d+)+)/gi;
  return [...text.slice(headSpan.start, headSpan.end).matchAll(pattern)].flatMap((match) => {
    const end = headSpan.start + match.index + match[0].length;
    const span = { start: end - (match[1] ?? '').length, end };
    if ((match[1] ?? '').replaceAll('_', '.') === formatVersion(step.from)) return [];
    if (taken.some((one) => one.start < span.end && span.start < one.end)) return [];
    const edits = [digitsEdit(text, path, span, { from: step.to, to: step.from })];
    return [{ path, family: 'D' as const, edits, sentence: sentenceAround(text, span), answer: null }];
  });
}

/** The value of a line "Supersedes" that names no document ("Nothing for this phase"). */
function labelled(text: string, head: Span): Span | null {
  const match = /(^|\n)([^\w\n]*supersedes[.:]?[^\w\n]*)([^\n\r|]*[^\n\r|\s])/i.exec(
    text.slice(head.start, head.end),
  );
  if (match === null) return null;
  const end = head.start + match.index + match[0].length;
  return { start: end - (match[3] ?? '').length, end };
}

function unquoted(text: string, { start, end }: Span): Span {
  const quoted = /^(["']).*\1$/s.test(text.slice(start, end));
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}
