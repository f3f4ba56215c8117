import { linking } from '../../src/link/link.ts';
import { slugsOf } from '../../src/parse/section-address.ts';
import { splitNumber } from '../../src/parse/section-number.ts';
import { nameVersion } from '../../src/parse/version.ts';
import type {
  Config,
  Document,
  Draft,
  Edge,
  Graph,
  Ledger,
  Mention,
  Section,
  Target,
} from '../../src/types.ts';
import { atOnce } from '../helpers/at-once.ts';
import { bareConfig } from '../helpers/bare-config.ts';
import { bareDocument, bareDraft } from '../helpers/drafts.ts';

export const config: Config = {
  ...bareConfig,
  repos: [{ name: 'engine', url: null, branch: 'main', words: ['engine'] }],
  names: new Map([
    ['cr', { kind: 'cr' }],
    ['manifest', { id: 'manifest' }],
    ['queue', { kind: 'queue' }],
  ]),
};

const ledger: Ledger = { record: null, unverified: null };

/** What a mention names; a text with `§` is a section. */
export type Named = Partial<Target> & { readonly field?: string };

const document = { type: 'document', version: null, anchor: null, repository: null, planned: false } as const;

export const file = (name: string, more: object = {}): Named => {
  const version = nameVersion(name.slice(name.lastIndexOf('/') + 1)).version?.parts.join('.') ?? null;
  return { ...document, by: 'file-name', name, version, ...more };
};
export const linked = (written: string, more: object = {}): Named => {
  const [name = '', anchor = null] = written.split('#');
  return { ...document, by: 'link', name, anchor, ...more };
};
export const wiki = (written: string, more: object = {}): Named => {
  const [, name = '', version = null, anchor = null] =
    /^([^@#]+)(?:@([^#]+))?(?:#(.+))?$/.exec(written) ?? [];
  return { ...document, by: 'wiki', name, version, anchor, ...more };
};
export const named = (name: string, version: string | null = null, more: object = {}): Named => ({
  ...document,
  by: 'name',
  name,
  version,
  ...more,
});
export const section = (address: string, of: number | 'here' | null): Named => ({
  type: 'section',
  address,
  of,
});
export const plainFile = (path: string, image = false): Named => ({
  type: 'file',
  path,
  anchor: null,
  image,
});

function sectionsOf(titles: readonly string[]): readonly Section[] {
  const split = titles.map(splitNumber);
  const slugs = slugsOf(split.map(({ title }) => ({ title, explicit: null })));
  return split.map(({ number, title }, at) => ({
    depth: 2,
    number,
    title,
    slug: slugs[at] ?? '',
    explicit: null,
    span: { start: 0, end: 0 },
    heading: { start: 0, end: 0 },
    empty: false,
  }));
}

function draftAt(path: string, mentions: readonly Named[], titles: readonly string[]): Draft {
  const made = mentions.map(({ field = null, ...target }, at): Mention => {
    const words = target.type === 'section' ? 1 + (target.address ?? '').length : 1;
    return {
      span: { start: at * 100, end: at * 100 + words },
      target: target as Target,
      field,
      sentence: `Sentence ${at}.`,
    };
  });
  return { ...bareDraft, path, oid: '', form: 'none', sections: sectionsOf(titles), mentions: made };
}

/** A document of the record folder: what its path says, its mentions, and the titles of its sections. */
export function at(
  path: string,
  mentions: readonly Named[] = [],
  titles: readonly string[] = [],
  more: Partial<Document> = {},
): Document {
  const bare = bareDocument(`record/${path}`);
  return {
    ...bare,
    phase: /phase-(\d+)/.exec(path)?.[1] ?? null,
    archived: path.split('/').includes('archive'),
    draft: bare.format === 'md' ? draftAt(bare.path, mentions, titles) : null,
    ...more,
  };
}

/** Links documents; `files` are further files of the tree, from the root. */
export function graphOf(
  documents: readonly Document[],
  files: readonly string[] = [],
  settings: Partial<Config> = {},
  known: Partial<Ledger> = {},
): Graph {
  const paths = [...documents.map(({ path }) => path), ...files];
  const tree = { files: paths.map((path) => ({ path, size: 1 })), skipped: [] };
  return atOnce(linking(documents, tree, { ...ledger, ...known }, { ...config, ...settings })).graph;
}

/** The edges of the note `phases/phase-57/note-v0_1.md` that names these, beside other documents. */
export function edgesOf(
  mentions: readonly Named[],
  others: readonly Document[],
  files: readonly string[] = [],
  settings: Partial<Config> = {},
  known: Partial<Ledger> = {},
): readonly Edge[] {
  const note = at('phases/phase-57/note-v0_1.md', mentions, ['1. Purpose', '2. Options', '2.1 Option X']);
  return graphOf([note, ...others], files, settings, known).out.get(note.path) ?? [];
}

/** What an edge says, in one line: `ok record/a-v0_1.md#slug`, `outdated (archived) …`, `missing ? a, b`. */
export function said({ state, facts, to, candidates }: Edge): string {
  const slug = to === null || !('slug' in to) || to.slug === null ? '' : `#${to.slug}`;
  return [
    state,
    ...(facts.length === 0 ? [] : [`(${facts.join(', ')})`]),
    ...(to === null || !('path' in to)
      ? []
      : [`${to.type === 'file' ? 'file ' : ''}${to.path.replace(/^record\//, '')}${slug}`]),
    ...(candidates.length === 0
      ? []
      : ['?', candidates.map((one) => one.replace(/^record\//, '')).join(', ')]),
  ].join(' ');
}
