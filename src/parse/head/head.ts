import type { Config } from '../../types.ts';

import { readLabels } from './labels/labels.ts';

import { type HeadReading, noFields } from './reading.ts';
import { readYamlHead } from './yaml/head.ts';

export type { HeadReading } from './reading.ts';

/**
 * Reads the head of a note in whatever form it is written: YAML between `---` lines, or one of the older
 * forms, whose labels `config.labels` turns into keys. Never throws; what is wrong becomes a fault.
 * Spans are offsets into `text` as it is, byte order mark and line endings included. `path` goes into the
 * fixes and second places of faults.
 */
export function readHead(text: string, config: Pick<Config, 'labels'>, path = ''): HeadReading {
  // A lone CR ends a line in CommonMark too, and a byte order mark may as well be a blank line. Offsets stay.
  const start = bodyStart(text);
  const lines = text.includes('\r') || start > 0 ? text.replace(/^\uFEFF|\r(?!\n)/g, '\n') : text;
  return readYamlHead(lines, start, path) ?? readLabels(lines, start, config.labels, path) ?? emptyHead(text);
}

/** The reading of a text that has no head, or that must not be read. All of it, less a byte order mark, is body. */
export function emptyHead(text: string): HeadReading {
  return {
    ...noFields(),
    form: 'none',
    headSpan: { start: 0, end: 0 },
    body: { start: bodyStart(text), end: text.length },
    faults: [],
    suppressions: [],
  };
}

function bodyStart(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
