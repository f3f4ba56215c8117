import type { JsonObject } from '../types.ts';
import { lanesSchema } from './lanes-schema.ts';
import { probesSchema } from './probe-schema.ts';
import { profilesSchema } from './profile-schema.ts';

const level = { enum: ['error', 'warning', 'info', 'off'] };

/** The schema of slop.yaml. schemas/config.json says the same to editors; a test holds the two together. */
export const configSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'slop.yaml',
  description: 'Settings of a record. Every key has a default, so an empty file works.',
  type: 'object',
  properties: {
    record: {
      type: 'string',
      format: 'folder',
      default: 'record',
      description: 'Folder of the record, from the folder of slop.yaml; . when that is the record.',
    },
    title: { type: 'string', minLength: 1, default: 'Record', description: 'Title of the site.' },
    address: {
      type: 'string',
      pattern: '^https?://[^\\s?#]+$',
      description: 'Address at which the site will stand, such as https://record.example.org/.',
    },
    public: {
      type: 'boolean',
      default: false,
      description:
        'True when anyone may read the site: machine paths, process ids and secrets are then findings.',
    },
    repos: {
      type: 'object',
      description: 'Repositories that the record names, by the word it uses for them.',
      propertyNames: { pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
      additionalProperties: {
        type: ['object', 'string'],
        properties: {
          url: { type: 'string', description: 'Address of the repository.' },
          branch: { type: 'string', minLength: 1, default: 'main', description: 'Its published branch.' },
          words: {
            type: 'array',
            items: { type: 'string', minLength: 1 },
            description: 'Other words for it in prose, such as Operator Layer.',
          },
          web: {
            type: 'string',
            pattern: '^https?://[^\\s]+$',
            description:
              'Where its commits are seen on the web: an address with {oid} for the hash, or one that /commit/ and the hash are put behind.',
          },
          formerly: {
            type: 'array',
            description: 'Names that it bore earlier; another repository may bear them now.',
            items: {
              type: 'object',
              properties: {
                name: { type: 'string', minLength: 1, description: 'The earlier name.' },
                until: { type: 'string', format: 'date', description: 'Last day on which it meant this.' },
              },
              required: ['name', 'until'],
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    probes: probesSchema,
    items: {
      type: 'array',
      items: {
        type: ['object', 'string'],
        format: 'item-template',
        properties: {
          shape: { type: 'string', format: 'item-template', description: 'The template.' },
          sort: {
            enum: ['decision', 'candidate', 'change-request', 'option', 'finding', 'gate'],
            description: 'What such an item is; without it, the first word of the template, or a decision.',
          },
          scope: {
            enum: ['record', 'phase', 'note'],
            description:
              'In what an id means one thing only; without it, the record for a template with {phase} or {year}, the note for options, gates and findings, the phase for others.',
          },
          promotion: {
            type: 'integer',
            minimum: 1,
            description: 'Instances from which a candidate is to be promoted.',
          },
        },
        required: ['shape'],
        additionalProperties: false,
      },
      description:
        'Shapes of item ids, in place of the defaults. Slots are {phase}, {year}, {n}, {word} and one letter such as {A-Z}.',
    },
    names: {
      type: 'object',
      description: 'Names of documents in prose, beside the defaults: an id, or a kind of the same phase.',
      additionalProperties: {
        type: ['object', 'string'],
        properties: {
          id: { type: 'string', minLength: 1, description: 'Id of the document.' },
          kind: { type: 'string', minLength: 1, description: 'Kind of the document.' },
        },
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
      },
    },
    labels: {
      type: 'object',
      description: 'Labels of older heads, beside the defaults: label to key.',
      additionalProperties: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    },
    kinds: {
      type: 'object',
      description:
        'Kinds by path from here, such as record/phases/**/*-cr-*.md, before the defaults; the first that fits counts, and a kind in the head comes first.',
      propertyNames: { format: 'glob' },
      additionalProperties: { type: 'string', minLength: 1 },
    },
    rules: {
      type: 'object',
      description: 'Levels of rules: for all notes, by path from here, by status of the note.',
      propertyNames: { pattern: '^[a-z]+/(\\*|[a-z]+(-[a-z]+)*)$' },
      additionalProperties: {
        type: ['string', 'object'],
        if: { type: 'string' },
        // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
        then: level,
        properties: {
          level,
          paths: { type: 'object', propertyNames: { format: 'glob' }, additionalProperties: level },
          statuses: { type: 'object', additionalProperties: level },
        },
        additionalProperties: false,
      },
    },
    moved: {
      type: 'object',
      description:
        'Files that were moved: old path to new path, from here. Old addresses of the site lead on.',
      additionalProperties: { type: 'string', minLength: 1 },
    },
    xrefs: {
      type: 'object',
      description:
        'Other records that notes may name: a name of your own to the xref.json of their site, a file beside slop.yaml.',
      additionalProperties: {
        type: ['string', 'object'],
        minLength: 1,
        required: ['file'],
        properties: {
          file: { type: 'string', minLength: 1, description: 'From here.' },
          address: {
            type: 'string',
            pattern: '^https?://[^\\s?#]+$',
            description: 'Where their site stands, when the file does not say so.',
          },
        },
        additionalProperties: false,
      },
    },
    archive: {
      type: 'object',
      description: 'What becomes of the old version of a note.',
      properties: {
        folder: {
          type: 'string',
          pattern: '^[^/\\\\]*[^/\\\\.][^/\\\\]*$',
          default: 'archive',
          description: 'Name of the folder beside the note that takes old versions.',
        },
        keep: {
          enum: ['archive', 'side-by-side'],
          default: 'archive',
          description: 'Move old versions to the folder, or leave them where they are.',
        },
      },
      additionalProperties: false,
    },
    profiles: profilesSchema,
    lanes: lanesSchema,
  },
  additionalProperties: false,
};
