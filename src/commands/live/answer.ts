import { blobId } from '../../read/blob.ts';
import { escapeHtml } from '../../render/html.ts';
import type { File, PageRequest, Reply } from '../../types.ts';
import { liveFindings } from './findings.ts';
import { type LiveRecord, told } from './record.ts';

/** What a server of the record answers with. */
export interface LiveParts {
  readonly record: LiveRecord;
  readonly port: () => number;
  /** A secret that only pages of this server know. */
  readonly token: string;
  /** The script that keeps a page up to date. */
  readonly script: string;
  /** Opens a file of the record in the person's editor; why it could not, or null. */
  readonly open: (path: string, line: number) => Promise<string | null>;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['txt', 'text/plain; charset=utf-8'],
  ['xml', 'application/xml; charset=utf-8'],
  ['atom', 'application/atom+xml; charset=utf-8'],
  ['ics', 'text/calendar; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);

/**
 * Answers one request. Only this machine's own names of the server are taken as Host, so that no page from elsewhere
 * reads it under a name of its own; a path is looked up among the files of the site and never on the disk.
 */
export async function liveAnswer(parts: LiveParts, asked: PageRequest): Promise<Reply | 'events'> {
  const { method, target, headers } = asked;
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${parts.port()}`);
  if (!names.includes(headers['host'] ?? ''))
    return plain(403, 'This server answers to its own name only.\n');
  const path = pathOf(target);
  if (path === null) return plain(400, 'This address cannot be read.\n');
  if (path === '.slop/open') return open(parts, asked);
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET is answered here.\n');
  if (path === '.slop/events') return 'events';
  if (path === '.slop/live.js') return reply(200, path, parts.script);
  if (path === '.slop/state')
    return state(parts, new URL(target, 'http://localhost').searchParams.get('page') ?? '');
  return siteFile(parts, path);
}

async function siteFile({ record, token }: LiveParts, path: string): Promise<Reply> {
  const { addresses } = record.now().site;
  const file = (at: string): Promise<Made | null> => fileOf(record, at);
  const alive = async (at: string, { bytes }: Pick<File, 'bytes'>): Promise<string | Uint8Array> => {
    if (!at.endsWith('.html') || typeof bytes !== 'string') return bytes;
    // Leads on at once, and lets no script run.
    if (bytes.includes('<meta http-equiv="refresh"')) return bytes;
    const looks = looksOf(token, bytes, await file('style.css'));
    const script = `<script defer src="/.slop/live.js" data-token="${token}" data-looks="${looks}"></script>`;
    return bytes.replace('</head>', `${script}\n</head>`);
  };
  const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const found = await file(wanted);
  if (found !== null && [...addresses.raw.values()].includes(wanted)) {
    const exact = reply(200, wanted, found.bytes);
    // They may be a page with scripts of its own.
    return { ...exact, headers: { ...exact.headers, 'content-security-policy': 'sandbox' } };
  }
  if (found !== null) return reply(found.status, wanted, await alive(wanted, found));
  if ((await file(`${wanted}/index.html`)) !== null) {
    const location = `/${wanted.split('/').map(encodeURIComponent).join('/')}/`;
    return { status: 302, headers: { location }, body: '' };
  }
  const missing = await file('404.html');
  return reply(404, '404.html', await alive('404.html', missing ?? { bytes: '' }));
}

interface Made extends File {
  readonly status: 200 | 500;
}

/** The file at a path of the site, or a page that says why it cannot be made; null where the site has none. */
async function fileOf(record: LiveRecord, path: string): Promise<Made | null> {
  try {
    const file = await record.now().site.file(path);
    return file === null ? null : { ...file, status: 200 };
  } catch (error) {
    return { path, bytes: brokenPage(told(error as Error)), status: 500 };
  }
}

function brokenPage(problem: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page cannot be made</title>
<link rel="stylesheet" href="/style.css">
</head>
<body><main><h1>This page cannot be made</h1><p>${escapeHtml(problem)}</p></main></body>
</html>
`;
}

/** An id of what a page looks like; another one once another run serves it, which does not know its token. */
function looksOf(token: string, bytes: File['bytes'], style: File | null): string {
  return blobId(`${token}\n${bytes}\n${style?.bytes}`);
}

/** What is wrong with the page that asks, or, for a page of no document, with the whole record; and how it looks. */
async function state({ record, token }: LiveParts, page: string): Promise<Reply> {
  const built = record.now();
  const { view, source } = built.site.addresses;
  const path = [...view].find(([, at]) => at === page)?.[0] ?? null;
  const findings = (await liveFindings(built, path)).map((finding) => ({
    ...finding,
    source: source.get(String(finding['path'])) ?? null,
  }));
  const shown = (await fileOf(record, page)) ?? (await fileOf(record, '404.html'));
  const looks = looksOf(token, shown?.bytes ?? '', await fileOf(record, 'style.css'));
  return reply(
    200,
    'state.json',
    JSON.stringify({ problem: record.problem(), looks, placed: path !== null, findings }),
  );
}

async function open(
  { record, token, open: edit }: LiveParts,
  { method, headers, body }: PageRequest,
): Promise<Reply> {
  if (method !== 'POST' || headers['x-slop-token'] !== token)
    return plain(403, 'Not asked by a page of this server.\n');
  const { path, line } = readOrder(body);
  if (!record.now().compiled.graph.files.has(path)) return plain(404, 'The record has no such file.\n');
  const failed = await edit(path, line);
  return failed === null ? plain(200, '') : plain(500, `The editor could not be opened: ${failed}.\n`);
}

function readOrder(body: string): { readonly path: string; readonly line: number } {
  try {
    const { path, line } = JSON.parse(body);
    return { path: String(path), line: Number.isInteger(line) && line > 0 ? line : 1 };
  } catch {
    return { path: '', line: 1 };
  }
}

/** The path that a target asks for, decoded, without a first `/`; null for one that cannot be decoded. */
function pathOf(target: string): string | null {
  try {
    return decodeURIComponent(new URL(target, 'http://localhost').pathname).replace(/^\//, '');
  } catch {
    return null;
  }
}

function reply(status: number, path: string, body: string | Uint8Array): Reply {
  const type = TYPES.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'application/octet-stream';
  return { status, headers: { ...common, 'content-type': type }, body };
}

const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function plain(status: number, body: string): Reply {
  return { status, headers: { ...common, 'content-type': 'text/plain; charset=utf-8' }, body };
}
