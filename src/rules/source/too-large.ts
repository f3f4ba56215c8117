import type { Rule } from '../../types.ts';

type Measure = {
  readonly what: 'file' | 'line' | 'nesting' | 'references' | 'marks';
  readonly size: number;
  readonly limit: number;
};

const WORDS: Readonly<Record<Measure['what'], (measure: Measure) => string>> = {
  file: ({ size, limit }) => `The file has ${size} bytes; a note of more than ${limit} is not parsed.`,
  line: ({ size, limit }) =>
    `The line has ${size} characters; a note with more than ${limit} in a line is not parsed.`,
  nesting: ({ limit }) =>
    `Quotes, lists or brackets go more than ${limit} deep here, so the note is not parsed.`,
  references: ({ limit }) =>
    `The note has more than ${limit} character references such as \`&amp;\`, so it is not parsed.`,
  marks: () =>
    'The line is so long and has so many marks such as `*`, `_` and `[` that the note is not parsed.',
};

export const tooLarge: Rule<Measure> = {
  id: 'source/too-large',
  severity: 'error',
  message: (measure) => WORDS[measure.what](measure),
  help: ({ what }) =>
    what === 'references'
      ? 'Write the characters themselves, `©` for `&copy;`, or move the data into a file that the note links to.'
      : 'Split the note, or move data and logs into a file of their own that the note links to.',
};
