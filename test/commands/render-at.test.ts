import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/commands/render/render.ts';
import { Refusal } from '../../src/refusal.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { testTerminal } from './terminal.ts';

const kept = folderKeeper();
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]);
const note = (words: string) =>
  `---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\n${words}\n\n![p](p.png)\n`;

async function history() {
  const repository = await kept(temporaryRepository());
  await repository.write('slop.yaml', 'title: Harbour\n');
  await repository.write('record/plan.md', note('First words.'));
  await repository.write('record/p.png', picture);
  const first = await repository.commit('Begin');
  await repository.git('tag', 'begun');
  await repository.write('record/plan.md', note('Second words, see later.md.'));
  await repository.write('record/later.md', note('Later.'));
  await repository.commit('Go on', 86_400 * 2);
  await repository.write('record/plan.md', note('Not committed.'));
  const at = async (when: string, profile: string | null = null) => {
    const world = diskWorld(repository.root);
    await render(world, testTerminal(), { out: null, at: when, profile });
    return (place: string) => readFile(path.join(repository.root, 'site', place));
  };
  return { repository, first, at };
}

describe('slop render --at', () => {
  test('shows what stood at a commit, a tag or the end of a day, with a banner on every page', async () => {
    const { first, at, repository } = await history();
    for (const when of [first, first.slice(0, 8), 'begun', '2026-05-12', '2026-05-13T00:00:00Z']) {
      const site = await at(when);
      const page = String(await site('view/plan.md.html'));
      expect([when, page.includes('First words'), page.includes('class="as-of"')]).toEqual([
        when,
        true,
        true,
      ]);
      expect(page).toContain(first.slice(0, 8));
      expect(String(await site('index.html'))).toContain('class="as-of"');
      expect(Uint8Array.from(await site('raw/p.png'))).toEqual(picture);
      await expect(stat(path.join(repository.root, 'site/view/later.md.html'))).rejects.toThrow();
    }
    const now = String(await (await at('HEAD'))('view/plan.md.html'));
    expect(now).toContain('Second words');
    expect(now).not.toContain('Not committed');
  });

  test('writes the same bytes twice, and leaves the work tree as it was', async () => {
    const { at, repository } = await history();
    const one = await (await at('begun'))('data/record.json');
    const other = await (await at('begun'))('data/record.json');
    expect(other).toEqual(one);
    expect(await repository.git('status', '--porcelain', 'record')).toBe(' M record/plan.md\n');
  });

  test.each([
    ...['2026-05-11', 'no-such-tag', '--all', 'HEAD~9', 'yesterday', ''],
    ...['2026-06-31', '2027-13-45', '2026-06-31T09:00:00Z'],
  ])('refuses "%s"', async (when) => {
    const { at } = await history();
    await expect(at(when)).rejects.toBeInstanceOf(Refusal);
  });

  test('refuses outside of Git', async () => {
    const { repository } = await history();
    const world = diskWorld(repository.root);
    const alone = { ...world, git: { find: async () => null } };
    await expect(render(alone, testTerminal(), { out: null, at: 'HEAD' })).rejects.toBeInstanceOf(Refusal);
  });
});
