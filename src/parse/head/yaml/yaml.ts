import type { Fault, Span, Suppression } from '../../../types.ts';
import { unreadable } from '../faults.ts';
import { lineAround } from '../line.ts';
import { type Fields, noFields } from '../reading.ts';
import { suppressionsIn } from './comments.ts';
import { yaml } from './library.ts';
import { readMap } from './nodes.ts';
import { syntaxFaults } from './syntax.ts';
import { tokenFacts } from './tokens.ts';

export interface YamlReading extends Fields {
  readonly faults: readonly Fault[];
  readonly suppressions: readonly Suppression[];
}

/**
 * Reads the YAML that stands at `inner` of a text. The schema is failsafe, so every scalar stays the text it
 * is; what it means is for the JSON Schema of the kind to say. Syntax errors, tags and keys that are no
 * plain words make the head unreadable, and then it is empty; duplicate and forbidden keys and aliases
 * without end are faults beside what could be read.
 */
export function readYaml(text: string, inner: Span, path: string): YamlReading {
  const { Composer, isMap, Parser } = yaml();
  const source = text.slice(inner.start, inner.end);
  const tokens = [...new Parser().parse(source)];
  const facts = tokenFacts(tokens);
  const shift = (span: Span): Span => ({ start: span.start + inner.start, end: span.end + inner.start });
  const suppressions = suppressionsIn(text, facts.comments.map(shift));
  const refuse = (faults: readonly Fault[]): YamlReading => ({ ...noFields(), faults, suppressions });

  // The composer recurses: nothing deep may reach it.
  if (facts.tooDeep) return refuse([unreadable(shift(facts.tooDeep), 'its values are nested too deeply')]);
  if (facts.foreign.length > 0) return refuse(facts.foreign.map((span) => unreadable(shift(span), FOREIGN)));
  const options = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const;
  const [document, second] = [...new Composer(options).compose(tokens, true, source.length)];
  const errors = syntaxFaults(text, inner, document?.errors ?? [], facts, path);
  if (errors.length > 0) return refuse(errors);
  if (second) return refuse([unreadable(firstLine(text, second.range[0] + inner.start), SECOND)]);
  const contents = document?.contents;
  if (!contents) return refuse([]);
  if (!isMap(contents))
    return refuse([unreadable(firstLine(text, contents.range[0] + inner.start), NO_KEYS)]);
  const { refused, ...reading } = readMap(contents, text, inner.start, path);
  return refused.length > 0 ? refuse(refused) : { ...reading, suppressions };
}

const FOREIGN = 'YAML tags and directives have no place in a head';
const SECOND = 'a second YAML document begins here, and a head holds one';
const NO_KEYS = 'it is not made of lines `key: value`';

/** From an offset to the end of its line. */
function firstLine(text: string, offset: number): Span {
  return { start: offset, end: Math.max(offset, lineAround(text, offset).end) };
}
