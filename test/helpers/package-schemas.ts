import { readdirSync, readFileSync } from 'node:fs';
import type { Kind } from '../../src/types.ts';
import { loadKinds, type SchemaText } from '../../src/validate/kinds.ts';

const home = new URL('../../', import.meta.url);

/** Text of a file of the package, by its path from the package's folder. */
export function packageText(path: string): string {
  return readFileSync(new URL(path, home), 'utf8');
}

/** Names of the kinds that the package brings. */
export function packageKindNames(): readonly string[] {
  return readdirSync(new URL('schemas/kinds/', home))
    .map((name) => name.replace(/\.json$/, ''))
    .sort();
}

/** The schemas of the package as `loadKinds` takes them. */
export function packageSchemas(): readonly SchemaText[] {
  const paths = ['schemas/note.json', ...packageKindNames().map((name) => `schemas/kinds/${name}.json`)];
  return paths.map((path) => ({ path, text: packageText(path), builtIn: true }));
}

/** The kinds of the package, loaded anew. */
export function packageKinds(): ReadonlyMap<string, Kind> {
  return loadKinds(packageSchemas()).kinds;
}
