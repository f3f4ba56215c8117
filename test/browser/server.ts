import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Built } from '../render/built.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
};

/** A site behind a server on this machine, below a folder, as a host that knows nothing of it would serve it. */
export interface Served {
  /** Address of the site, with a final `/`. */
  readonly root: string;
  /** Paths that were asked for with the bytes that went out, in order. */
  readonly sent: { readonly path: string; readonly bytes: number }[];
  readonly close: () => Promise<void>;
}

/** Serves a built site below `/record/`. */
export async function serve(built: Built): Promise<Served> {
  const sent: Served['sent'] = [];
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(pathname)
      .replace(/^\/record\//, '')
      .replace(/(^|\/)$/, '$1index.html');
    const found = built.get(path);
    const bytes = Buffer.from(found ?? built.get('404.html') ?? '');
    sent.push({ path, bytes: bytes.byteLength });
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': type });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}/record/`,
    sent,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
