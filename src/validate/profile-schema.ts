import type { JsonObject } from '../types.ts';

const texts = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
});

const matter = (what: string): JsonObject => ({
  enum: ['mask', 'refuse', 'keep'],
  default: 'mask',
  description: `What becomes of ${what}: words in its place, no site while there is any, or as written.`,
});

/** The schema of `profiles` in slop.yaml. */
export const profilesSchema: JsonObject = {
  type: 'object',
  description: 'How the record is shown to readers who may not see all of it: slop render --profile <name>.',
  propertyNames: { pattern: '^[a-z][a-z0-9-]*$' },
  additionalProperties: {
    type: 'object',
    properties: {
      'machine-path': matter('paths of one machine'),
      'process-id': matter('process ids'),
      port: matter('ports'),
      host: matter('host names and addresses of an inner network'),
      email: matter('e-mail addresses'),
      secret: matter('tokens and keys'),
      hosts: texts('Names of hosts, beside those that end in .local, .lan, .internal and the like.'),
      words: texts('Words that are masked wherever they stand.'),
      kinds: texts('Kinds of which no note is shown.'),
      phases: texts('Phases of which no note is shown.'),
      notes: texts('Ids of notes that are not shown.'),
    },
    additionalProperties: false,
  },
};
