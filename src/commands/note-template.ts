import { Refusal } from '../refusal.ts';
import type { World } from '../types.ts';

/** The text of a template, from templates/ beside slop.yaml or else slop's own; null when neither has it. */
export async function noteTemplate(world: World, root: string, name: string): Promise<string | null> {
  for (const folder of [root, world.home]) {
    const place = `${folder}/templates/${name}`;
    if ((await world.files.stat(place))?.type !== 'file') continue;
    return new TextDecoder().decode(await world.files.read(place));
  }
  return null;
}

/**
 * A template that a command cannot do without: its name, and its text with line feeds alone.
 * @throws Refusal when there is none.
 */
export async function neededTemplate(
  world: World,
  root: string,
  name: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const text = await noteTemplate(world, root, name);
  if (text === null) throw new Refusal(`There is no template templates/${name}: write one beside slop.yaml.`);
  return { name: `templates/${name}`, text: text.replaceAll('\r\n', '\n') };
}

/** The status with which a new note of a kind begins: that of its template, or null. */
export async function statusBegun(world: World, root: string, kind: string): Promise<string | null> {
  const template = await noteTemplate(world, root, `notes/${kind}.md`);
  return /^status:[ \t]*["']?([\w-]+)["']?[ \t]*\r?$/m.exec(template ?? '')?.[1] ?? null;
}
