import type { Rule } from '../../types.ts';

type Measure = {
  readonly what: 'file' | 'line' | 'nesting' | 'columns' | 'colons' | 'references' | 'marks';
  readonly size: number;
  readonly limit: number;
};

const WORDS: Readonly<Record<Measure['what'], (measure: Measure) => string>> = {
  file: ({ size, limit }) => `The file has ${size} bytes; a note of more than ${limit} is not parsed.`,
  line: ({ size, limit }) =>
    `The line has ${size} characters; a note with more than ${limit} in a line is not parsed.`,
  nesting: ({ limit }) =>
    `Quotes, lists or brackets go more than ${limit} deep here, so the note is not parsed.`,
  columns: ({ limit }) =>
    `The head is indented by more than ${limit} columns here, so the note is not parsed.`,
  colons: ({ limit }) =>
    `The line has more than ${limit} colons that may end keys, so the note is not parsed.`,
  references: ({ limit }) =>
    `The note has more than ${limit} character references such as \`&amp;\`, so it is not parsed.`,
  marks: () =>
    'The line is so long and has so many marks such as `*`, `_` and `[` that the note is not parsed.',
};

const HELP: Readonly<Partial<Record<Measure['what'], string>>> = {
  colons: 'Write it on several lines, a key each, or move the data into a file that the note links to.',
  references:
    'Write the characters themselves, `©` for `&copy;`, or move the data into a file that the note links to.',
};
const SPLIT = 'Split the note, or move data and logs into a file of their own that the note links to.';

export const tooLarge: Rule<Measure> = {
  id: 'source/too-large',
  severity: 'error',
  message: (measure) => WORDS[measure.what](measure),
  help: ({ what }) => HELP[what] ?? SPLIT,
};
