import type { Element, Nodes } from 'hast';
import { htmlToHast } from 'satteri';
import { type RenderInput, render } from '../../src/render/render.ts';
import { inOnePiece } from '../../src/render/templates.ts';

/** A built site: path → bytes, in the order they came. */
export type Built = ReadonlyMap<string, string | Uint8Array>;

/** Builds a site into memory. Throws where two files have one path, also on a disk blind to case. */
export async function build(input: RenderInput): Promise<Built> {
  const files = new Map<string, string | Uint8Array>();
  const folded = new Set<string>();
  for await (const file of render(input)) {
    const { path, bytes } = inOnePiece(file);
    const key = path.normalize('NFC').toLowerCase();
    if (folded.has(key)) throw new Error(`two files at ${path}`);
    folded.add(key);
    files.set(path, bytes);
  }
  return files;
}

/** The text of one page; throws when it is not there. */
export function pageText(built: Built, path: string): string {
  const bytes = built.get(path);
  if (bytes === undefined) throw new Error(`no ${path} among\n${[...built.keys()].join('\n')}`);
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
}

/** All elements of an HTML text, outermost first. */
export function elementsOf(html: string): readonly Element[] {
  const elements: Element[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'element') elements.push(node);
    if ('children' in node) node.children.forEach(visit);
  };
  visit(htmlToHast(html) as Nodes);
  return elements;
}

/** The words of an element, white space folded. */
export function wordsOf(node: Nodes): string {
  const text = (of: Nodes): string =>
    of.type === 'text' ? of.value : 'children' in of ? of.children.map(text).join('') : '';
  return text(node).replace(/\s+/g, ' ').trim();
}

/** The pages that slop wrote: HTML, but not the record's own files below raw/. */
export function pagesOf(built: Built): readonly string[] {
  return [...built]
    .filter(([path, bytes]) => path.endsWith('.html') && typeof bytes === 'string')
    .map(([path]) => path);
}

const HOST = 'https://site.example/';

/** Every link, image, style sheet, refresh and anchor of the site that leads nowhere: `page → address`. */
export function brokenLinks(built: Built): readonly string[] {
  const pages = new Map(pagesOf(built).map((path) => [path, elementsOf(pageText(built, path))]));
  const ids = new Map(
    [...pages].map(([path, elements]) => [path, new Set(elements.map((one) => one.properties['id']))]),
  );
  const broken: string[] = [];
  for (const [path, elements] of pages) {
    // A base says where the site's root is, which is here.
    const hasBase = elements.some((one) => one.tagName === 'base');
    const here = new URL(path.split('/').map(encodeURIComponent).join('/'), HOST);
    const from = hasBase ? new URL(HOST) : here;
    for (const address of elements.flatMap(addressesOf)) {
      const url = new URL(address, from);
      if (!url.href.startsWith(HOST)) continue;
      const target = decodeURIComponent(url.pathname.slice(1));
      const anchor = decodeURIComponent(url.hash.slice(1));
      const found =
        address !== '' && built.has(target) && (anchor === '' || ids.get(target)?.has(anchor) === true);
      if (!found) broken.push(`${path} → ${address}`);
    }
  }
  return broken;
}

/** Every address in the data, feeds, calendar, sitemap and llms.txt of a site at `address` that leads nowhere. */
export function brokenData(built: Built, address: string): readonly string[] {
  const isThere = (url: URL): boolean => {
    if (!url.href.startsWith(address)) return true;
    const path = decodeURIComponent(url.href.slice(address.length).replace(/#.*$/, ''));
    return built.has(path.replace(/(^|\/)$/, '$1index.html'));
  };
  return [...built.keys()]
    .filter((path) => !/^(raw|search)\//.test(path) && /\.(json|atom|xml|ics|txt)$/.test(path))
    .flatMap((path) => {
      const text = pageText(built, path).replace(/\r\n /g, '');
      const told = path.endsWith('.json') ? addressesInJson(JSON.parse(text)) : addressesInText(text);
      // Paths in data are from the root of the site; what a feed says from its own place.
      const base = path.endsWith('.atom') ? new URL(path, address) : new URL(address);
      return told.filter((one) => !isThere(new URL(one, base))).map((one) => `${path} → ${one}`);
    });
}

/** Keys of the data that hold an address. */
const KEYS = /^(page|permanent|raw|data|view|url|home_page_url|feed_url)$/;

function addressesInJson(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' ? (KEYS.test(key) ? [one] : []) : addressesInJson(one),
  );
}

function addressesInText(text: string): readonly string[] {
  const found = text.matchAll(
    /href="([^"]*)"|<loc>([^<]*)<\/loc>|^(?:URL|Sitemap): ?(\S+)|\]\(([^()\s]+)\)/gm,
  );
  return [...found].map(([, ...groups]) => (groups.find(Boolean) ?? '').replaceAll('&amp;', '&'));
}

function addressesOf({ tagName, properties }: Element): readonly string[] {
  if (tagName === 'base') return [];
  if (tagName === 'link' && String(properties['rel']) === 'canonical') return [];
  const refresh =
    properties['httpEquiv'] !== undefined && /^0; url=(.*)$/s.exec(String(properties['content']));
  const listed = [properties['href'], properties['src'], refresh ? refresh[1] : undefined];
  return listed.filter((address) => address !== undefined).map(String);
}

/** Everything in the pages that could run, load from elsewhere or restyle: `page: what`. */
export function dangers(built: Built): readonly string[] {
  return pagesOf(built).flatMap((path) =>
    elementsOf(pageText(built, path)).flatMap((element) =>
      dangersOf(element).map((what) => `${path}: ${what}`),
    ),
  );
}

const FORBIDDEN =
  /^(script|style|iframe|frame|object|embed|applet|form|button|textarea|svg|math|template|portal|foreignobject|animate|set|use)$/i;

/** The one script that slop puts into a page: a file of the site, deferred. */
function isOwnScript(tagName: string, { src, defer }: Element['properties']): boolean {
  const own = /^(\.\.\/)*scripts\/page-[0-9a-f]{10}\.js$/;
  return tagName === 'script' && defer === true && own.test(String(src));
}

/** A drawing that slop makes; what could run in one is forbidden by its own name. */
function isOwnDrawing(tagName: string, { className }: Element['properties']): boolean {
  return tagName === 'svg' && /^(lanes|bars|chart|graph)$/.test(String(className));
}

function dangersOf({ tagName, properties }: Element): readonly string[] {
  const found: string[] = [];
  if (FORBIDDEN.test(tagName) && !isOwnScript(tagName, properties) && !isOwnDrawing(tagName, properties))
    found.push(`<${tagName}>`);
  for (const [name, value] of Object.entries(properties)) {
    if (/^on|^style$|^srcdoc$|^formaction$/i.test(name)) found.push(`${tagName} ${name}`);
    if (
      (/^(href|src|action)$/.test(name) || (name === 'content' && properties['httpEquiv'] !== undefined)) &&
      /(?:^|url=)\s*(?:javascript|data|vbscript):/i.test(String(value))
    ) {
      found.push(`${tagName} ${name}=${String(value)}`);
    }
  }
  if (tagName === 'img' && /^https?:|^\/\//.test(String(properties['src'])))
    found.push('an image from elsewhere');
  return found;
}
