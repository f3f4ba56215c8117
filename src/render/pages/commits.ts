import type { File } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { plain } from '../order.ts';
import type { Site } from '../site.ts';
import { namedCommitView, namingView } from '../view/commits.ts';
import { counted } from '../view/names.ts';
import { page } from './page.ts';

/** The commits and tags that notes name: a page for each repository, and one that leads to them. */
export function* commitPages(site: Site): Generator<File> {
  const index = 'commits/index.html';
  const repositories = [...site.named.byRepository].sort(([left], [right]) => plain(left, right));
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
  for (const [name, named] of repositories) {
    const at = site.addresses.repository.get(name) ?? '';
    const reading = site.graph.ledger.repositories?.get(name);
    yield page(site, at, 'commits.liquid', `Commits of ${name}`, {
      title: name,
      up: hrefBetween(at, index),
      count: counted(named.length, 'commit or tag is named', 'commits and tags are named'),
      unread: reading === undefined || reading.place === null,
      commits: named.map((one) => ({
        ...namedCommitView(site, one, at),
        naming: namingView(site, one, at),
      })),
    });
  }
}
