import { pointerTo } from '../parse/head/reading.ts';
import { readYaml } from '../parse/head/yaml/yaml.ts';
import { isObject, own } from '../read/json.ts';
import type { Fault, Source, Span } from '../types.ts';
import { mistyped } from './nearest.ts';
import { faultPlace } from './place.ts';
import { HARMLESS, readingSentence } from './sentences.ts';

/** What slop.local.yaml says: where clones lie on this machine. */
interface LocalReading {
  /** Name of a repository → folder as written. */
  readonly clones: ReadonlyMap<string, string>;
  /** Rule `config/invalid` with `{pointer, message}`; spans into the text of slop.local.yaml. */
  readonly faults: readonly Fault[];
}

/**
 * Reads slop.local.yaml, a file of one machine: `repos:` with `{path}` for each name, or the folder alone. Of the names
 * that slop.yaml does not know only slips of `known` ones are mistakes: others may be those of another branch. Never
 * throws.
 */
export function parseLocalConfig(source: Source, known: readonly string[]): LocalReading {
  const { text, path } = source;
  const { head, at, faults } = readYaml(text, { start: 0, end: text.length }, path);
  const top = { start: 0, end: Math.min(1, text.length) };
  const invalid = (span: Span, message: string): Fault => ({
    rule: 'config/invalid',
    span,
    data: { pointer: '', message },
  });
  const wrong = [...source.faults, ...faults]
    .filter(({ rule }) => !HARMLESS.has(rule))
    .map((fault) => invalid(fault.span, readingSentence(fault)));
  const blame = (steps: readonly string[], onKey: boolean, message: string): void => {
    const pointer = steps.reduce(pointerTo, '');
    wrong.push(invalid(faultPlace({ pointer, onKey }, (here) => at.get(here)) ?? top, message));
  };
  for (const key of Object.keys(head)) {
    if (key !== 'repos')
      blame([key], true, `slop.local.yaml knows no key ${JSON.stringify(key)}: only repos.`);
  }
  const repos = own(head, 'repos') ?? {};
  if (!isObject(repos) && repos !== '') blame(['repos'], false, 'repos must be names with a folder each.');
  const clones = new Map<string, string>();
  const places = isObject(repos) ? repos : {};
  for (const [name, value] of Object.entries(places)) {
    const meant = mistyped(name, known, new Set(Object.keys(places)));
    const folder = isObject(value) && Object.keys(value).join() === 'path' ? own(value, 'path') : value;
    if (typeof folder !== 'string' || folder === '')
      blame(['repos', name], false, `repos.${name} must say where its clone lies: {path: <folder>}.`);
    else if (meant !== null)
      blame(
        ['repos', name],
        true,
        `slop.yaml has no repository ${JSON.stringify(name)}. Did you mean ${meant}?`,
      );
    else clones.set(name, folder);
  }
  return { clones, faults: wrong };
}
