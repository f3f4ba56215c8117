import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const halt = (evidence: string) =>
  `# Halt\n\n## 1. What halted\n\nThe form.\n\n## 2. Evidence\n\n${evidence}\n`;

test('a section in another repository is amended when it changed after the head that the note records', async () => {
  const engine = await keep(temporaryRepository({ 'docs/halt-v0_1.md': halt('To be filled.') }));
  const first = (await engine.commit('File')).slice(0, 9);
  await engine.write('docs/halt-v0_1.md', halt('A transcript.'));
  const second = (await engine.commit('Amend')).slice(0, 9);
  const record = await keep(temporaryRepository());
  await record.write('slop.yaml', 'repos:\n  engine: { branch: main }\n');
  await record.write('slop.local.yaml', `repos:\n  engine: ${JSON.stringify(engine.root)}\n`);
  const body = `Engine HEAD ${second}.\n\nThe halt note is halt-v0_1.md (filed at engine ${first}, amended at ${second}) §1 and §2.`;
  await record.write('record/note-v0_1.md', `---\ndate: 2026-05-12\n---\n\n# Note\n\n${body}\n`);
  const states = async () => {
    const world = diskWorld(record.root);
    const { graph } = await compileAt(world, record.root);
    const edges = graph.out.get('record/note-v0_1.md') ?? [];
    return edges.flatMap(({ state, mention: { target } }) =>
      target.type === 'document' || target.type === 'section' ? [state] : [],
    );
  };
  expect(await states()).toEqual(['ok', 'ok', 'ok']);
  await engine.write('docs/halt-v0_1.md', halt('Another transcript.'));
  await engine.commit('Amend once more');
  expect(await states()).toEqual(['amended', 'ok', 'amended']);
  await engine.git('rm', '--quiet', 'docs/halt-v0_1.md');
  await engine.commit('Take it away');
  expect(await states()).toEqual(['ok', 'ok', 'ok']);
});

test('a file of another repository is looked for at the heads and branches that the note says of itself', async () => {
  const engine = await keep(temporaryRepository({ 'app.py': 'print(1)\n' }));
  await engine.commit('Begin');
  await engine.git('checkout', '--quiet', '-b', 'phase-12-booking');
  await engine.write('docs/halt-v0_1.md', halt('A transcript.'));
  const head = (await engine.commit('File')).slice(0, 9);
  const desk = await keep(temporaryRepository({ 'form.ts': '1\n' }));
  const other = (await desk.commit('Begin')).slice(0, 9);
  const record = await keep(temporaryRepository());
  await record.write('slop.yaml', 'repos:\n  engine: { branch: main }\n  desk: { branch: main }\n');
  const clones = { engine: engine.root, desk: desk.root };
  await record.write('slop.local.yaml', `repos: ${JSON.stringify(clones)}\n`);
  const edgesOf = async (said: string) => {
    const body = `${said}\n\nRead halt-v0_1.md §2.`;
    await record.write('record/note-v0_1.md', `---\ndate: 2026-05-12\n---\n\n# Note\n\n${body}\n`);
    const world = diskWorld(record.root);
    const { graph } = await compileAt(world, record.root);
    const edges = graph.out.get('record/note-v0_1.md') ?? [];
    return edges.flatMap(({ state, mention: { target } }) =>
      target.type === 'document' || target.type === 'section' ? [state] : [],
    );
  };
  expect(await edgesOf(`Engine HEAD ${head}. Desk HEAD ${other}.`)).toEqual(['ok', 'ok']);
  expect(await edgesOf('All of it is on engine branch phase-12-booking.')).toEqual(['ok', 'ok']);
  const both = `Engine HEAD ${head}, on engine branch phase-12-booking.`;
  expect(await edgesOf(both)).toEqual(['ok', 'ok']);
  expect(await edgesOf('Nothing is said.')).toEqual(['missing', 'missing']);
  await desk.write('notes/halt-v0_1.md', halt('Another one.'));
  const rival = (await desk.commit('File')).slice(0, 9);
  expect((await edgesOf(`Engine HEAD ${head}. Desk HEAD ${rival}.`))[0]).toBe('ambiguous');
});
