import { byText, groupBy } from '../../read/order.ts';
import type { Edge } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { anchorOf, type NamedCommit } from '../named-commits.ts';
import type { Site } from '../site.ts';
import { STATE_WORDS } from './marks.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

/** A commit or tag that notes name. */
export interface NamedCommitView {
  readonly repository: string;
  readonly tag: boolean;
  /** Hash cut to ten characters, or the name of the tag. */
  readonly name: string;
  /** Its entry on the page of its repository. */
  readonly href: string;
  readonly anchor: string;
  /** Its page on the web, empty where slop.yaml names none. */
  readonly web: string;
  readonly date: string;
  /** True when the date is that of the first note that names it. */
  readonly dateOfNote: boolean;
  readonly author: string;
  readonly subject: string;
  /** What is wrong with it, or empty. */
  readonly standing: string;
}

/** A place that names a commit: its note, and the sentence. */
interface NamingView extends LinkView {
  readonly version: string | null;
  readonly date: string | null;
  readonly sentences: readonly string[];
}

/** The page that tells a commit or tag; undefined where its repository has none. */
export function commitPageOf(site: Site, { repository, shard }: NamedCommit): string | undefined {
  const index = site.addresses.repository.get(repository);
  return shard === '' ? index : index?.replace(/index\.html$/, `${shard}/index.html`);
}

/** A commit or tag as seen from the page at `page`. */
export function namedCommitView(site: Site, named: NamedCommit, page: string): NamedCommitView {
  const { repository, name, type, commit, date, object, state } = named;
  const oid = object?.oid ?? null;
  const web = site.config.repos.find((one) => one.name === repository)?.web ?? null;
  const at = commitPageOf(site, named);
  const anchor = anchorOf(named);
  return {
    repository,
    tag: type === 'tag',
    name: type === 'tag' ? name : name.slice(0, 10),
    href: at === undefined ? '' : hrefBetween(page, at, anchor),
    anchor,
    web: web === null || oid === null || type === 'tag' ? '' : web.replaceAll('{oid}', oid),
    date: date ?? '',
    dateOfNote: commit === null && date !== null,
    author: commit?.author ?? '',
    subject: commit?.subject ?? '',
    standing:
      object?.published === false ? 'on no published branch or tag' : STATE_WORDS[state].toLowerCase(),
  };
}

/** The commits and tags among some edges, each once: by repository, then oldest first. */
export function namedIn(site: Site, edges: readonly Edge[]): readonly NamedCommit[] {
  const named = new Set<NamedCommit>();
  for (const edge of edges) {
    const one = site.named.of(edge);
    if (one !== null) named.add(one);
  }
  return [...named].sort(
    (left, right) =>
      byText(left.repository, right.repository) ||
      byText(left.date ?? '~', right.date ?? '~') ||
      byText(left.commit?.date ?? '', right.commit?.date ?? ''),
  );
}

/** The notes that name a commit, in the order of the record, each with its sentences about it. */
export function namingView(site: Site, { edges }: NamedCommit, page: string): readonly NamingView[] {
  return [...groupBy(edges, ({ from }) => from)].flatMap(([from, own]) => {
    const document = site.graph.byPath.get(from);
    const view = site.addresses.view.get(from);
    if (document === undefined || view === undefined) return [];
    const said = own.filter(({ mention }) => mention.field === null).map(({ mention }) => mention.sentence);
    return [
      {
        text: titleOf(document),
        href: hrefBetween(page, view),
        version: versionName(document),
        date: document.date,
        sentences: [...new Set(said)],
      },
    ];
  });
}
