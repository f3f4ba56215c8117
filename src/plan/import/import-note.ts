import { emptyHead, readHead } from '../../parse/head/head.ts';
import { parse } from '../../parse/parse.ts';
import { compareVersions, findVersion, nameVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import { checkNote } from '../../rules/check.ts';
import type { Config, Draft, Edit, Finding, JsonObject, Kind, MarkdownEngine, Source } from '../../types.ts';
import { validate } from '../../validate/validate.ts';
import { editedText } from '../plan-outcome.ts';
import { type FittedFields, fitFields } from './fit-fields.ts';
import { type FoundHead, findHead, statusSection } from './found-head.ts';
import { guessKind, type KindGuess } from './guess-kind.ts';
import { drawnToLines, keptLines, readKept } from './kept-head.ts';
import { yamlField } from './yaml-lines.ts';

/** What the import of a note is judged by. */
export interface ImportRules {
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly engine: MarkdownEngine;
  /** The kind that a person gave; null to guess. */
  readonly kind: string | null;
}

/** What an import would do with one note: an edit with all that a person should know of it, or why none. */
export type NoteImport =
  | {
      readonly type: 'edit';
      readonly edits: readonly Edit[];
      readonly text: string;
      readonly form: string;
      readonly guess: KindGuess;
      readonly fitted: FittedFields;
      /** Errors that the note would have then and does not have now. */
      readonly errors: readonly Finding[];
    }
  | { readonly type: 'done' }
  | { readonly type: 'left'; readonly reason: string };

/**
 * Puts the head of a note into YAML. Every character outside of the old head stays, and the old head stays as comment
 * lines of the new one, so that `exportNote` gives the note back as it was.
 */
export function importNote(source: Source, rules: ImportRules): NoteImport {
  const { path, text } = source;
  if (source.opaque) return left('its text cannot be read as a note');
  if (source.faults.some(({ rule }) => rule === 'source/not-utf8')) return left('it is not UTF-8');
  const found = findHead(text, rules.config);
  if (found === null) return { type: 'done' };
  const before = parse(source, rules.config, rules.engine);
  if (found.form.startsWith('YAML') && before.faults.some(({ rule }) => rule.startsWith('head/'))) {
    return left('its YAML head has mistakes: slop check names them');
  }
  const fields = withSaid(found.fields, text, before);
  const guess =
    rules.kind === null
      ? guessKind(path, fields, before.sections, rules.config, rules.kinds)
      : { kind: rules.kind, reason: 'as asked' };
  const kind = rules.kinds.get(guess.kind);
  if (kind === undefined) return left(`there is no kind ${guess.kind}`);
  const fitted = fitFields(withOwnVersion(withNumber(fields, kind, before), path), kind);
  const edits = editsFor(path, text, found, fitted.fields);
  const after = editedText(path, text, edits);
  const draft = parse({ ...source, text: after }, rules.config, rules.engine);
  const lost = whyLost(source, after, before, draft);
  if (lost !== null) return left(lost);
  return {
    type: 'edit',
    edits,
    text: after,
    form: found.form,
    guess,
    fitted,
    errors: newErrors(source, before, after, draft, rules),
  };
}

/** The text as it was before its import; null for a text that came from none. */
export function exportNote(text: string): string | null {
  const edits = exportEdits('', text);
  return edits === null ? null : editedText('', text, edits);
}

/** What takes the YAML head of an import out and puts the old head back; null for a text that came from none. */
export function exportEdits(path: string, text: string): readonly Edit[] | null {
  const { form, body } = readHead(text, { labels: new Map() });
  const { start } = emptyHead(text).body;
  const kept = form === 'yaml' ? readKept(text.slice(start, body.start)) : null;
  if (kept === null) return null;
  const at = Math.min(body.start + kept.offset, text.length);
  const head = { start, end: body.start };
  if (at === body.start) return [{ path, span: head, text: kept.text }];
  return [
    { path, span: head, text: '' },
    { path, span: { start: at, end: at }, text: kept.text },
  ];
}

function left(reason: string): NoteImport {
  return { type: 'left', reason };
}

function withSaid(fields: JsonObject, text: string, { sections }: Draft): JsonObject {
  return { ...statusSection(text, sections), ...fields };
}

/** The number of a change request often stands in its title alone. */
function withNumber(fields: JsonObject, kind: Kind, { sections }: Draft): JsonObject {
  if (kind.name !== 'cr' || fields['number'] !== undefined) return fields;
  const titles = sections.filter(({ depth }) => depth === 1 || depth === 2).slice(0, 2);
  const number = titles
    .map(({ title }) => /\bCR-\d{4}-\d{3}\b/.exec(title)?.[0])
    .find((one) => one !== undefined);
  return number === undefined ? fields : { number, ...fields };
}

/**
 * An older head may name the version that it replaces and nothing else; YAML names its file. A later one, of which its
 * status speaks in passing, is of another document.
 */
function withOwnVersion(fields: JsonObject, path: string): JsonObject {
  const { supersedes, ...rest } = fields;
  const found = typeof supersedes === 'string' ? findVersion(supersedes) : null;
  const { stem, version } = nameVersion(nameOf(path));
  if (found === null || version === null || found.end !== String(supersedes).length) return fields;
  const isLater = compareVersions(found.version, version) >= 0;
  if (isLater) return String(rest['status']).includes(String(supersedes)) ? rest : fields;
  return { ...fields, supersedes: `${stem}-v${found.text.replaceAll('.', '_')}.md` };
}

function editsFor(path: string, text: string, found: FoundHead, fields: JsonObject): readonly Edit[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const empty = found.span.end === found.span.start;
  const span = empty ? found.span : drawnToLines(text, found.span, found.start);
  const written = Object.entries(fields).map(([key, value]) => yamlField(key, value, newline));
  const kept = keptLines(
    { offset: span.start - found.start, text: text.slice(span.start, span.end) },
    newline,
  );
  const head = `---${newline}${written.join('')}${kept}---${newline}`;
  if (span.start === found.start) return [{ path, span, text: head }];
  const at = { start: found.start, end: found.start };
  return [
    { path, span: at, text: head },
    { path, span, text: '' },
  ];
}

/** Why the new text does not say what the old one said; null when it does. */
function whyLost(source: Source, after: string, before: Draft, draft: Draft): string | null {
  if (draft.form !== 'yaml' || draft.faults.some(({ rule }) => rule.startsWith('head/'))) {
    return 'its head holds what YAML cannot';
  }
  const titles = ({ sections }: Draft): string =>
    JSON.stringify(sections.map(({ depth, slug }) => (depth === 0 ? '' : slug)).filter(Boolean));
  if (titles(before) !== titles(draft)) return 'without its head the text below would have other sections';
  return exportNote(after) === source.text ? null : 'its head could not be put back as it was';
}

function newErrors(
  source: Source,
  before: Draft,
  text: string,
  after: Draft,
  { config, kinds }: ImportRules,
): readonly Finding[] {
  const errorsOf = (draft: Draft, of: string): readonly Finding[] =>
    checkNote(validate(draft, config, kinds), of, config, kinds).filter(
      ({ severity }) => severity === 'error',
    );
  const known = new Set(errorsOf(before, source.text).map(keyOf));
  return errorsOf(after, text).filter((finding) => !known.has(keyOf(finding)));
}

function keyOf({ rule, data }: Finding): string {
  return JSON.stringify([rule, data]);
}
