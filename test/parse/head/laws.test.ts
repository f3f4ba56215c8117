import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { readHead } from '../../../src/parse/head/head.ts';
import type { Json, Span } from '../../../src/types.ts';
import { labels, sliced } from './slices.ts';

const key = fc.stringMatching(/^[a-z][a-z0-9~/ -]{0,8}$/).filter((one) => one.trim() === one);
const text = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .filter((one) => !/\r/.test(one) && !one.startsWith('---'));
const { head } = fc.letrec<{ head: Record<string, Json>; value: Json }>((tie) => ({
  head: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 3 }, text, fc.array(tie('value'), { maxLength: 4 }), tie('head')),
}));

/** All pointers of a value, with what they lead to. */
function* leaves(value: Json, pointer = ''): Generator<[string, Json]> {
  if (pointer !== '') yield [pointer, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [step, inner] of Object.entries(value)) {
    yield* leaves(inner, `${pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

const failsafe = { schema: 'failsafe', logLevel: 'silent' } as const;

const unindented = (lines: string) => lines.replace(/^ +/gm, '');

/** Pieces of heads of all forms, whole and broken, to be strung together. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '---',
      '---js',
      '--- ',
      '-----',
      '\n',
      '\r\n',
      '\r',
      '\t',
      ' ',
      '\uFEFF',
      '\0',
      '\u0002',
      '\u0018',
      '\u001F',
      '\u2028',
    ],
    ...[
      '# ',
      '## ',
      '===',
      '<!--',
      '-->',
      '> ',
      '> **SUPERSEDED**',
      '| a | b |',
      '|---|---|',
      '| Version | 0.1 |',
      '·',
      '\\',
    ],
    ...[
      '**Version.** 0.1',
      '**Date:**',
      '**Author**: x',
      'Version: v0.2',
      'v0.2·2026-05-21·x',
      '- ',
      '1. ',
      'Document Control',
    ],
    ...[
      'a: b',
      'a:',
      ': ',
      '- x',
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '!!str ',
      '? ',
      '|',
      '>-',
      '"',
      "'",
      '#',
      '# slop-ignore a/b: c',
      '%',
    ],
    ...['__proto__: ', 'constructor: x', '<<: *x', 'version: 0.10', '...', '@', '`', 'supersedes v0.1'],
  ),
  fc.string({ maxLength: 5 }),
);
const mess = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(
  mess,
  mess.map((one) => `---\n${one}\n---\n`),
  mess.map((one) => `# T\n\n${one}`),
  fc.string(),
);

describe('readHead()', () => {
  it('gives every value of a YAML head, and a span whose text says it', () => {
    fc.assert(
      fc.property(
        head,
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
        fc.boolean(),
        (wanted, mark, style, flow) => {
          const source = stringify(wanted, {
            defaultStringType: style,
            collectionStyle: flow ? 'flow' : 'any',
            lineWidth: 0,
          });
          fc.pre(!/^---/m.test(source));
          // `stringify` writes a text of blanks alone as a block literal, which says the empty text.
          fc.pre(isDeepStrictEqual(parseDocument(source, failsafe).toJS(), wanted));
          const note = `${mark}---\n${source}---\nBody\n`;
          const { plain, at, faults, values, slice } = sliced(note);
          expect(faults.filter(({ rule }) => rule !== 'head/number-like')).toEqual([]);
          expect(plain).toEqual(wanted);
          const expected = [...leaves(wanted)];
          expect(new Set(at.keys())).toEqual(new Set(expected.map(([pointer]) => pointer)));
          for (const [pointer, value] of expected) {
            if (typeof value !== 'string') continue;
            const place = at.get(pointer);
            const said = place && slice(place.value);
            const read = said && parseDocument(said, failsafe).contents?.toJSON();
            // A block that names its indent counts it from its parent, which is not in its own text.
            if (said && /^[|>]\d/.test(said)) expect(unindented(read)).toBe(unindented(value));
            else expect(read).toEqual(value === '' ? expect.toBeOneOf(['', null, undefined]) : value);
          }
          expect(values).toHaveLength(expected.filter(([, value]) => typeof value === 'string').length);
        },
      ),
      { numRuns: 300, examples: [[{ a: [' !'] }, '', 'BLOCK_LITERAL', false]] },
    );
  });

  it('reads a head the same with other line endings and a byte order mark', () => {
    fc.assert(
      fc.property(head, (wanted) => {
        const source = stringify(wanted, { lineWidth: 0, blockQuote: false });
        fc.pre(!/^---/m.test(source) && !source.includes('\r'));
        const note = `---\n${source}---\nBody\n`;
        for (const variant of [note.replaceAll('\n', '\r\n'), note.replaceAll('\n', '\r'), `\uFEFF${note}`]) {
          expect(sliced(variant).plain).toEqual(sliced(note).plain);
          expect(sliced(variant).faults.length).toBe(sliced(note).faults.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never throws, and every place lies in the text', () => {
    fc.assert(
      fc.property(anyText, (note) => {
        const reading = readHead(note, { labels }, 'note.md');
        const within = ({ start, end }: Span) => {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(note.length);
        };
        const { at, faults, suppressions, values, headSpan, body } = reading;
        [headSpan, body].forEach(within);
        for (const { key: one, value } of at.values()) [one, value].forEach(within);
        for (const { span, related = [], fix } of faults) {
          [
            span,
            ...related.map((place) => place.span),
            ...(fix?.edits ?? []).map((edit) => edit.span),
          ].forEach(within);
        }
        for (const { span, covers } of suppressions) [span, covers].forEach(within);
        for (const { pointer, span } of values) {
          expect(at.get(pointer)?.value).toEqual(span);
          expect(span.start >= headSpan.start && span.end <= headSpan.end).toBe(true);
        }
        if (reading.form === 'yaml') expect(body.start).toBeGreaterThanOrEqual(headSpan.end);
        if (faults.some(({ rule }) => rule === 'head/unreadable' || rule === 'head/language')) {
          expect(Object.keys(reading.head)).toEqual([]);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('says the same of the same text', () => {
    fc.assert(
      fc.property(anyText, (note) => {
        expect(readHead(note, { labels })).toEqual(readHead(note, { labels }));
      }),
    );
  });
});
