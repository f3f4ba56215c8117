import { createRequire } from 'node:module';
import { byText } from '../../read/order.ts';
import { linked, Refusal } from '../../refusal.ts';
import type { RenderInput } from '../../render/render.ts';
import { SEARCH_LIBRARY, shortStyle } from '../../render/scripts.ts';
import { isTemplate } from '../../render/templates.ts';
import type { World } from '../../types.ts';
import { nearest } from '../../validate/nearest.ts';

/** What a site is made with besides the record. */
type SiteTemplates = Required<Pick<RenderInput, 'templates' | 'given'>>;

/**
 * The templates of the site and the library that its search uses, by path in templates/site/. Those beside slop.yaml
 * replace the package's own, file by file; what else lies there is kept as it is. Of the package's style sheet only
 * what a browser reads is left.
 * @throws Refusal when a template beside slop.yaml has a name that nothing asks for, or a block that nothing shows.
 */
export async function readTemplates(world: World, root: string): Promise<SiteTemplates> {
  const ours = await filesIn(world, `${world.home}/templates/site`);
  const templates = new Map([...ours].map(([name, bytes]) => [name, textOf(bytes)]));
  templates.set('style.css', shortStyle(templates.get('style.css') ?? ''));
  templates.set(SEARCH_LIBRARY, textOf(await world.files.read(searchLibrary())));
  if (root === world.home) return { templates, given: new Map() };
  const own = [...(await filesIn(world, `${root}/templates/site`))];
  const replacing = own
    .filter(([name]) => isTemplate(name))
    .map(([name, bytes]) => [name, textOf(bytes)] as const);
  const all = new Map([...templates, ...replacing]);
  for (const [name] of replacing) {
    if (!templates.has(name)) assertNamed(name, all, templates.keys());
    assertFills(name, all);
  }
  return { templates: all, given: new Map(own.filter(([name]) => !isTemplate(name))) };
}

/** A template that replaces none is a part of another one, which names it. */
function assertNamed(name: string, all: ReadonlyMap<string, string>, ours: Iterable<string>): void {
  if ([...all].some(([other, text]) => other !== name && text.includes(name))) return;
  const near = nearest(name, ours);
  const help = near === null ? 'give it the name of one, or take it away.' : `did you mean ${near}?`;
  throw new Refusal(
    `templates/site/${name} replaces no template of slop, and no other one renders it: ${help}`,
  );
}

/**
 * What stands in a template with a frame, but in no block of one, would be left out without a word. A frame may have
 * blocks of its own.
 */
function assertFills(name: string, all: ReadonlyMap<string, string>): void {
  const text = all.get(name) ?? '';
  const frames = new Set([...all.values()].flatMap(framesIn));
  if (framesIn(text).length === 0 || frames.has(name)) return;
  const there = [...frames].flatMap((frame) => blocksIn(all.get(frame) ?? ''));
  const filled = blocksIn(text);
  const lost = filled.find((block) => !there.includes(block));
  if (lost === undefined && filled.length > 0) return;
  throw new Refusal(
    `templates/site/${name} fills ${lost === undefined ? 'no block' : `a block "${lost}" that is none`} of its frame: there are ${there.join(', ')}.`,
  );
}

const framesIn = (text: string): readonly string[] => named(text, /\{%-?\s*layout\s+['"]([^'"]+)['"]/g);
const blocksIn = (text: string): readonly string[] => named(text, /\{%-?\s*block\s+['"]?(\w+)/g);

function named(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The files below a folder, by their path in it, in order. */
async function filesIn({ files }: World, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const walk = async (below: string): Promise<void> => {
    const entries = await files.list(below === '' ? folder : `${folder}/${below.slice(0, -1)}`);
    for (const { name, type } of entries.toSorted((left, right) => byText(left.name, right.name))) {
      // Emacs marks a file that is being edited by a link such as .#home.liquid.
      if (type === 'link' && !name.startsWith('.#')) throw linked(`${folder}/${below}${name}`);
      if (type === 'folder') await walk(`${below}${name}/`);
      if (type === 'file') found.set(`${below}${name}`, await files.read(`${folder}/${below}${name}`));
    }
  };
  const there = await files.stat(folder);
  if (there?.type === 'link') throw linked(folder);
  if (there?.type === 'folder') await walk('');
  return found;
}

/** Where the package that slop searches with keeps its term map for browsers. */
function searchLibrary(): string {
  const entry = createRequire(import.meta.url).resolve('minisearch/SearchableMap');
  return entry.replace(/[\\/]cjs[\\/]SearchableMap\.cjs$/, '/umd/SearchableMap.js');
}
