import { describe, expect, test } from 'vitest';
import { takenNumber } from '../../src/rules/number/taken.ts';
import type { Supersession } from '../../src/types.ts';
import { documentOf, draftOf, graphView, kindOf } from './values.ts';

const numbered = (path: string, number: string) =>
  documentOf(path, { draft: draftOf('', { path, head: { number } }) });

/** The paths whose number another note has taken, and how many supersessions were looked at for it. */
function judged(
  documents: ReturnType<typeof numbered>[],
  supersessions: readonly Pick<Supersession, 'newer' | 'older'>[] = [],
) {
  let looks = 0;
  const seen = supersessions.map(({ newer, older }) => ({
    get newer() {
      looks += 1;
      return newer;
    },
    older,
    span: { start: 0, end: 0 },
  }));
  const view = graphView({ documents, supersessions: seen });
  const kinds = new Map([['memo', kindOf({ keys: ['number'] })]]);
  return { paths: [...(takenNumber.graph?.({ ...view, kinds }) ?? [])].map(({ path }) => path), looks };
}

describe('number/taken', () => {
  test('tells a number of two notes, but not of versions or of one that replaces the other', () => {
    const [one, other] = ['a-v0_1.md', 'b-v0_1.md'].map((path) => numbered(path, 'CR-2026-001'));
    if (!one || !other) throw new Error('two notes');
    const later = numbered('a-v0_2.md', 'CR-2026-001');
    expect(judged([one, later]).paths).toEqual([]);
    expect(judged([one, later, other]).paths).toEqual(['b-v0_1.md']);
    expect(judged([one, later, other], [{ newer: 'b-v0_1.md', older: 'a-v0_2.md' }]).paths).toEqual([]);
  });

  test('says how to renumber a note whatever its name is', () => {
    const note = { number: 'CR-2026-001', other: 'a.md', branch: null, note: "my b's-v0_1.md", free: '' };
    expect(takenNumber.help(note)).toContain(String.raw`slop mv 'my b'\''s-v0_1.md' --number next`);
  });

  test('looks at no supersession for the numbers of one note each', () => {
    const versions = [...Array(50).keys()].flatMap((at) =>
      ['v0_1', 'v0_2'].map((version) => numbered(`note${at}-${version}.md`, `CR-2026-${100 + at}`)),
    );
    const supersessions = [...Array(50).keys()].map((at) => ({
      newer: `note${at}-v0_2.md`,
      older: `note${at}-v0_1.md`,
    }));
    expect(judged(versions, supersessions)).toEqual({ paths: [], looks: 0 });
  });
});
