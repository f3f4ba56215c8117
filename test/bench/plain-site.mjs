// What other makers of sites make of the notes in a folder, made by slop without anything kept: a page for each note, with
// backlinks and states, the lists, and a feed. node test/bench/plain-site.mjs <built sources> <folder> <out>
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The modules of src/ that this takes. */
export const SOURCES = [
  'commands/render/site-templates',
  'compile',
  'parse/markdown/engine',
  'pool/caching-pool',
  'project',
  'render/bodies',
  'render/body',
  'render/data/feeds',
  'render/pages/lists',
  'render/pages/note',
  'render/site',
  'render/templates',
  'rules/rules',
  'world/world',
];

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeSite(...process.argv.slice(2));

async function makeSite(built, root, out) {
  const modules = SOURCES.map((place) => import(pathToFileURL(path.join(built, `${place}.js`)).href));
  const source = Object.assign({}, ...(await Promise.all(modules)));
  const home = fileURLToPath(new URL('../..', import.meta.url));
  const world = source.realWorld({ cwd: root, env: process.env, home });
  const project = await source.loadProject(world, root);
  const lazy = source.lazyEngine();
  const means = { world, project, engine: lazy };
  const pool = source.openPool(means, ['judge', 'bodies']);
  const compiled = await source.compileWith(pool, means);
  const { templates } = await source.readTemplates(world, root);
  const threads = await pool.forNotes('bodies', source.textSizes(compiled.graph.documents));
  const input = { ...compiled, templates, threads, engine: await lazy.load(), rules: source.rules };
  const site = source.prepareSite(input, await source.loadHighlight());
  const fill = source.templateEngine(templates);
  const write = (file) => {
    const { path: place, bytes } = source.filled(file, fill);
    mkdirSync(path.dirname(path.join(out, place)), { recursive: true });
    writeFileSync(path.join(out, place), bytes);
  };
  rmSync(out, { recursive: true, force: true });
  for (const page of source.listPages(site)) write(page);
  const [feed] = source.feedFiles(site);
  write(feed);
  const changes = new Map();
  for await (const read of source.readDocuments(site, changes)) write(source.notePage(site, read, changes));
  await pool.stop();
}
