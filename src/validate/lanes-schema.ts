import type { JsonObject } from '../types.ts';

const texts = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
});

const globs = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', format: 'glob' },
  description,
});

const bound = (type: string, description: string): JsonObject => ({ type, exclusiveMinimum: 0, description });

const lane: JsonObject = {
  type: 'object',
  properties: {
    slot: {
      type: 'string',
      pattern: '^[a-z][a-z0-9-]*$',
      description: 'The bounded piece of work it is for, such as develop-1 or bugfix-2; its name by default.',
    },
    agent: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
      default: 'developer',
      description: 'Name of the agent that the session runs as.',
    },
    model: {
      type: 'string',
      minLength: 1,
      description: 'Model; what the program takes by itself by default.',
    },
    adapter: {
      enum: ['tmux', 'stream', 'fake'],
      default: 'stream',
      description:
        'tmux: the program in a terminal that people watch. stream: the program without a terminal. fake: a scripted agent.',
    },
    program: texts('Program and first arguments, in place of claude.'),
    folder: {
      type: 'string',
      format: 'folder',
      default: '.',
      description: 'Where the session works, from the folder of slop.yaml.',
    },
    worktree: {
      type: 'string',
      minLength: 1,
      description: 'Branch of a Git work tree of its own, in place of folder.',
    },
    allowed: globs('What a turn may change, from the folder it works in; anything by default.'),
    protected: globs('What no turn may change.'),
    permissions: {
      enum: ['ask', 'edits', 'skip'],
      default: 'edits',
      description:
        'ask: every tool asks. edits: files are changed without asking. skip: nothing asks, which wants a sandbox or lanes.risk.',
    },
    budget: {
      type: 'object',
      description: 'What all turns together may take; no bound by default.',
      properties: {
        turns: bound('integer', 'Number of turns.'),
        minutes: bound('number', 'Minutes of running turns.'),
        cost: bound('number', 'US dollars, as the session counts them.'),
      },
      additionalProperties: false,
    },
    pass: {
      type: 'array',
      items: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
      description: 'Names of environment variables that the session gets.',
    },
    account: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
      default: 'default',
      description: 'Lanes of one account wait for its usage limit together.',
    },
    script: {
      type: 'string',
      minLength: 1,
      description: 'What a fake agent does: a JSON file, from the folder of slop.yaml.',
    },
  },
  additionalProperties: false,
};

/** The part of the schema of slop.yaml that is about lanes. */
export const lanesSchema: JsonObject = {
  type: 'object',
  description: 'Lanes: sessions of Claude that get their turns from notes.',
  properties: {
    trust: texts('Branches whose notes may be sent, beside the published one.'),
    show: {
      type: 'boolean',
      default: false,
      description: 'Whether the site shows notes of turns, what came of them, and a page for each lane.',
    },
    jargon: texts('Words of the workflow that no prompt holds.'),
    longest: {
      type: 'integer',
      minimum: 1,
      default: 262144,
      description: 'Bytes of the longest message.',
    },
    workflow: globs(
      'Files that belong to the workflow and not to the product: slop lane audit-workspace leaves them out.',
    ),
    risk: {
      type: 'string',
      minLength: 20,
      description: 'Why sessions may skip permissions outside a sandbox, in words.',
    },
    drafts: {
      enum: ['keep', 'wait'],
      default: 'keep',
      description:
        "A draft that a person left in a session's input is kept in the log and replaced, or waited for.",
    },
    limits: {
      type: 'object',
      description: 'What a lane does after a usage limit.',
      properties: {
        resume: {
          type: 'boolean',
          default: true,
          description: 'Whether it goes on by itself after the reset.',
        },
        resumes: { type: 'integer', minimum: 0, default: 3, description: 'How often within one turn.' },
      },
      additionalProperties: false,
    },
    silence: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 60,
      description: 'Minutes without a sign after which a running turn is suspect.',
    },
    declared: {
      type: 'object',
      description: 'The lanes, by name.',
      propertyNames: { pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' },
      additionalProperties: lane,
    },
  },
  additionalProperties: false,
};
