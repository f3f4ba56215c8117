import type { Terminal } from './terminal.ts';

/** Prints the one JSON document of a command, headed by the version of its form and that of slop. */
export function outJson({ out, about }: Pick<Terminal, 'out' | 'about'>, document: object): Promise<void> {
  return out(`${JSON.stringify({ schemaVersion: 1, slop: about.version, ...document }, null, 2)}\n`);
}
