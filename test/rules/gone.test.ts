import { expect, test } from 'vitest';
import { missingBranch } from '../../src/rules/ref/missing-branch.ts';
import { missingTag } from '../../src/rules/ref/missing-tag.ts';

test('what is missing is told of its repository, or of all', () => {
  expect(missingTag.message({ name: 'v1', repository: 'engine' })).toBe('engine has no tag "v1".');
  expect(missingTag.message({ name: 'v1', repository: null })).toBe('No repository has the tag "v1".');
  expect(missingBranch.message({ name: 'b-1', repository: null })).toBe(
    'No repository has the branch "b-1" (any more).',
  );
});
