import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const DAY = 24 * 60 * 60;

test('a head that no branch is named with is held against the published branch before others that were at it', async () => {
  const engine = await keep(temporaryRepository());
  const head = await engine.commit('Begin', 0);
  await engine.git('checkout', '--quiet', '-b', 'booking');
  const side = await engine.commit('Book', 2 * DAY);
  await engine.git('checkout', '--quiet', 'main');
  const next = await engine.commit('Go on', 8 * DAY);
  const record = await keep(temporaryRepository());
  await record.write('slop.yaml', 'repos:\n  engine: { branch: main }\n');
  await record.write('slop.local.yaml', `repos:\n  engine: ${JSON.stringify(engine.root)}\n`);
  const rulesFor = async (oid: string, day: string) => {
    const note = `---\ndate: ${day}\n---\n\n# Note\n\nEngine HEAD ${oid.slice(0, 9)}.\n`;
    await record.write('record/note-v0_1.md', note);
    const world = diskWorld(record.root);
    const { findings } = await compileAt(world, record.root);
    return findings.flatMap(({ rule, data }) => (rule.startsWith('claim/') ? [[rule, data['live']]] : []));
  };
  expect(await rulesFor(head, '2026-05-16')).toEqual([['claim/overtaken', `main at ${next.slice(0, 7)}`]]);
  expect(await rulesFor(side, '2026-05-21')).toEqual([]);
  await engine.git('branch', 'still-there', head);
  expect(await rulesFor(head, '2026-05-16')).toEqual([]);
});
