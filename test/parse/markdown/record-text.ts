import fc from 'fast-check';

/** A stretch of text without line endings, of the sort that records are made of. */
const phrase = fc.constantFrom(
  'the next chat re-baselines at 2,279 pass + 1 fail + 32 skip',
  'see phase-12-cr-guest-booking-v0_3.md §10 and §2.1',
  'per CR v0.3 §11 (halt conditions) — unchanged since v0.2',
  '`phase-12-halt-surface-2026-05-12-v0_1.md` at engine 771aacd',
  'manifest v0.41 → v0.42; **P12-D1** settled, *P12-D2* deferred',
  '[the scoping note](../phases/phase-12-scoping-note-v0_2.md#2-what-it-settles)',
  'Option X / Y / Z ("neither", said the Operator)',
  '[CC verifies at Step 0] HEAD <supplied by Operator>',
  '~11–19 engine tests, ~1–2 OL; Δ ±2',
  'a literal \\* and a_snake_case & an &amp;',
  '<!-- slop-ignore ref/missing-document: gone on purpose --> gone',
  'https://example.org/a/b?c=d#e and a footnote[^1]',
  '~~struck~~ ***both*** `a | b`',
  'Schöne Grüße, 漢字, §6',
);

const sentence = fc.array(phrase, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join(', ')}.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const quote = paragraph.map((text) => `> ${text.replaceAll('\n', '\n> ')}`);
const list = fc
  .tuple(
    fc.constantFrom('- ', '* ', '1. ', '7. ', '- [ ] ', '- [x] '),
    fc.array(sentence, { minLength: 1, maxLength: 4 }),
  )
  .map(([mark, items]) => items.map((item) => mark + item).join('\n'));
const nested = fc
  .tuple(sentence, list)
  .map(([first, inner]) => `1. ${first}\n\n   ${inner.replaceAll('\n', '\n   ')}`);
const cell = fc.constantFrom(
  '2,191',
  '2,236 (+45)',
  '`a \\| b`',
  '**x**',
  '',
  '§6',
  'see phase-12-cr-guest-booking-v0_3.md',
);
const row = fc.tuple(cell, cell, cell).map((cells) => `| ${cells.join(' | ')} |`);
const table = fc
  .array(row, { minLength: 1, maxLength: 4 })
  .map((rows) => ['| Property | Before | After |', '|---|:-:|--:|', ...rows].join('\n'));
const fence = fc
  .tuple(fc.constantFrom('', 'ts', 'bash', 'text'), paragraph)
  .map(([language, text]) => `\`\`\`${language}\n${text}\n\`\`\``);
const heading = fc
  .tuple(
    fc.constantFrom('##', '###', '####'),
    fc.constantFrom('', '1. ', '2.1 ', '§6 ', 'A.7 ', '3A. ', 'Step 2b — '),
    fc.constantFrom(
      'Where we are',
      'Reading order',
      'The *Option* `X` space',
      'Branch state at halt',
      '状態',
    ),
    fc.constantFrom('', ' {#here}', ' ##'),
  )
  .map((parts) => parts.join('').replace(/^(#+)/, '$1 '));
const rule = fc.constant('---');
const comment = fc.constant('<!-- slop-ignore section/empty: filled at close -->');

/** A note in the shapes of the record, footnote included, with one sort of line ending. */
export const recordText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.oneof(heading, paragraph, quote, list, nested, table, fence, rule, comment), {
      minLength: 1,
      maxLength: 14,
    }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([blocks, ending]) =>
    ['# Phase 12 — guest booking — v0.3', ...blocks, '[^1]: A note with *emphasis* and §3.', '']
      .join('\n\n')
      .replaceAll('\n', ending),
  );

const soupParts = [
  ...[
    'a',
    'word',
    'é',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n',
    '\n\n',
    '# ',
    '## ',
    '### ',
    '- ',
    '* ',
    '1. ',
    '3) ',
    '> ',
  ],
  ...[
    '`',
    '``',
    '```\n',
    '~~~\n',
    '*',
    '**',
    '_',
    '__',
    '~',
    '~~',
    '[',
    '](',
    '](x.md)',
    ')',
    '![',
    '[^1]',
    '[^1]: ',
  ],
  ...[
    '[x]',
    '[x]: y\n',
    '[ ] ',
    '|',
    '\n|-|-|\n|',
    '\\',
    '\\|',
    '&amp;',
    '&copy;',
    '&',
    '<b>',
    '</b>',
    '<!-- c -->',
  ],
  ...[
    '<!--',
    '-->',
    '<div>\n',
    'https://example.org/a',
    'www.example.org',
    'a@b.cd',
    '§6',
    '—',
    '😀',
    '\t',
    '---\n',
  ],
  ...['===\n', '***\n', '"', "'", '(', '.', '!', 'x-v0_1.md', '{#id}', ':', '=', '+', '\u3000'],
];

/** Pieces of Markdown in any order. */
export const soup: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...soupParts), { minLength: 1, maxLength: 18 })
  .map((parts) => parts.join(''));
