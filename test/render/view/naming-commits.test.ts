import { expect, test } from 'vitest';
import { namingCommitsView } from '../../../src/render/view/naming-commits.ts';
import { provenanceView } from '../../../src/render/view/provenance.ts';
import type { Commit, NamingCommit } from '../../../src/types.ts';
import { config, documentOf, graphOf, siteOf } from '../values.ts';

const web = 'https://forge.example/engine/commit/{oid}';
const repos = [{ name: 'engine', url: null, branch: 'main', words: ['engine'], web }];
const PAGE = 'view/log-v0_1.md.html';

function naming(number: number, parts: Partial<NamingCommit> = {}): NamingCommit {
  const oid = String(number).padStart(40, '5');
  const date = `2026-03-${String(number).padStart(2, '0')}T09:00:00Z`;
  return {
    oid,
    date,
    author: 'Ines',
    subject: `Work ${number}`,
    repository: 'engine',
    where: 'subject',
    ...parts,
  };
}

test('namingCommitsView() leads to the web, or nowhere, and says where a message names it', () => {
  const site = siteOf(graphOf([]), { config: { ...config, repos } });
  const commits = [naming(1, { where: 'trailer' }), naming(2, { repository: 'desk' })];
  expect(namingCommitsView(site, commits, PAGE).told).toEqual([
    {
      repository: 'engine',
      tag: false,
      name: '5555555555',
      href: web.replace('{oid}', commits[0]?.oid ?? ''),
      date: '2026-03-01',
      dateOfNote: false,
      subject: 'Work 1',
      author: 'Ines',
      standing: 'in a trailer',
    },
    expect.objectContaining({ repository: 'desk', href: '', standing: '' }),
  ]);
});

test('namingCommitsView() folds all but the latest twelve', () => {
  const commits = Array.from({ length: 15 }, (_, at) => naming(at + 1));
  const { told, earlier } = namingCommitsView(siteOf(graphOf([])), commits, PAGE);
  expect(earlier.map(({ subject }) => subject)).toEqual(['Work 1', 'Work 2', 'Work 3']);
  expect(told).toHaveLength(12);
});

test('provenanceView() tells the session of a commit, as a link where it is a web address', () => {
  const [first, last] = [1, 2].map((number): Commit => naming(number)) as [Commit, Commit];
  const document = documentOf('record/log-v0_1.md');
  const paths = new Map([[document.path, { first, last }]]);
  const record = { head: last, branch: 'main', shallow: false, paths };
  const sessions = new Map([
    [first.oid, 'https://claude.example/session_1'],
    [last.oid, 'javascript:alert(1)'],
  ]);
  const commitNames = { documents: new Map(), items: new Map(), sessions };
  const site = siteOf(graphOf([document], { ledger: { record, unverified: null } }), { commitNames });
  expect(provenanceView(site, document)).toMatchObject({
    first: { session: 'https://claude.example/session_1', sessionHref: 'https://claude.example/session_1' },
    last: { session: 'javascript:alert(1)', sessionHref: '' },
  });
});
