import { createRequire } from 'node:module';
import { SEARCH_LIBRARY, shortStyle } from '../render/scripts.ts';
import type { World } from '../types.ts';

/**
 * The templates of the site: file name in templates/site/ → text, and the library that its search uses. Those beside slop.yaml replace the package's
 * own, file by file, and stay as they are; of the package's style sheet only what a browser reads is left.
 */
export async function readTemplates(world: World, root: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map(await templatesIn(world, `${world.home}/templates/site`));
  texts.set('style.css', shortStyle(texts.get('style.css') ?? ''));
  texts.set(SEARCH_LIBRARY, new TextDecoder().decode(await world.files.read(searchLibrary())));
  if (root !== world.home) {
    for (const [name, text] of await templatesIn(world, `${root}/templates/site`)) texts.set(name, text);
  }
  return texts;
}

async function templatesIn(
  { files }: World,
  folder: string,
): Promise<readonly (readonly [string, string])[]> {
  if ((await files.stat(folder))?.type !== 'folder') return [];
  const entries = (await files.list(folder)).filter((entry) => entry.type === 'file');
  const names = entries.map((entry) => entry.name).sort();
  return Promise.all(
    names.map(
      async (name) => [name, new TextDecoder().decode(await files.read(`${folder}/${name}`))] as const,
    ),
  );
}

/** Where the package that slop searches with keeps its term map for browsers. */
function searchLibrary(): string {
  const entry = createRequire(import.meta.url).resolve('minisearch/SearchableMap');
  return entry.replace(/[\\/]cjs[\\/]SearchableMap\.cjs$/, '/umd/SearchableMap.js');
}
