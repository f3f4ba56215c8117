import { describe, expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const first = '5451c02a507c7a2e75456e49202103389eaedd95';
const other = '90d9c33a507c7a2e75456e49202103389eaedd95';
const clones = {
  engine: `commit ${first} 2026-03-11 Merge\nbranch main ${first}\nsource src/seed.py 468\n`,
  desk: `commit ${other} 2026-03-11 Merge\nbranch main ${other}\nsource desk/form.ts 30\n`,
};

/** The states of the lines that a note names, and what the rule says of them. */
async function statesOf(body: string, head = '') {
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos:\n  engine: { branch: main }\n  desk: { branch: main }\n',
      'record/a.md': `---\nkind: document\ndate: 2026-03-12\n${head}---\n# A\n\n${body}\n`,
    },
    clones,
  });
  const { graph, findings } = await compileAt(world);
  const edges = (graph.out.get('record/a.md') ?? []).filter(
    ({ mention }) => mention.target.type === 'source',
  );
  return {
    states: edges.map(({ state }) => state),
    told: findings.filter(({ rule }) => rule === 'ref/missing-source').map(({ data }) => data['at']),
  };
}

describe('a line of a source file', () => {
  test('is judged at the commit beside it', async () => {
    expect(await statesOf('See seed.py:468 at engine 5451c02, and seed.py:469 at engine 5451c02.')).toEqual({
      states: ['ok', 'missing'],
      told: ['5451c02'],
    });
  });

  test('is judged at the head that the note records of its repository', async () => {
    expect(await statesOf('Engine HEAD 5451c02.\n\nSee seed.py:468 and seed.py:469; gone.py:1.')).toEqual({
      states: ['ok', 'missing', 'missing'],
      told: ['5451c02', '5451c02'],
    });
    const heads = `heads:\n  - { repository: engine, oid: ${first} }\n  - { repository: desk, oid: ${other} }\n`;
    expect(await statesOf('In the engine src/seed.py:469; seed.py:469.', heads)).toEqual({
      states: ['missing', 'unverified'],
      told: [first],
    });
  });

  test.each([
    'See seed.py:468; seed.py:469; gone.py:1; engine gone.py:2.',
    'Engine HEAD 5451c02, later engine HEAD 771aacd.\n\nSee seed.py:468, seed.py:469; gone.py:1; gone.py:2.',
  ])('is not judged where the note tells of no one commit', async (body) => {
    expect(await statesOf(body)).toEqual({
      states: ['ok', 'unverified', 'unverified', 'unverified'],
      told: [],
    });
  });
});
