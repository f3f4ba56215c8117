import { readHead } from '../../src/parse/head/head.ts';
import { placesOf } from '../../src/parse/head/places.ts';
import { nameVersion } from '../../src/parse/version.ts';
import { versionPlaces } from '../../src/parse/versions.ts';
import { nameOf } from '../../src/read/paths.ts';
import type { Document, Draft } from '../../src/types.ts';
import { parseConfig } from '../../src/validate/config.ts';

/** slop.yaml as `read` hands it on. */
export function configSource(text: string) {
  return { path: 'slop.yaml', text, oid: '', faults: [], opaque: false };
}

/** A draft of a note in which nothing was found, without its path. */
export const bareDraft: Omit<Draft, 'path'> = {
  oid: '0'.repeat(40),
  opaque: false,
  form: 'yaml',
  head: {},
  at: { pointers: [], offsets: [], sorted: [] },
  headSpan: { start: 0, end: 0 },
  body: { start: 0, end: 0 },
  title: null,
  sections: [],
  parts: [],
  mentions: [],
  claims: [],
  closing: null,
  code: [],
  versions: [],
  suppressions: [],
  faults: [],
  words: 0,
};

/** A document of which nothing is known but what its path says. */
export function bareDocument(path: string): Document {
  const { stem, version, extension } = nameVersion(nameOf(path));
  return {
    path,
    format: extension === 'html' || extension === 'docx' ? extension : 'md',
    id: stem,
    version,
    title: stem,
    kind: 'document',
    status: null,
    date: null,
    authors: [],
    phase: null,
    summary: null,
    archived: false,
    draft: null,
    note: null,
    faults: [],
  };
}

/** A draft of a text: its head as the parser reads it, its first heading, and nothing else of the body. */
export function draftFrom(path: string, text: string, slopYaml = ''): Draft {
  const { config } = parseConfig(configSource(slopYaml));
  const { values: _, ...head } = readHead(text, config, path);
  const heading = /^# (.*)$/m.exec(text.slice(head.body.start));
  const start = head.body.start + (heading?.index ?? 0);
  const title = heading && {
    text: heading[1] ?? '',
    span: { start: start + 2, end: start + heading[0].length },
  };
  return {
    ...bareDraft,
    ...head,
    at: placesOf(head.at),
    path,
    oid: '',
    title,
    versions: versionPlaces(path, text, head, title, []),
  };
}
