import { expect, test } from 'vitest';
import { folderKeeper, temporaryRepository } from '../../helpers/repository.ts';
import { renderedText } from '../rendered.ts';

const kept = folderKeeper();

test('slop render --profile tells no commit that changed only what it leaves out, and no text of a note that was private then', async () => {
  const repository = await kept(temporaryRepository());
  const note = (head: string, section: string) =>
    `---\nversion: "0.1"\ndate: 2026-05-12\nstatus: final\n${head}\n---\n\n# T\n\n## 1. Aims\n\nP57-D1 is open.\n\n${section}\n\n## 3. End\n\nAll.\n`;
  const closed = (words: string) => note('title: A', `## 2. Costs\n<!-- private -->\n\n${words}`);
  await repository.write('slop.yaml', 'profiles:\n  public: {}\nitems: ["P{phase}-{A-Z}{n}"]\n');
  await repository.write('record/a-v0_1.md', closed('None.'));
  await repository.write('record/b-v0_1.md', note('title: B\nprivate: true', '## 2. Whimbrel\n\nNests.'));
  await repository.write('record/c.md', '---\nprivate: true\n---\n\nNo.\n');
  await repository.commit('Begin with Dunlin');
  await repository.write('record/c.md', '---\nprivate: true\n---\n\nNo more.\n');
  const hash = await repository.commit('P57-D1 and a-v0_1.md: pay Kittiwake');
  await repository.write('record/a-v0_1.md', closed('Some.'));
  await repository.commit('Pay Fulmar some');
  await repository.write('record/b-v0_1.md', note('title: B', '## 2. Rest\n\nOpen.'));
  await repository.write('record/d.md', `# D\n\nAt record commit ${hash}. See b-v0_1.md §2.\n`);
  await repository.commit('Open B of Sanderling');
  const birds = ['Dunlin', 'Kittiwake', 'Fulmar', 'Whimbrel', 'Sanderling'];
  const shownIn = (site: string) => birds.filter((bird) => site.includes(bird.toLowerCase()));
  expect(shownIn(await renderedText(repository.root, null))).toEqual(birds);
  expect(shownIn(await renderedText(repository.root, 'public'))).toEqual(['Dunlin', 'Sanderling']);
});
