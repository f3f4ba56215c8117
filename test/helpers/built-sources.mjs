import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const project = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds modules as they stand, for programs that run parts of slop by themselves: `places` from src/, or from another
 * folder of the project, without `.ts`. Gives the absolute folder that holds `<place>.js` of each; it is gone when this process ends.
 */
export async function buildSources(places, from = 'src') {
  // Below the project, since packages are looked for from there.
  const folder = mkdtempSync(path.join(project, 'node_modules', '.slop-sources-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const built = await rolldown({
    input: Object.fromEntries(places.map((place) => [place, path.join(project, from, `${place}.ts`)])),
    platform: 'node',
    external: /^[^./]/,
  });
  await built.write({ dir: folder });
  await built.close();
  return folder;
}

/** The modules of src/ at `places`, as `buildSources`. */
export async function loadSources(...places) {
  const folder = await buildSources(places);
  return Promise.all(places.map((place) => import(pathToFileURL(path.join(folder, `${place}.js`)).href)));
}
