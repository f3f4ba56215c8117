import { expect, test } from 'vitest';
import { claimLines } from '../../src/report/claims.ts';

test('claimLines() counts nothing where nothing is claimed', () => {
  const lines = claimLines(
    [],
    (path) => path,
    (_, text) => text,
    80,
  );
  expect(lines).not.toMatch(/:\s*$/);
});
