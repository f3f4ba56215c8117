import { readYaml } from '../parse/head/yaml/yaml.ts';
import type { Fault, Source } from '../types.ts';
import { isObject, own } from './json.ts';
import { readingSentence } from './sentences.ts';

/** What slop.local.yaml says: where clones lie on this machine. */
export interface LocalReading {
  /** Name of a repository → folder as written. */
  readonly clones: ReadonlyMap<string, string>;
  /** Rule `config/invalid` with `{pointer, message}`; spans into the text of slop.local.yaml. */
  readonly faults: readonly Fault[];
}

const HARMLESS = new Set(['source/byte-order-mark', 'source/line-endings', 'head/number-like']);

/** Reads slop.local.yaml, a file of one machine: `repos:` with a folder for each name. Never throws. */
export function parseLocalConfig(source: Source, known: readonly string[]): LocalReading {
  const { text, path } = source;
  const { head, faults } = readYaml(text, { start: 0, end: text.length }, path);
  const invalid = (message: string): Fault => ({
    rule: 'config/invalid',
    span: { start: 0, end: Math.min(1, text.length) },
    data: { pointer: '', message },
  });
  const wrong = [...source.faults, ...faults]
    .filter(({ rule }) => !HARMLESS.has(rule))
    .map((fault) => invalid(readingSentence(fault)));
  const clones = new Map<string, string>();
  for (const key of Object.keys(head)) {
    if (key !== 'repos')
      wrong.push(invalid(`slop.local.yaml knows no key ${JSON.stringify(key)}: only repos.`));
  }
  const repos = own(head, 'repos') ?? {};
  if (!isObject(repos) && repos !== '') wrong.push(invalid('repos must be names with a folder each.'));
  for (const [name, folder] of Object.entries(isObject(repos) ? repos : {})) {
    if (typeof folder !== 'string' || folder === '') wrong.push(invalid(`repos.${name} must be a folder.`));
    else if (!known.includes(name))
      wrong.push(invalid(`slop.yaml has no repository ${JSON.stringify(name)}.`));
    else clones.set(name, folder);
  }
  return { clones, faults: wrong };
}
