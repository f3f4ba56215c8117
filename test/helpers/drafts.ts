import { readHead } from '../../src/parse/head/head.ts';
import { placesOf } from '../../src/parse/head/places.ts';
import { versionPlaces } from '../../src/parse/versions.ts';
import type { Draft } from '../../src/types.ts';
import { parseConfig } from '../../src/validate/config.ts';

/** slop.yaml as `read` hands it on. */
export function configSource(text: string) {
  return { path: 'slop.yaml', text, oid: '', faults: [], opaque: false };
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
    ...head,
    at: placesOf(head.at),
    path,
    oid: '',
    opaque: false,
    title,
    sections: [],
    parts: [],
    mentions: [],
    claims: [],
    closing: null,
    code: [],
    versions: versionPlaces(path, text, head, title, []),
    words: 0,
  };
}
