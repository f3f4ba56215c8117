import { counted } from '../../parse/in-threes.ts';
import { byText, groupBy } from '../../read/order.ts';
import type { SiteFile } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { NamedCommit } from '../named-commits.ts';
import type { Site } from '../site.ts';
import { commitPageOf, namedCommitView, namingView } from '../view/commits.ts';

import { page } from './page.ts';

/** Commits that the page of a large repository tells at once. */
const LATEST = 100;

/** The commits and tags that notes name: a page for each repository, and one that leads to them. */
export function* commitPages(site: Site): Generator<SiteFile> {
  const index = 'commits/index.html';
  const repositories = [...site.named.byRepository].sort(([left], [right]) => byText(left, right));
  yield page(site, index, 'shelf.liquid', 'Commits', {
    title: 'Commits',
    about: 'What notes name in the repositories that the record is about.',
    groups: repositories.map(([name, named]) => {
      const dates = named.flatMap(({ date }) => date ?? []).sort();
      return {
        text: name,
        href: hrefBetween(index, site.addresses.repository.get(name) ?? ''),
        documents: named.length,
        from: dates[0] ?? null,
        to: dates.at(-1) ?? null,
      };
    }),
  });
  for (const [name, named] of repositories) yield* repositoryPages(site, name, named, index);
}

/** The pages of one repository: one that tells all, or one that leads to parts of them by their hash. */
function* repositoryPages(
  site: Site,
  name: string,
  named: readonly NamedCommit[],
  index: string,
): Generator<SiteFile> {
  const first = site.addresses.repository.get(name) ?? '';
  const reading = site.graph.ledger.repositories?.get(name);
  const shards = [...groupBy(named, ({ shard }) => shard)].sort(([left], [right]) => byText(left, right));
  const about = { unread: reading === undefined || reading.place === null };
  if (shards.length > 1) {
    yield page(site, first, 'commits.liquid', `Commits of ${name}`, {
      ...about,
      title: name,
      up: { text: 'Commits', href: hrefBetween(first, index) },
      count: counted(named.length, 'commit or tag is named', 'commits and tags are named'),
      shards: shards.map(([shard, [one]]) => ({
        text: shard,
        href: hrefBetween(first, (one && commitPageOf(site, one)) ?? ''),
      })),
      latest: named.slice(0, LATEST).map((one) => namedCommitView(site, one, first)),
      commits: [],
    });
  }
  for (const [shard, own] of shards) {
    const at = (own[0] && commitPageOf(site, own[0])) ?? first;
    yield page(site, at, 'commits.liquid', `Commits of ${name}`, {
      ...about,
      title: shard === '' ? name : `${name}, ${shard === 'tags' ? shard : `${shard}…`}`,
      up:
        shard === ''
          ? { text: 'Commits', href: hrefBetween(at, index) }
          : { text: name, href: hrefBetween(at, first) },
      count: counted(own.length, 'commit or tag is named', 'commits and tags are named'),
      shards: [],
      latest: [],
      commits: own.map((one) => ({ naming: namingView(site, one, at), ...namedCommitView(site, one, at) })),
    });
  }
}
