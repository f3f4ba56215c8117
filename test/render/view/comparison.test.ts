import { expect, test } from 'vitest';
import { comparisonView } from '../../../src/render/view/comparison.ts';

test('comparisonView() says none of an empty list, also within a value', () => {
  const before = { used: [] };
  const after = { used: [], beyond: [{ by: 'P12-D1' }] };
  const { fields } = comparisonView({ fields: [{ key: 'reserved', before, after }], sections: [] });
  expect(fields).toEqual([{ label: 'Reserved', before: 'used none', after: 'used none, beyond by P12-D1' }]);
});
