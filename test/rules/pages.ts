import { readdirSync, readFileSync } from 'node:fs';
import type { Code, Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parse } from 'yaml';
import type { MemoryHistory, MemoryWorldParts } from '../helpers/memory-world.ts';

/** A page of record/rules/, taken apart. */
export interface RulePage {
  readonly file: string;
  readonly head: Readonly<Record<string, string>>;
  /** First heading of the body. */
  readonly title: string;
  /** Titles of the sections below it, in order. */
  readonly sections: readonly string[];
  /** The prose below each heading, without code. */
  readonly prose: ReadonlyMap<string, string>;
  readonly good: Example;
  readonly bad: Example;
}

/** The files of one example, and the text that the finding is to point at. */
export interface Example {
  readonly world: MemoryWorldParts;
  readonly at: string | null;
}

const folder = new URL('../../record/rules/', import.meta.url);

/** Reads every page, in order of file name. */
export function rulePages(): readonly RulePage[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort();
  return files.map((file) => readPage(file, readFileSync(new URL(file, folder), 'utf8')));
}

function readPage(file: string, text: string): RulePage {
  const [whole = '', head = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
  const tree: Root = unified().use(remarkParse).parse(text.slice(whole.length));
  const source = text.slice(whole.length);
  const prose = new Map<string, string>();
  const fences = new Map<string, Code[]>();
  let title = '';
  let section = '';
  for (const node of tree.children) {
    const written = source.slice(node.position?.start.offset, node.position?.end.offset);
    if (node.type === 'heading' && node.depth === 1) title = written.slice(2);
    else if (node.type === 'heading') section = written.replace(/^#+ /, '');
    else if (node.type === 'code') fences.set(section, [...(fences.get(section) ?? []), node]);
    else prose.set(section, `${prose.get(section) ?? ''}${written}\n`);
    if (node.type === 'heading' && node.depth > 1) prose.set(section, '');
  }
  const example = (name: string) => readExample(fences.get(name) ?? []);
  return {
    file,
    head: parse(head),
    title,
    sections: [...prose.keys()],
    prose,
    good: example('Good'),
    bad: example('Bad'),
  };
}

/**
 * Fences to files, and `clone=<name>` to an invented clone. The info string says which: `path`, `committed` (day of its commit; a path can be
 * committed again, and is then as the last fence says), `at` (text that the
 * finding points at), `link` (target of a symbolic link), `error` (code that reading it fails with),
 * `bytes=base64`, and `escapes` (`\r` and `\u….` in the text stand for those characters).
 */
function readExample(fences: readonly Code[]): Example {
  const files: Record<string, string | Uint8Array> = {};
  const history: Record<string, MemoryHistory> = {};
  const links: Record<string, string> = {};
  const broken: Record<string, string> = {};
  const clones: Record<string, string> = {};
  let at: string | null = null;
  for (const { meta, value } of fences) {
    const { path = '', ...said } = attributesOf(meta ?? '');
    if (said['clone']) {
      clones[said['clone']] = value;
      continue;
    }
    if (path === '') throw new Error(`a fence without path=: ${meta}`);
    if (said['error']) broken[path] = said['error'];
    if (said['at']) at = unescaped(said['at']);
    if (said['link']) links[path] = said['link'];
    else if (said['bytes']) files[path] = Buffer.from(value, 'base64');
    else files[path] = `${said['escapes'] === undefined ? value : unescaped(value)}\n`;
    if (said['committed'])
      history[path] = committedAgain(history[path], `${said['committed']}T12:00:00Z`, files[path]);
  }
  const committed = Object.keys(history).length > 0 ? { history } : {};
  return { world: { files, links, broken, clones, ...committed }, at };
}

function committedAgain(
  known: MemoryHistory | undefined,
  date: string,
  text: string | Uint8Array | undefined,
): MemoryHistory {
  const texts = [...(known?.texts ?? []), { date, text: Buffer.from(text ?? '').toString() }];
  return { first: known?.first ?? date, last: date, texts };
}

function attributesOf(info: string): Record<string, string> {
  const pairs = info.matchAll(/(\w+)(?:=(?:"((?:[^"\\]|\\.)*)"|(\S+)))?/g);
  return Object.fromEntries(
    [...pairs].map(([, name = '', quoted, bare]) => [
      name,
      quoted === undefined ? (bare ?? '') : unescaped(quoted),
    ]),
  );
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll('\\r', '\r');
}
