import type { Config } from '../../types.ts';
import { type ItemNames, itemNames } from '../item-names.ts';
import { literal } from '../literal.ts';

/** What the grammars share of one note: taken from slop.yaml once. */
export interface Setting {
  readonly config: Config;
  /** Most words that a configured name has. */
  readonly longestName: number;
  /** Any word for a repository, in any case; null when slop.yaml has none. */
  readonly repositoryWords: RegExp | null;
  /** The shapes of items; null when slop.yaml has none. */
  readonly items: ItemNames | null;
}

/** What a document may be called in prose, beside the names that slop.yaml gives. */
const NOUNS = new Set([
  ...[
    'note',
    'handoff',
    'document',
    'record',
    'page',
    'file',
    'text',
    'draft',
    'doc',
    'version',
    'memo',
    'report',
  ],
  ...['cr', 'change request', 'brief', 'manifest', 'findings', 'queue', 'discovery', 'investigation'],
  ...['analysis', 'decision', 'spec', 'specification', 'plan', 'guide', 'primer', 'halt-surface', 'scoping'],
]);

/** Takes from slop.yaml what the grammars need. */
export function settingOf(config: Config): Setting {
  let longestName = 0;
  for (const name of config.names.keys()) longestName = Math.max(longestName, name.split(/\s+/).length);
  return { config, longestName, repositoryWords: wordsOf(config), items: itemNames(config.items) };
}

function wordsOf({ repos }: Config): RegExp | null {
  const words = repos.flatMap(({ name, words: more, formerly = [] }) => [
    name,
    ...more,
    ...formerly.map((one) => one.name),
  ]);
  if (words.length === 0) return null;
  const each = [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => literal(word).replace(/\s+/g, String.raw`\s+`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}_./-])(?:${each.join('|')})(?![\p{L}\p{N}_-])`, 'giu');
}

/** True for words that slop.yaml knows as the name of a document. */
export function isName(words: string, { config }: Setting): boolean {
  return config.names.has(words.toLowerCase());
}

/** True for words that mean a document of some sort: "note", "handoff", a configured name. */
export function isNoun(words: string, setting: Setting): boolean {
  return NOUNS.has(words.toLowerCase()) || isName(words, setting);
}

/** True when one of the words, or two of them together, mean a document. */
export function holdsNoun(words: string, setting: Setting): boolean {
  const each = words.split(/[^\p{L}\p{N}-]+/u);
  return each.some((word, at) => isNoun(word, setting) || isNoun(`${word} ${each[at + 1]}`, setting));
}
