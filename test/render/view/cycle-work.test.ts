import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { siteOnDemand } from '../../../src/render/on-demand.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';
import { compiled } from '../compiled.ts';

const note = (kind: string, head: string, body: string): string =>
  `---\nkind: ${kind}\nphase: "4"\n${head}\n---\n\n${body}\n`;

test('the page of a phase tells the commits that came of an answer, by the request that took it up', async () => {
  const files = {
    'slop.yaml': 'repos:\n  engine: {}\n',
    'record/phase-4-halt-v0_1.md': note('halt-note', 'title: The halt\nversion: "0.1"\ncycle: 1', 'x'),
    'record/phase-4-answer-v0_1.md': note(
      'scoping-note',
      'title: The answer\nversion: "0.1"',
      'Answers phase-4-halt-v0_1.md.',
    ),
    'record/archive/phase-4-cr-v0_1.md': note(
      'cr',
      'title: The request\nversion: "0.1"',
      'Begun at engine commit 59c581e.',
    ),
    'record/archive/phase-4-cr-v0_2.md': note(
      'cr',
      'title: The request\nversion: "0.2"',
      'By phase-4-answer-v0_1.md. Begun at engine commit 59c581e, done at engine commit 8d57eb8.',
    ),
    'record/phase-4-cr-v0_3.md': note(
      'cr',
      'title: The request\nversion: "0.3"',
      'By phase-4-answer-v0_1.md. Closed at engine commit 316a862.',
    ),
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  const page = world.written()['site/phases/4/index.html'] ?? '';
  const answer = /<div class="answer">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '';
  expect(answer).toMatch(/Taken up by<\/span> <a href="[^"]*phase-4-cr-v0_2\.md\.html">/);
  expect([...answer.matchAll(/<code>(\w+)<\/code>/g)].map(([, name]) => name)).toEqual(['8d57eb8']);
});

const hash = (digit: string): string => `${digit}b9e04c7f25a8d3164e0b7c9f2a5d81364e0b7c9`;

test('where clones tell when a halt was filed, its commits are those made from then to the next halt', async () => {
  const halt = (cycle: number, filed: string): string =>
    note(
      'halt-note',
      `title: Halt ${cycle}\nversion: "0.1"\ndate: 2026-03-1${cycle}\nstatus: resolved\ncycle: ${cycle}\ncommits:\n  - { repository: engine, oid: ${filed}, role: filed }`,
      'x',
    );
  const answer = (cycle: number): string =>
    note(
      'scoping-note',
      `title: Answer ${cycle}\nversion: "0.1"\nauthor: Ines Calder\nitems: [{ id: P4-A${cycle}, title: So be it, state: settled, by: operator }]`,
      `Answers phase-4-halt-${cycle}-v0_1.md.`,
    );
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos:\n  engine: {}\n',
      'record/phase-4-halt-1-v0_1.md': halt(1, hash('2')),
      'record/phase-4-halt-2-v0_1.md': halt(2, hash('4')),
      'record/phase-4-answer-1-v0_1.md': answer(1),
      'record/phase-4-answer-2-v0_1.md': answer(2),
      'record/archive/phase-4-cr-v0_2.md': note(
        'cr',
        'title: The request\nversion: "0.2"',
        'By phase-4-answer-1-v0_1.md. Step 1 at engine commit 1b9e04c.',
      ),
      'record/phase-4-cr-v0_3.md': note(
        'cr',
        'title: The request\nversion: "0.3"',
        'By phase-4-answer-2-v0_1.md. Steps at engine commits 1b9e04c, 3b9e04c and 5b9e04c; halted at engine commit 4b9e04c.',
      ),
    },
    clones: {
      engine: ['5', '4', '3', '2', '1'].map((d) => `commit ${hash(d)} 2026-03-0${d} Step ${d}`).join('\n'),
    },
  });
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  const page = world.written()['site/phases/4/index.html'] ?? '';
  const answers = [...page.matchAll(/<div class="answer">[\s\S]*?<\/div>/g)].map(([whole]) => whole);
  const commits = answers.map((one) => [...one.matchAll(/<code>(\w+)<\/code>/g)].map(([, name]) => name));
  expect(commits).toEqual([['3b9e04c7f2'], ['5b9e04c7f2']]);
  expect(answers[0]).toContain('commits from this halt to the next');
  expect(answers[1]).toContain('commits since this halt');

  const own = world.written()['site/view/phase-4-halt-1-v0_1.md.html'] ?? '';
  expect(own).toContain('What came of it');
  expect(own).toContain('<a href="#page-outcome">what came of it</a>');
  expect(own).toMatch(/<code>3b9e04c7f2<\/code>/);
  expect(own).not.toMatch(/<code>5b9e04c7f2<\/code>/);
  expect(own).toMatch(/Answered by<\/span> <a href="phase-4-answer-1-v0_1\.md\.html">/);
  const served = await (await siteOnDemand(await compiled(world))).file('view/phase-4-halt-1-v0_1.md.html');
  expect(served?.bytes).toBe(own);
  expect(world.written()['site/view/phase-4-answer-1-v0_1.md.html']).not.toContain('What came of it');
});

test('a halt tells some of many commits, and takes no request of another phase for its own', async () => {
  const hashes = Array.from({ length: 11 }, (_, at) => `${'b9e04c7f25a8d31'[at]}b9e04${at % 10}`);
  const request = `By phase-4-answer-v0_1.md. Done at engine commits ${hashes.join(', ')}.`;
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos:\n  engine: {}\n',
      'record/phase-4-halt-v0_1.md': note('halt-note', 'title: The halt\nversion: "0.1"', 'x'),
      'record/phase-4-answer-v0_1.md': note(
        'scoping-note',
        'title: The answer\nversion: "0.1"',
        'Answers phase-4-halt-v0_1.md.',
      ),
      'record/phase-4-cr-v0_1.md': note('cr', 'title: The request\nversion: "0.1"', request),
      'record/phase-5-cr-v0_1.md': note('cr', 'title: A later one\nversion: "0.1"', request).replace(
        'phase: "4"',
        'phase: "5"',
      ),
    },
  });
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  const answers = (page: string): string =>
    /<div class="answer">[\s\S]*?<\/div>/.exec(world.written()[page] ?? '')?.[0] ?? '';
  const count = (html: string): number => html.match(/class="commit-name"/g)?.length ?? 0;
  const [own, phase] = ['site/view/phase-4-halt-v0_1.md.html', 'site/phases/4/index.html'].map(answers);
  expect([count(own ?? ''), count(phase ?? '')]).toEqual([8, 11]);
  expect(own).toContain('and 3 more commits, on the page of the phase');
  expect(phase).not.toContain('more commits');
  expect(own).not.toContain('A later one');
});
