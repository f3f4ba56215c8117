import { leadsElsewhere } from '../parse/mentions/links.ts';
import { findSection } from '../parse/sections.ts';
import { decoded } from '../read/paths.ts';
import { recordPath } from './addresses.ts';
import { hrefBetween } from './href.ts';
import type { Site } from './site.ts';

/**
 * Where a link or image written in a file of the record leads on the site, seen from `page`: an address of the
 * web unchanged, a file of the record to its page (`as` 'view', the part after `#` looked up among its sections) or
 * to its bytes ('raw'), else null.
 */
export function targetHref(
  site: Site,
  from: string,
  written: string,
  page: string,
  as: 'view' | 'raw',
): string | null {
  if (/^(https?:\/\/|mailto:)/i.test(written)) return as === 'view' ? written : null;
  if (leadsElsewhere(written)) return null;
  const [, path = '', anchor = ''] = /^([^?#]*)[^#]*#?(.*)/s.exec(written) ?? [];
  const target = resolvePath(site, from, path);
  const { view, raw } = site.addresses;
  const to = (as === 'view' ? view.get(target) : undefined) ?? raw.get(target);
  if (to === undefined) return null;
  const section = findSection(site.graph.byPath.get(target)?.draft?.sections ?? [], anchor);
  return hrefBetween(page, to, as === 'view' ? (section?.slug ?? null) : null);
}

function resolvePath(site: Site, from: string, written: string): string {
  const { record } = site.config;
  const root = record === '.' ? [] : record.split('/');
  const base = written.startsWith('/') ? [] : recordPath(site.config, from).split('/').slice(0, -1);
  for (const part of decoded(written).split('/')) {
    if (part === '..') base.pop();
    else if (part !== '' && part !== '.') base.push(part);
  }
  return [...root, ...base].join('/');
}
