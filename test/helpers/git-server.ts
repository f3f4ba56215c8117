import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A server of the repositories below a folder, over the network of this machine alone. */
export interface GitServer {
  /** Ends in `/`. */
  readonly address: string;
  /** What was asked of it, as `GET /x.git/info/refs`. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Serves the repositories below a folder by HTTP, with the program that comes with Git. */
export async function serveRepositories(folder: string): Promise<GitServer> {
  const program = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    asked.push(`${request.method} ${pathname}`);
    const env = {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: searchParams.toString(),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: request.headers['git-protocol']?.toString() ?? '',
    };
    const backend = spawn(program, { env });
    const answer: Buffer[] = [];
    backend.stdout.on('data', (bytes: Buffer) => answer.push(bytes));
    backend.on('close', () => {
      const whole = Buffer.concat(answer);
      const end = whole.indexOf('\r\n\r\n');
      const headers = whole.subarray(0, end).toString().split('\r\n');
      for (const [name = '', value = ''] of headers.map((line) => line.split(': ')))
        if (name !== 'Status') response.setHeader(name, value);
      const status = headers.find((line) => line.startsWith('Status: '))?.slice(8, 11) ?? '200';
      response.writeHead(Number(status)).end(whole.subarray(end + 4));
    });
    request.pipe(backend.stdin);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
