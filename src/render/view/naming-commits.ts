import type { NamingCommit } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { anchorOf } from '../named-commits.ts';
import type { Site } from '../site.ts';
import { commitPageOf } from './commits.ts';

/** A commit whose message names what a page is about. */
interface NamingCommitView {
  readonly repository: string;
  readonly tag: false;
  /** Hash cut to ten characters. */
  readonly name: string;
  /** Its entry among the commits that notes name, else its page on the web; empty where there is neither. */
  readonly href: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly dateOfNote: false;
  readonly subject: string;
  readonly author: string;
  /** Where the message does so, when it is not the subject. */
  readonly standing: string;
}

/** Such commits: the latest ones, and those before them. */
interface NamingCommitsView {
  readonly told: readonly NamingCommitView[];
  readonly earlier: readonly NamingCommitView[];
}

/** Commits that are told at once; the rest unfold. */
const MOST = 12;

/** The commits whose messages name a thing, oldest first, as the page at `page` shows them. */
export function namingCommitsView(
  site: Site,
  commits: readonly NamingCommit[],
  page: string,
): NamingCommitsView {
  const views = commits.map((commit) => namingCommitView(site, commit, page));
  const from = Math.max(0, views.length - MOST);
  return { told: views.slice(from), earlier: views.slice(0, from) };
}

function namingCommitView(site: Site, commit: NamingCommit, page: string): NamingCommitView {
  const { repository, oid, date, subject, author, where } = commit;
  return {
    repository,
    tag: false,
    name: oid.slice(0, 10),
    href: hrefOf(site, commit, page),
    date: date.slice(0, 10),
    dateOfNote: false,
    subject,
    author,
    standing: { subject: '', body: 'in the text of its message', trailer: 'in a trailer' }[where],
  };
}

function hrefOf(site: Site, { repository, oid }: NamingCommit, page: string): string {
  const named = site.named.at(repository, oid);
  const at = named === null ? undefined : commitPageOf(site, named);
  if (named !== null && at !== undefined) return hrefBetween(page, at, anchorOf(named));
  const web = site.config.repos.find(({ name }) => name === repository)?.web ?? null;
  return web === null ? '' : web.replaceAll('{oid}', oid);
}
