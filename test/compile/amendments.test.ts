import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type Compiled, compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import { blobId } from '../../src/read/blob.ts';
import type { Repository } from '../../src/types.ts';
import { realWorld } from '../../src/world/world.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { home, withGit } from '../helpers/git-world.ts';
import { folderKeeper, type TemporaryRepository, temporaryRepository } from '../helpers/repository.ts';
import { turnNote } from '../helpers/turn-note.ts';

const keep = folderKeeper();

const plan = (steps: string, more: { readonly head?: string; readonly purpose?: string } = {}) =>
  `---\ntitle: Plan\nversion: "0.1"\ndate: 2026-05-12\n${more.head ?? ''}---\n\n# Plan\n\n## 1. Purpose\n\n${more.purpose ?? 'To moor [boats](../boats.md).'}\n\n## 2. Steps\n\nFirst of all.\n\n### 2.1 The first\n\n${steps}\n`;
const report = (body: string) =>
  `---\ntitle: Report\nversion: "0.1"\ndate: 2026-05-12\n---\n\n# Report\n\n${body}\n`;

/** Compiled with what earlier calls kept, which must say what is said without. */
async function compiled(root: string) {
  const [anew, kept] = await Promise.all(
    [null, '.slop/cache'].map(async (cache) => {
      const world = { ...realWorld({ cwd: root, env: withGit, home, cache }), threads: null };
      return compileAt(world, root);
    }),
  );
  expect(kept?.findings).toEqual(anew?.findings);
  expect(kept?.graph.ledger.amendments).toEqual(anew?.graph.ledger.amendments);
  return kept as Compiled;
}

async function found(root: string, rule: string) {
  const { findings } = await compiled(root);
  return findings.filter((finding) => finding.rule === rule).map(({ path, data }) => ({ path, ...data }));
}

async function states(root: string, path: string) {
  const { graph, textOf } = await compiled(root);
  const text = await textOf(path);
  return (graph.out.get(path) ?? []).map(
    ({ mention: { span }, state, facts }) =>
      `${text.slice(span.start, span.end)}: ${[state, ...facts].join(' ')}`,
  );
}

const start = (files: Record<string, string>): Promise<TemporaryRepository> =>
  keep(temporaryRepository(files));

describe('a version that was changed after it was first committed', () => {
  test('is found with both commits and the sections that changed', async () => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    const first = await repository.commit('A plan');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    await repository.commit('Another step');
    await repository.write('record/plan-v0_1.md', plan('Two.', { purpose: 'To moor ships.' }));
    const last = await repository.commit('Another purpose');
    expect(await found(repository.root, 'version/amended-in-place')).toEqual([
      {
        path: 'record/plan-v0_1.md',
        version: '0.1',
        first: { oid: first, date: '2026-05-12' },
        last: { oid: last, date: '2026-05-12' },
        sections: ['§2.1', '§1'],
        form: 'yaml',
      },
    ]);
  });

  test('is not told of any more where the change was taken back, though who cited it meanwhile hears of it', async () => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    const { root, write, commit } = repository;
    await commit('A plan');
    await write('record/plan-v0_1.md', plan('Two.'));
    await commit('Another step');
    await write('record/report-v0_1.md', report('As plan-v0_1.md §2.1 says.'));
    await commit('A report');
    expect(await found(root, 'version/amended-in-place')).toHaveLength(1);
    await write('record/plan-v0_1.md', plan('One.'));
    await commit('Take it back');
    expect(await found(root, 'version/amended-in-place')).toEqual([]);
    expect(await states(root, 'record/report-v0_1.md')).toEqual(['plan-v0_1.md: amended', '§2.1: amended']);
  });

  test('is not told of where the change was taken back to what was written into it, or settled, before', async () => {
    const path = 'record/plan-v0_1.md';
    const said = (purpose: string, head = '') => plan('One.', { purpose, head });
    const { root, write, commit } = await start({ [path]: said('<!-- What will be true. -->') });
    const written = async (text: string) => {
      await write(path, text);
      return commit(text);
    };
    await commit('An empty plan');
    for (const purpose of ['To moor boats.', 'To moor ships.', 'To moor boats.'])
      await written(said(purpose));
    expect(await found(root, 'version/amended-in-place')).toEqual([]);
    const oid = await written(said('To moor rafts.'));
    const settled = said('To moor rafts.', `amendments: [{ oid: "${oid}", what: rafts }]\n`);
    await written(settled.replace('rafts.', 'ferries.'));
    expect(await found(root, 'version/amended-in-place')).toHaveLength(1);
    await written(settled);
    expect(await found(root, 'version/amended-in-place')).toEqual([]);
    for (const purpose of ['To moor ships.', 'To moor boats.', 'To moor ships.'])
      await written(said(purpose));
    expect(await found(root, 'version/amended-in-place')).toHaveLength(1);
  });

  test('is what it was before a note that is merged in later, with what earlier runs kept', async () => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    const { root, git, write, commit } = repository;
    await commit('A plan');
    await git('checkout', '--quiet', '-b', 'side');
    await write('record/report-v0_1.md', report('As plan-v0_1.md §2.1 says.'));
    await commit('A report');
    await git('checkout', '--quiet', 'main');
    await write('record/plan-v0_1.md', plan('Two.'));
    await commit('Another step');
    expect(await found(root, 'ref/amended')).toEqual([]);
    await git('merge', '--quiet', '--no-ff', 'side');
    expect(await states(root, 'record/report-v0_1.md')).toEqual(['plan-v0_1.md: amended', '§2.1: amended']);
  });

  test('is read again only where another commit changed it', async () => {
    const names = ['plan', 'path', 'quay'];
    const files = names.map((name) => [`record/${name}-v0_1.md`, plan('One.')] as const);
    const { root, write, commit } = await start(Object.fromEntries(files));
    await commit('Three plans');
    for (const [path] of files) await write(path, plan(`Two of ${path}.`));
    await commit('Other steps');
    const asked: number[] = [];
    const check = async () => {
      const world = { ...realWorld({ cwd: root, env: withGit, home, cache: '.slop/cache' }), threads: null };
      const find: typeof world.git.find = async (folder) => {
        const repository = await world.git.find(folder);
        const texts: Repository['texts'] = async (oids) => {
          asked.push(oids.length);
          return (await repository?.texts(oids)) ?? null;
        };
        return repository && { ...repository, texts };
      };
      const project = await loadProject(world, root);
      return (await compile({ world: { ...world, git: { find } }, project, engine: satteriEngine })).graph
        .ledger.amendments;
    };
    await check();
    await write('record/plan-v0_1.md', plan('Three.'));
    await commit('Another step');
    const amendments = await check();
    expect(amendments?.of.size).toBe(3);
    expect(await check()).toEqual(amendments);
    expect(asked).toEqual([4, 3]);
  });

  test.each<readonly [string, (repository: TemporaryRepository) => Promise<void>]>([
    [
      'its head alone',
      ({ write }) => write('record/plan-v0_1.md', plan('One.', { head: 'status: final\n' })),
    ],
    [
      'white space, comments and the folders of links alone',
      ({ write }) =>
        write(
          'record/plan-v0_1.md',
          plan('One.  \n\n<!-- slop-ignore ref/missing-file: elsewhere -->', {
            purpose: 'To moor\n[boats](../../boats.md).',
          }),
        ),
    ],
    ['its place', ({ move }) => move('record/plan-v0_1.md', 'record/archive/plan-v0_1.md')],
    [
      'its file name, to that of a new version',
      async ({ move, write }) => {
        await move('record/plan-v0_1.md', 'record/plan-v0_2.md');
        await write('record/plan-v0_2.md', plan('Two.').replace('0.1', '0.2'));
      },
    ],
    [
      'its version in the head',
      async ({ move, write }) => {
        await move('record/plan-v0_1.md', 'record/plan.md');
        await write('record/plan.md', plan('Two.').replace('0.1', '0.2'));
      },
    ],
    [
      'the name of a file that moved',
      async ({ write }) => {
        await write(
          'slop.yaml',
          'moved:\n  record/ship-v0_1.md: record/boat-v0_1.md\n  record/boats.md: record/ship.md\n',
        );
        await write('record/plan-v0_1.md', plan('One.', { purpose: 'To moor [boats](../boat.md).' }));
      },
    ],
    ['nothing yet in Git', ({ write }) => write('record/other-v0_1.md', plan('One.'))],
  ])('is not one where a commit changes %s', async (_, change) => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    await repository.commit('A plan');
    await change(repository);
    await repository.commit('A change');
    expect(await found(repository.root, 'version/amended-in-place')).toEqual([]);
  });

  test('is not one where a move wrote links anew, in whatever manner they stand there', async () => {
    const purpose = (folder: string, name: string, last = 'c') =>
      `See [a](${folder}b%20${name}.md "As it was") and [b](<${folder}b%20${name}.md#one> 'b'), [c].\n\n[c]: ${folder}b%20${name}.md "C"\n[d]: https://example.org/${last}`;
    const repository = await start({ 'record/plan-v0_1.md': plan('One.', { purpose: purpose('', 'oat') }) });
    await repository.commit('A plan');
    await repository.write('slop.yaml', 'moved:\n  record/b oat.md: record/b bark.md\n');
    await repository.write(
      'record/plan-v0_1.md',
      plan('One.', { purpose: purpose('../n%C3%A4h/', 'bark').replace('<../n%C3%A4h/b%20', '<../näh/b ') }),
    );
    await repository.commit('A move');
    expect(await found(repository.root, 'version/amended-in-place')).toEqual([]);
    await repository.write(
      'record/plan-v0_1.md',
      plan('One.', { purpose: purpose('', 'bark').replace('b%20bark.md "As', 'boat.md "As') }),
    );
    await repository.commit('Another address');
    expect(await found(repository.root, 'version/amended-in-place')).toMatchObject([{ sections: ['§1'] }]);
  });

  test('is one where a link leads to another site, in whatever manner it stands there', async () => {
    const to = (site: string) => plan('One.', { purpose: `See [a](<https://${site}/a>).` });
    const repository = await start({ 'record/plan-v0_1.md': to('example.org') });
    await repository.commit('A plan');
    await repository.write('record/plan-v0_1.md', to('example.com'));
    await repository.commit('Another site');
    expect(await found(repository.root, 'version/amended-in-place')).toMatchObject([{ sections: ['§1'] }]);
  });

  test('is not one where slop import put an HTML comment before the title into YAML', async () => {
    const body = '# Plan\n\nWords.\n';
    const yaml = '---\nversion: "0.1"\ndate: 2026-05-12\n---\n';
    const repository = await start({
      'record/plan-v0_1.md': `<!--\nVersion: 0.1\nDate: 2026-05-12\n-->\n${body}`,
    });
    await repository.commit('A plan');
    await repository.write('record/plan-v0_1.md', `${yaml}${body}`);
    await repository.commit('An import');
    expect(await found(repository.root, 'version/amended-in-place')).toEqual([]);
    await repository.write('record/plan-v0_1.md', `${yaml}Before.\n\n${body}`);
    await repository.commit('A preface');
    expect(await found(repository.root, 'version/amended-in-place')).toMatchObject([
      { sections: ['the text before the first heading'] },
    ]);
  });

  test('is told of the version that stands in the head alone', async () => {
    const repository = await start({ 'record/plan.md': plan('One.') });
    await repository.commit('v0.1');
    await repository.write('record/plan.md', plan('Two.').replace('0.1', '0.2'));
    const first = await repository.commit('v0.2');
    await repository.write('record/plan.md', plan('Three.').replace('0.1', '0.2'));
    await repository.commit('v0.2 again');
    expect(await found(repository.root, 'version/amended-in-place')).toMatchObject([
      { version: '0.2', first: { oid: first }, sections: ['§2.1'] },
    ]);
  });

  test('is settled by an entry for the commit, for the day, or for the version; not by one of a cycle', async () => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    await repository.commit('A plan');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    const last = await repository.commit('Another step');
    const settledBy = async (entry: string) => {
      await repository.write(
        'record/plan-v0_1.md',
        plan('Two.', { head: `amendments:\n  - {${entry}, what: a step}\n` }),
      );
      return (await found(repository.root, 'version/amended-in-place')).length === 0;
    };
    expect(await settledBy(`oid: "${last.slice(0, 9)}"`)).toBe(true);
    expect(await settledBy('version: "0.1", date: 2026-05-12')).toBe(true);
    expect(await settledBy('version: "0.1", sections: ["§2.1"]')).toBe(true);
    expect(await settledBy('version: "0.1", sections: ["§1"]')).toBe(false);
    expect(await settledBy('version: "0.1", date: 2026-04-12')).toBe(false);
    expect(await settledBy('version: "0.2"')).toBe(false);
    expect(await settledBy('version: "0.1", cycle: 1')).toBe(false);
    expect(await settledBy('oid: "0123456"')).toBe(false);
  });

  test('is settled in an older head by words that name the commit or the day', async () => {
    const older = (step: string, record = '') =>
      `# Plan\n\n**Version.** 0.1\n**Date.** 2026-05-12\n${record}\n## 1. Steps\n\n${step}\n`;
    const repository = await start({ 'record/plan-v0_1.md': older('One.') });
    await repository.commit('A plan');
    await repository.write('record/plan-v0_1.md', older('Two.'));
    const last = await repository.commit('Another step');
    const settledBy = async (words: string) => {
      await repository.write('record/plan-v0_1.md', older('Two.', `**Amendment record.** ${words}\n`));
      return (await found(repository.root, 'version/amended-in-place')).length === 0;
    };
    expect(await settledBy(`${last.slice(0, 7)} has a step.`)).toBe(true);
    expect(await settledBy('\n- v0.1, 2026-05-12: a step')).toBe(true);
    expect(await settledBy('A step.')).toBe(false);
    expect(await settledBy('2026-04-12: a step')).toBe(false);
    expect(await settledBy('v0.2 (2026-05-12): a step')).toBe(false);
  });

  test('is none where a section that stood empty was written', async () => {
    const path = 'record/plan-v0_1.md';
    const said = (purpose: string, steps: string) =>
      report(`## 1. Purpose\n\n${purpose}\n\n## 2. Steps\n\n${steps}\n`);
    const repository = await start({
      [path]: said('<!-- What will be true. -->', '<!-- In order. -->'),
      'record/report-v0_1.md': report('See plan-v0_1.md §1 and §2.'),
    });
    await repository.commit('An empty plan');
    await repository.write(path, said('To moor boats.', 'All of it.\n\n### 2.1 The first\n\nOne.'));
    await repository.commit('What it says');
    expect(await found(repository.root, 'version/amended-in-place')).toEqual([]);
    expect(await states(repository.root, 'record/report-v0_1.md')).toEqual([
      'plan-v0_1.md: ok',
      '§1: ok',
      '§2: ok',
    ]);
    await repository.write('record/late-v0_1.md', report('See plan-v0_1.md §1 and §2.'));
    await repository.commit('A late report');
    await repository.write(path, said('To moor ships.', 'All of it.\n\n### 2.1 The first\n\nTwo.'));
    await repository.commit('Something else');
    expect(await found(repository.root, 'version/amended-in-place')).toMatchObject([
      { path, sections: ['§1', '§2.1'] },
    ]);
    expect(await states(repository.root, 'record/late-v0_1.md')).toEqual([
      'plan-v0_1.md: amended',
      '§1: amended',
      '§2: amended',
    ]);
  });

  test('is none of a turn before it was sent, or done', async () => {
    const place = 'record/dates-v0_1.md';
    const repository = await start({ [place]: turnNote({}, { status: 'draft' }) });
    await repository.commit('A draft');
    const amended = () => found(repository.root, 'version/amended-in-place');
    const edited = async (text: string, status: string) => {
      await repository.write(place, turnNote({ 'Stop boundary': text }, { status }));
      return repository.commit(text);
    };
    await edited('Stop here, and do not start to pay.', 'ready');
    const sent = await edited('Stop there, and do not start to pay.', 'ready');
    expect(await amended()).toEqual([]);
    await edited('Stop at the end, and do not start to pay.', 'ready');
    expect(await amended()).toEqual([]);
    await repository.write(
      'record/came.md',
      `---\nkind: turn-result\ntitle: Came\ndate: 2026-05-12\nof: dates-v0_1.md\nof-commit: ${sent}\n---\n\n# Came\n`,
    );
    expect(await amended()).toMatchObject([{ first: { oid: sent }, sections: ['“Stop boundary”'] }]);
    await rm(`${repository.root}/record/came.md`);
    const done = await edited('Stop at last, and do not start to pay.', 'done');
    expect(await amended()).toEqual([]);
    await edited('Stop sometime, and do not start to pay.', 'done');
    expect(await amended()).toMatchObject([{ first: { oid: done } }]);
  });

  test('is not told of in a shallow clone', async () => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    await repository.commit('A plan');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    await repository.commit('Another step');
    const clone = await keep(temporaryRepository());
    execFileSync('git', ['fetch', '--quiet', '--depth=1', `file://${repository.root}`, 'main'], {
      cwd: clone.root,
    });
    execFileSync('git', ['reset', '--quiet', '--hard', 'FETCH_HEAD'], { cwd: clone.root });
    const { findings, graph } = await compiled(clone.root);
    expect(findings).toEqual([]);
    expect(graph.ledger.record?.shallow).toBe(true);
    expect(graph.ledger.amendments).toBeUndefined();
  });
});

describe('a mention of a text that was changed after the note was written', () => {
  test('is amended where it names what changed, a section above it included', async () => {
    const repository = await start({
      'record/plan-v0_1.md': plan('One.'),
      'record/report-v0_1.md': report(
        'See plan-v0_1.md §1, §2 and §2.1. See §2.1 of [the plan](plan-v0_1.md).',
      ),
    });
    await repository.commit('A plan and a report');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    await repository.commit('Another step');
    expect(await states(repository.root, 'record/report-v0_1.md')).toEqual([
      'plan-v0_1.md: amended',
      '§1: ok',
      '§2: amended',
      '§2.1: amended',
      '§2.1: amended',
      '[the plan](plan-v0_1.md): amended',
    ]);
    expect(await found(repository.root, 'ref/amended')).toEqual([]);
  });

  test('is found by its rule once its note was committed again', async () => {
    const repository = await start({
      'record/plan-v0_1.md': plan('One.'),
      'record/report-v0_1.md': report('See plan-v0_1.md §2.1.'),
    });
    await repository.commit('A plan and a report');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    const oid = await repository.commit('Another step');
    await repository.write('record/report-v0_1.md', report('See plan-v0_1.md §2.1, and more.'));
    await repository.commit('A better report');
    expect(await found(repository.root, 'ref/amended')).toEqual([
      { path: 'record/report-v0_1.md', section: '§2.1', name: 'plan-v0_1.md', date: '2026-05-12', oid },
    ]);
  });

  test.each([
    [
      'in the head',
      (oid: string) =>
        report('None.').replace(
          '---\n\n',
          `current:\n  - document: plan-v0_1.md\n    oid: "${oid}"\n---\n\n`,
        ),
    ],
    [
      'in a table',
      (oid: string) =>
        report(`| Document | Version | Content |\n| --- | --- | --- |\n| plan-v0_1.md | 0.1 | \`${oid}\` |`),
    ],
  ])('is not found where an entry %s lists the content of today', async (_where, manifest) => {
    const repository = await start({
      'record/plan-v0_1.md': plan('One.'),
      'record/report-v0_1.md': manifest('0123456'),
    });
    await repository.commit('A plan and a manifest');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    await repository.commit('Another step');
    await repository.write('record/report-v0_1.md', manifest('7654321'));
    await repository.commit('A wrong content');
    expect(await found(repository.root, 'ref/amended')).toHaveLength(1);
    const now = blobId(Buffer.from(plan('Two.'))).slice(0, 12);
    await repository.write('record/report-v0_1.md', manifest(now));
    await repository.commit('The content of today');
    expect(await found(repository.root, 'ref/amended')).toEqual([]);
  });

  test('is not amended where the note came later, or came from a branch that had the change', async () => {
    const repository = await start({ 'record/plan-v0_1.md': plan('One.') });
    await repository.commit('A plan');
    await repository.git('checkout', '--quiet', '-b', 'aside');
    await repository.write('record/early-v0_1.md', report('See plan-v0_1.md §2.1.'));
    await repository.commit('A report from aside');
    await repository.git('checkout', '--quiet', 'main');
    await repository.write('record/plan-v0_1.md', plan('Two.'));
    await repository.commit('Another step');
    await repository.write('record/late-v0_1.md', report('See plan-v0_1.md §2.1.'));
    await repository.commit('A late report');
    await repository.git('merge', '--quiet', '--no-edit', 'aside');
    expect(await states(repository.root, 'record/early-v0_1.md')).toEqual([
      'plan-v0_1.md: amended',
      '§2.1: amended',
    ]);
    expect(await states(repository.root, 'record/late-v0_1.md')).toEqual(['plan-v0_1.md: ok', '§2.1: ok']);
  });
});
