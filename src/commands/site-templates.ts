import type { World } from '../types.ts';

/**
 * The templates of the site: file name in templates/site/ → text. Those beside slop.yaml replace the package's
 * own, file by file.
 */
export async function readTemplates(world: World, root: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map(await templatesIn(world, `${world.home}/templates/site`));
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
