import { expect, test } from 'vitest';
import { messageReader } from '../../src/link/commit-links.ts';
import { at, graphOf } from './values.ts';

const graph = graphOf([
  at('phases/phase-57/archive/phase-57-cr-x-v0_1.md'),
  at('phases/phase-57/phase-57-cr-x-v0_2.md'),
  at('status/manifest-v0_3.md'),
]);
const read = messageReader(graph);

test.each<readonly [string, string, readonly string[]]>([
  ['Phase 57: file phase-57-cr-x', '', ['subject phase-57-cr-x-v0_2.md']],
  ['File phase-57-cr-x-v0_1.md', '', ['subject phase-57-cr-x-v0_1.md']],
  ['Take phase-57-cr-x v0.1, and the manifest', '', ['subject phase-57-cr-x-v0_1.md']],
  ['PHASE-57-CR-X v0.9', '', []],
  ['Change manifest-v0_3', '', ['subject manifest-v0_3.md']],
  [
    'Work',
    'It says phase-57-cr-x.\n\nRecord: manifest v0.3',
    ['body phase-57-cr-x-v0_2.md', 'trailer manifest-v0_3.md'],
  ],
  ['phase-57-cr-x', 'Again phase-57-cr-x-v0_2', ['subject phase-57-cr-x-v0_2.md']],
  ['phase-57-cr-xy and sub-phase-57-cr-x', '', []],
])('the message %j with the body %j names its documents', (subject, body, expected) => {
  const message = { oid: 'a', date: '', author: '', subject, body, published: true };
  const found = read(message).map(({ document, where }) => `${where} ${document.path.replace(/^.*\//, '')}`);
  expect(found).toEqual(expected);
});
