import { existsSync, type FSWatcher, watch } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Asked, Serving } from '../types.ts';

const LONGEST_BODY = 65_536;

/** A server on 127.0.0.1, and the file watcher of Node. */
export const realServing: Serving = { listen, watch: watchFolders };

async function listen(
  port: number,
  answer: Parameters<Serving['listen']>[1],
): Promise<Awaited<ReturnType<Serving['listen']>>> {
  const listeners = new Set<ServerResponse>();
  const { createServer } = await import('node:http');
  const server = createServer(async (request, response) => {
    try {
      const answered = await answer(await readAsked(request));
      if (answered === 'events') keepOpen(response, listeners);
      else response.writeHead(answered.status, answered.headers).end(answered.body);
    } catch {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    tell: (event, data) => {
      for (const listener of listeners) listener.write(`event: ${event}\ndata: ${data}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function keepOpen(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 500\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= LONGEST_BODY) chunks.push(chunk);
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function watchFolders(
  folders: readonly { readonly path: string; readonly deep: boolean }[],
  changed: (path: string) => void,
): () => void {
  const watchers: FSWatcher[] = [];
  for (const { path: folder, deep } of folders) {
    if (!existsSync(folder)) continue;
    const watcher = watch(folder, { recursive: deep }, (_, name) =>
      changed(name === null ? folder : path.join(folder, name)),
    );
    // A folder that goes while it is watched; what is left of it is found at the next look.
    watcher.on('error', () => changed(folder));
    watchers.push(watcher);
  }
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
