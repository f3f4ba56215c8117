import { expect, test } from 'vitest';
import { groupView } from '../../../src/render/view/group.ts';
import { phaseBarsView } from '../../../src/render/view/phase-bars.ts';

test.each([
  { days: ['2026-03-01', '2026-03-01'], marks: [[0, '2026-03-01']] },
  {
    days: ['2026-03-02', '2026-03-01'],
    marks: [
      [0, '2026-03-01'],
      [50, '2026-03-02'],
    ],
  },
  {
    days: ['2026-03-04', '2026-03-01'],
    marks: [
      [0, '2026-03-01'],
      [25, '2026-03-02'],
      [75, '2026-03-04'],
    ],
  },
])('phaseBarsView() names each day of $days once, at its place', ({ days, marks }) => {
  const phases = days.map((day) => ({ ...groupView('Phase', 'index.html', []), from: day, to: day }));
  expect(phaseBarsView(phases)?.marks.map(({ x, text }) => [x, text])).toEqual(marks);
});
