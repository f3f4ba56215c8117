import { type FSWatcher, lstatSync, readdirSync, watch } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { PageRequest, Serving } from '../types.ts';

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

async function readAsked(request: IncomingMessage): Promise<PageRequest> {
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

/**
 * Where the system watches a whole tree by itself. Elsewhere Node would watch each file, and lose it once an editor
 * has put another one in its place: there each folder is watched, which tells of the files in it.
 */
const WATCHES_TREES = ['darwin', 'win32'].includes(process.platform);
/** Folders that nothing of a record lies in, and with very many others below. */
const NEVER_WATCHED = new Set(['.git', 'node_modules']);

function watchFolders(
  folders: readonly { readonly path: string; readonly deep: boolean }[],
  changed: (path: string) => void,
  failed: (error: Error) => void,
): () => void {
  const watchers = new Map<string, FSWatcher>();
  const isDeep = (place: string): boolean =>
    folders.some(
      (one) =>
        one.deep &&
        holds(one.path, place) &&
        !path
          .relative(one.path, place)
          .split(path.sep)
          .some((name) => NEVER_WATCHED.has(name)),
    );
  /** Named, or between two that are: what comes again there is heard of in the folder around it. */
  const isOnTheWay = (place: string): boolean =>
    folders.some((one) => holds(place, one.path)) && folders.some((one) => holds(one.path, place));

  const follow = (folder: string): void => {
    const deep = isDeep(folder);
    if (!isOnTheWay(folder) && (WATCHES_TREES || !deep)) return;
    if (watchers.has(folder) || !isFolder(folder)) return;
    try {
      const watcher = watch(folder, { recursive: deep && WATCHES_TREES }, (event, name) => {
        const place = name === null ? folder : path.join(folder, name);
        if (event === 'rename') followAgain(place);
        changed(place);
      });
      // A folder that goes while it is watched; what is left of it is found at the next look.
      watcher.on('error', () => changed(folder));
      watchers.set(folder, watcher);
      for (const name of readdirSync(folder)) follow(path.join(folder, name));
    } catch (error) {
      // One that is gone again is told of when it comes, and one that cannot be read is found by the check.
      if (!/^(ENOENT|ENOTDIR|EACCES|EPERM)$/.test(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  };
  /** What is watched is the folder that was there, not its name: one that came since is another. */
  const followAgain = (place: string): void => {
    for (const [folder, watcher] of watchers) {
      if (!holds(place, folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    try {
      follow(place);
    } catch (error) {
      failed(error as Error);
    }
  };
  const stop = (): void => {
    for (const watcher of watchers.values()) watcher.close();
  };
  try {
    for (const one of folders) follow(one.path);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** No link is followed. */
function isFolder(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
