import { expect, test } from 'vitest';
import { forgeView } from '../../../src/render/view/forge.ts';
import { config, documentOf, graphOf, siteOf } from '../values.ts';

const own = { name: 'record', url: null, branch: 'main', words: [] };
const forge = 'https://forge.example/ferries';

function viewOf(web: string | null, prefix = '', path = 'record/a b-v0_1.md') {
  const record = { head: null, branch: 'main', shallow: false, paths: new Map() };
  const graph = graphOf([documentOf(path)], { ledger: { record, unverified: null, prefix } });
  return forgeView(siteOf(graph, { config: { ...config, repos: [{ ...own, web }] } }), path);
}

test('a note leads to where its file is seen and changed on the web', () => {
  expect(viewOf(`${forge}/commit/{oid}`)).toEqual({
    history: `${forge}/commits/main/record/a%20b-v0_1.md`,
    edit: `${forge}/edit/main/record/a%20b-v0_1.md`,
  });
});

test('where slop.yaml stands in a folder of its repository, the address has that folder', () => {
  expect(viewOf(`${forge}/commit/{oid}`, 'docs/port office/')).toEqual({
    history: `${forge}/commits/main/docs/port%20office/record/a%20b-v0_1.md`,
    edit: `${forge}/edit/main/docs/port%20office/record/a%20b-v0_1.md`,
  });
});

test.each([null, `${forge}/changes/{oid}`])('a web of %j says nothing of files', (web) => {
  expect(viewOf(web)).toBeNull();
});
