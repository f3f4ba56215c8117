import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { render } from '../../src/commands/render/render.ts';
import { testTerminal } from '../commands/terminal.ts';
import { diskWorld } from '../helpers/git-world.ts';

/** All that the site of a record on the disk says and is called, in small letters, as `slop render` writes it. */
export async function renderedText(root: string, profile: string | null): Promise<string> {
  const out = path.join(root, profile ?? 'whole');
  expect(await render(diskWorld(root), testTerminal(), { out, profile })).toBe(0);
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const file = path.join(parentPath, name);
    return `${path.relative(out, file)}\n${await readFile(file, 'utf8')}`;
  });
  return (await Promise.all(texts)).join('\n').toLowerCase();
}
