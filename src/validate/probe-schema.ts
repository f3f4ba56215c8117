import type { JsonObject } from '../types.ts';

/** The schema of `probes` in slop.yaml. */
export const probesSchema: JsonObject = {
  type: 'object',
  description: 'Commands that slop verify runs to test what notes claim. Nothing else names a command.',
  propertyNames: { pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
  additionalProperties: {
    type: 'object',
    properties: {
      repository: {
        type: 'string',
        minLength: 1,
        default: 'record',
        description: 'In whose folder it runs: a name of repos, or record for that of slop.yaml.',
      },
      command: {
        type: 'array',
        items: { type: 'string', format: 'argument' },
        minItems: 1,
        description: 'Program and arguments, one each. No shell reads them.',
      },
      output: {
        enum: ['pytest', 'vitest', 'jest', 'go', 'tap', 'junit', 'exit', 'pattern'],
        default: 'exit',
        description: 'How its output is read: as that of a test program, by its exit code, or by pattern.',
      },
      pattern: {
        type: 'string',
        format: 're2',
        description:
          'Regular expression (RE2) for output: pattern; the value is its first group, or all that it matches.',
      },
      file: {
        type: 'string',
        format: 'folder',
        description: 'File of that repository that the command writes the output to, such as report.xml.',
      },
      seconds: {
        type: 'integer',
        minimum: 1,
        maximum: 86400,
        default: 600,
        description: 'How long it may take.',
      },
      limit: {
        type: 'integer',
        minimum: 0,
        description: 'Days after which what it measured is stale; without it, it holds until measured again.',
      },
    },
    required: ['command'],
    additionalProperties: false,
  },
};
