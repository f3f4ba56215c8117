import { findVersion } from '../../version.ts';
import { DAY } from './coerce.ts';
import { type Block, type Field, type Text, textIn } from './field.ts';

const VERSION = /^(?:(viewing|version)[.:]?\s+)?(?=v?\d)/i;
const LABELLED = /^([A-Z][\w -]{0,60}?):\s+(?=\S)/;

/** Reads a paragraph of one line, parts between middle dots, that opens with a version; null for any other. */
export function readDotLine(text: string, start: number, end: number): Block | null {
  if (text.slice(start, end).includes('\n')) return null;
  const [first, ...rest] = partsOf(text, start, end);
  const version = first && versionField(first);
  if (!version || rest.length === 0) return null;
  // A viewer's own line ends with what the reader may do, which is no status of the document.
  const viewer = /^viewing/i.test(first.text);
  const fields = rest.flatMap((part) => fieldOf(part, viewer));
  return { form: 'dot-line', span: textIn(text, start, end).span, fields: [version, ...fields] };
}

function partsOf(text: string, start: number, end: number): readonly Text[] {
  const parts: Text[] = [];
  let from = start;
  for (let dot = text.indexOf('·', from); dot >= 0 && dot < end; dot = text.indexOf('·', from)) {
    parts.push(plainIn(text, from, dot));
    from = dot + 1;
  }
  return [...parts, plainIn(text, from, end)];
}

/** A part without the marks of emphasis around it, which may open in one part and close in another. */
function plainIn(text: string, start: number, end: number): Text {
  let { start: from, end: to } = textIn(text, start, end).span;
  while (from < to && '*_'.includes(text[from] ?? ' ')) from++;
  while (to > from && '*_'.includes(text[to - 1] ?? ' ')) to--;
  return textIn(text, from, to);
}

function versionField(part: Text): Field | null {
  const match = VERSION.exec(part.text);
  const found = match && findVersion(part.text.slice(match[0].length));
  if (!found || match[0].length + found.end !== part.text.length) return null;
  const word = /^version/i.test(part.text) ? 'version'.length : 0;
  return fieldFrom(part, word, match[0].length, 'Version');
}

function fieldOf(part: Text, viewer: boolean): readonly Field[] {
  const labelled = LABELLED.exec(part.text);
  if (labelled) return [fieldFrom(part, labelled[1]?.length ?? 0, labelled[0].length, labelled[1] ?? '')];
  if (DAY.test(part.text)) return [fieldFrom(part, 0, 0, 'Date')];
  return viewer || part.text === '' ? [] : [fieldFrom(part, 0, 0, 'Status')];
}

/** A field whose label takes the first `word` characters of a part, and whose value begins at `value`. */
function fieldFrom(part: Text, word: number, value: number, label: string): Field {
  const { start, end } = part.span;
  const key = word > 0 ? { start, end: start + word } : { start: start + value, end: start + value };
  return {
    label,
    key,
    value: { text: part.text.slice(value), span: { start: start + value, end } },
    items: null,
  };
}
