import { describe, expect, test } from 'vitest';
import { commitFinder } from '../../src/link/commit-edges.ts';
import { repositoryOn } from '../../src/link/repository-names.ts';
import type { Document } from '../../src/types.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { emptyReading } from '../../src/world/clone-reading.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const A = '5451c02a507c7a2e75456e49202103389eaedd95';
const B = '3de41072a4216bb7ef63d9827bd3f08bd77f1a81';
const C = 'fa732832f4f815eaae71b0aec26e24ecb530055e';
const D = '5451c0ff4216bb7ef63d9827bd3f08bd77f1a811';
const T = '49457cb1507c7a2e75456e49202103389eaedd95';

const engine = [
  `commit ${A} 2026-03-11 Newest`,
  `commit ${B} 2026-03-10 Oldest`,
  `orphan ${D} 2026-03-09 Lost = ${B}`,
  `branch main ${A}`,
  `tag phase-12 ${T} ${A}`,
].join('\n');
const desk = `commit ${C} 2026-03-10 Desk`;

/** The edges of one note to repositories, `state repository@hash ? candidates`, and the rules that speak. */
async function linked(
  body: string,
  clones: Readonly<Record<string, string>> = { engine, desk },
  config = 'repos:\n  engine:\n  desk:\n',
  date = '2026-03-12',
) {
  const head = `---\ntitle: Report\nversion: "0.1"\ndate: ${date}\n---\n\n# Report\n\n`;
  const files = { 'slop.yaml': config, 'record/report-v0_1.md': `${head}${body}\n` };
  const world = memoryWorld({ files, clones });
  const { graph, findings } = await compileAt(world);
  const edges = (graph.out.get('record/report-v0_1.md') ?? []).map(({ state, to, candidates }) =>
    [
      state,
      ...(to?.type === 'object' ? [`${to.repository}@${to.oid.slice(0, 7)}`] : []),
      ...(candidates.length === 0 ? [] : ['?', ...candidates.map((one) => one.slice(0, 14))]),
    ].join(' '),
  );
  return { edges, rules: findings.map(({ rule }) => rule) };
}

const cases: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['a commit that is there', 'engine commit 5451c02', ['ok engine@5451c02'], []],
  ['one without a repository that only one has', 'commit fa73283', ['ok desk@fa73283'], []],
  [
    'one that its sentence gives a repository',
    'The engine moved; amended at 3de4107.',
    ['ok engine@3de4107'],
    [],
  ],
  ['one that is nowhere', 'engine commit 1234abc', ['missing'], ['ref/missing-commit']],
  ['one that no repository has', 'commit 1234abc', ['missing'], ['ref/missing-commit']],
  [
    'one of another repository',
    'engine commit fa73283',
    ['missing ? desk@fa73283'.slice(0, 24)],
    ['ref/wrong-repository'],
  ],
  [
    'one that no ref leads to',
    'engine commit 5451c0f',
    ['missing engine@5451c0f'],
    ['ref/unpublished-commit'],
  ],
  [
    'a short hash of two',
    'engine commit 5451c0',
    ['ambiguous ? engine@5451c02 engine@5451c0f'],
    ['ref/ambiguous-commit'],
  ],
  ['a tag where a commit is meant', 'engine commit 49457cb', ['ok engine@49457cb'], ['ref/not-a-commit']],
  ['a tag where a tag is meant', 'engine tag object 49457cb', ['ok engine@49457cb'], []],
  ['a branch', 'on branch main-1', ['missing'], ['ref/missing-branch']],
  ['a tag', 'tagged phase-12', ['ok engine@5451c02'], []],
  ['a tag that went as a branch', 'on branch phase-12', ['ok engine@5451c02'], []],
  ['a tag that is to come', 'It will be tagged phase-13.', ['missing'], []],
];

describe('link() finds in repositories', () => {
  test.each(cases)('%s', async (_, body, edges, rules) => {
    const result = await linked(body);
    expect(result.edges.map((one) => one.replace(/(@.{7})\w*/g, '$1'))).toEqual(edges);
    expect(result.rules).toEqual(rules);
  });
});

describe('what cannot be told', () => {
  test('is unverified without a clone, and no finding', async () => {
    expect(await linked('engine commit 1234abc, desk commit fa73283', { desk })).toEqual({
      edges: ['unverified', 'ok desk@fa73283'],
      rules: [],
    });
  });

  test('is unverified when one of the repositories that it may be of cannot be read', async () => {
    expect(await linked('commit 1234abc', { desk })).toEqual({ edges: ['unverified'], rules: [] });
  });

  test('is unverified in a clone that is cut short', async () => {
    const partial = `partial It is a shallow clone.\ncommit ${A} 2026-03-11 Newest`;
    expect(await linked('engine commit 1234abc; engine commit fa73283', { engine: partial, desk })).toEqual({
      edges: ['unverified', 'unverified'],
      rules: [],
    });
  });

  test('is unverified in a clone that was fetched before the note was written', async () => {
    const older = `fetched 2026-03-11\ncommit ${A} 2026-03-11 Newest`;
    expect(await linked('engine commit 1234abc, engine commit fa73283', { engine: older, desk })).toEqual({
      edges: ['unverified', `missing ? desk@${C}`.slice(0, 24)],
      rules: ['ref/wrong-repository'],
    });
    const fresh = `fetched 2026-03-12\ncommit ${A} 2026-03-11 Newest`;
    expect((await linked('engine commit 1234abc', { engine: fresh, desk })).edges).toEqual(['missing']);
  });

  test('is of a repository with nearly the name that the head says, where that has it', async () => {
    const head = (name: string, hash: string) =>
      linked(
        'Text.',
        { engine, desk },
        undefined,
        `2026-03-12\ncommits: [{ repository: ${name}, oid: "${hash}" }]`,
      );
    expect(await head('engin', '5451c02')).toEqual({
      edges: ['missing ? engine@5451c02'],
      rules: ['ref/wrong-repository'],
    });
    for (const one of [await head('engin', '1234abc'), await head('engine-fork', '5451c02')])
      expect(one).toEqual({ edges: ['unverified'], rules: [] });
  });

  test('is found in the repository of the record, which slop.yaml need not name', () => {
    const found = {
      type: 'object',
      oid: A,
      kind: 'commit',
      commit: null,
      published: true,
      replacement: null,
    } as const;
    const own = { ...emptyReading('record'), place: '/project', hashes: new Map([['5451c02', found]]) };
    const target = {
      type: 'commit',
      hash: '5451c02',
      repository: 'record',
      near: null,
      as: 'commit',
    } as const;
    const mention = { span: { start: 0, end: 7 }, field: '/commits/0/oid', sentence: '', target };
    const find = commitFinder(
      { record: null, unverified: null, repositories: new Map([['record', own]]) },
      defaultConfig,
    );
    const citing = { path: 'record/a.md', date: null } as Document;
    expect(find(citing, mention, target)).toMatchObject({
      state: 'ok',
      to: { repository: 'record', oid: A },
    });
  });

  test('is unverified in a record that names no repositories', async () => {
    expect(await linked('commit 1234abc', {}, '')).toEqual({ edges: ['unverified'], rules: [] });
  });

  test('is ambiguous when two repositories have different commits that begin alike', async () => {
    const other = `commit ${D} 2026-03-10 Other`;
    const plain = `commit ${A} 2026-03-11 Newest`;
    const { edges, rules } = await linked('commit 5451c0', { engine: plain, desk: other });
    expect(edges).toEqual(['ambiguous ? engine@5451c02 desk@5451c0ff4']);
    expect(rules).toEqual(['ref/ambiguous-commit']);
  });

  test('is not told of where it is a digest of something else', async () => {
    const digest = `${A}${'0f1e2d3c'.repeat(3)}`;
    expect(await linked(`The block hash is ${digest}`, { engine, desk })).toEqual({
      edges: ['unverified'],
      rules: [],
    });
  });

  test('is one commit when two repositories share it', async () => {
    const { edges } = await linked('commit 5451c02', { engine, desk: engine });
    expect(edges).toEqual(['ok engine@5451c02']);
  });
});

describe('a repository that was renamed', () => {
  const repos = 'repos:\n  engine:\n    formerly: [{ name: ferries, until: 2026-02-28 }]\n  ferries:\n';
  const clones = { engine, ferries: desk };

  test('is meant by its earlier name up to the day', async () => {
    expect((await linked('ferries commit 5451c02', clones, repos, '2026-02-28')).edges).toEqual([
      'ok engine@5451c02',
    ]);
    expect((await linked('ferries commit fa73283', clones, repos, '2026-03-01')).edges).toEqual([
      'ok ferries@fa73283',
    ]);
    expect((await linked('ferries commit fa73283', clones, repos, '2026-02-28')).rules).toEqual([
      'ref/wrong-repository',
    ]);
  });

  test('keeps a name that nobody bears now', () => {
    const config = {
      repos: [
        {
          name: 'engine',
          url: null,
          branch: 'main',
          words: [],
          formerly: [{ name: 'old', until: '2026-01-01' }],
        },
      ],
    };
    expect(repositoryOn('old', '2026-05-01', config)).toBe('engine');
    expect(repositoryOn('old', null, config)).toBe('engine');
    expect(repositoryOn('engine', null, config)).toBe('engine');
    expect(repositoryOn('never', null, config)).toBeNull();
  });
});
