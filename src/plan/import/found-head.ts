import { readHead } from '../../parse/head/head.ts';
import { assemble } from '../../parse/head/labels/assemble.ts';
import { keysBy } from '../../parse/head/labels/labels.ts';
import { nameOf } from '../../read/paths.ts';
import type { Config, JsonObject, Section, Span } from '../../types.ts';

/** A head that an import can put into YAML. */
export interface FoundHead {
  /** As a person would call it. */
  readonly form: string;
  /** What is taken out of the text; empty-width when the note has no head. */
  readonly span: Span;
  /** In the order of the text. */
  readonly fields: JsonObject;
  /** Where the text without a byte order mark begins. */
  readonly start: number;
}

const FORMS: Readonly<Record<string, string>> = {
  'label-lines': 'label lines',
  'html-comment': 'an HTML comment',
  table: 'a table',
  'dot-line': 'a line of parts between dots',
  banner: 'a banner',
};

/** Keys of decision records as MADR and others write them. */
const DECISION_KEYS: ReadonlyMap<string, string> = new Map([
  ['deciders', 'by'],
  ['decision-makers', 'by'],
  ['technical-story', 'origin'],
]);

/**
 * Finds the head of a note: one of the older forms, the list that opens a decision record or RFC, or YAML that names no
 * kind. Null when the note has a YAML head with a kind, which needs no import.
 */
export function findHead(text: string, config: Pick<Config, 'labels'>): FoundHead | null {
  const reading = readHead(text, config);
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (reading.form === 'yaml') {
    if (reading.head['kind'] !== undefined) return null;
    const span = { start, end: reading.body.start };
    return { form: 'YAML without a kind', span, fields: renamed(inLowerCase(reading.head, config)), start };
  }
  if (reading.form === 'none')
    return (
      listHead(text, start, config) ?? { form: 'no head', span: { start, end: start }, fields: {}, start }
    );
  // A banner stays where readers see it: only what it says goes into the head.
  const span = reading.form === 'banner' ? { start, end: start } : reading.headSpan;
  return { form: FORMS[reading.form] ?? reading.form, span, fields: renamed(reading.head), start };
}

const LIST =
  /^((?:# [^\r\n]*[\r\n])?(?:[ \t\r\n]*[\r\n])?)((?:[*-] [A-Z][\w #]{0,40}:[^\r\n]*(?:\r\n|\r|\n|$))+)/;

/**
 * `* Status: accepted` and its like, as MADR 2 has them under the title, and RFCs of Rust without one; comments behind
 * the values are left out.
 */
function listHead(text: string, start: number, { labels }: Pick<Config, 'labels'>): FoundHead | null {
  const match = LIST.exec(text.slice(start, start + 20_000));
  const [lead, lines] = [match?.[1] ?? '', match?.[2] ?? ''];
  const from = start + lead.length;
  const span = { start: from, end: from + lines.length };
  const fields = [...lines.matchAll(/^[*-] ([^:\r\n]+):([^\r\n]*)/gm)].flatMap(
    ({ 0: line, 1: label = '', 2: value = '', index }) => {
      const words = value.replace(/<!--.*?-->/g, '').trim();
      if (words === '') return [];
      const end = from + index + line.length;
      const [key, place] = [
        { start: from + index + 2, end: end - value.length - 1 },
        { start: end - value.length, end },
      ];
      return { label: label.trim(), key, value: { text: words, span: place }, items: null };
    },
  );
  const { head } = assemble(text, { form: 'label-lines', span, fields }, [], keysBy(labels), '');
  if (head['status'] === undefined && head['date'] === undefined) return null;
  return { form: 'a list', span, fields: renamed(head), start };
}

/**
 * `Status` and its like are the labels that older heads have, and no keys. Of several for one key that counts which is
 * the key, then the one with its very words, then the first; the others stay as they are.
 */
function inLowerCase(head: JsonObject, { labels }: Pick<Config, 'labels'>): JsonObject {
  const keyOf = keysBy(labels);
  const taken = new Set(Object.keys(head));
  const literal = new Set([...taken].map((label) => label.toLowerCase()));
  const named = Object.entries(head).map(([label, value]) => {
    const own = label.toLowerCase();
    const key = label === own ? null : keyOf(label);
    if (key === null || taken.has(key) || (key !== own && literal.has(key))) return [label, value] as const;
    taken.add(key);
    return [key, value] as const;
  });
  return Object.fromEntries(named);
}

function renamed(head: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(head).map(([key, value]) => [DECISION_KEYS.get(key.toLowerCase()) ?? key, value] as const),
  );
}

/**
 * What a decision record says in its Status section, as adr-tools writes it: the line that counts, and the file that
 * it supersedes. Empty without such a section.
 */
export function statusSection(text: string, sections: readonly Section[]): JsonObject {
  const section = sections.find(({ title }) => /^status$/i.test(title));
  if (section === undefined) return {};
  const lines = text
    .slice(section.heading.end, section.span.end)
    .split(/[\r\n]+/)
    .map((line) => line.trim().replace(/^[*_]+|[*_]+$/g, ''))
    .filter((line) => line !== '' && !/^[-=]+$/.test(line));
  const last = lines.find((line) => /^(?:superse[dc]|supercede)[a-z]* by\b|^deprecated\b/i.test(line));
  const replaced = lines.flatMap((line) => /^supersedes\s.*\(([^()\s]+\.md)\)/i.exec(line)?.[1] ?? []);
  const status = last ?? lines.find((line) => !/^(?:supersedes|amends|amended|clarif)/i.test(line));
  return {
    ...(status === undefined ? {} : { status }),
    ...(replaced[0] === undefined ? {} : { supersedes: nameOf(replaced[0]) }),
  };
}
