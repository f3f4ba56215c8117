import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  findVersion,
  formatVersion,
  idOf,
  nameVersion,
  parseVersion,
} from '../../src/parse/version.ts';

const version = fc.record({ parts: fc.array(fc.nat(999_999_999), { minLength: 2, maxLength: 3 }) });

describe('parseVersion()', () => {
  it.each([
    ['0.1', [0, 1]],
    ['v0.1', [0, 1]],
    ['V0.1', [0, 1]],
    ['v0_1', [0, 1]],
    ['0.10', [0, 10]],
    ['0.1.2', [0, 1, 2]],
    ['v0_1_2', [0, 1, 2]],
    ['0.2 (supersedes v0.1)', [0, 2]],
    ['v0.1 (working draft)', [0, 1]],
    ['0.1.', [0, 1]],
    ['  0.3-draft', [0, 3]],
  ])('reads %j', (text, parts) => {
    expect(parseVersion(text)).toEqual({ parts });
  });

  it.each([
    '',
    '1',
    'v1',
    '0.1.2.3',
    '0.01',
    '01.2',
    '0.1a',
    '0.1_',
    'x 0.1',
    '9999999999.1',
    '-0.1',
    '0,1',
    '0.1.2a',
  ])('finds none in %j', (text) => {
    expect(parseVersion(text)).toBeNull();
  });

  it('gives back what formatVersion() writes', () => {
    fc.assert(
      fc.property(version, (one) => {
        expect(parseVersion(formatVersion(one))).toEqual(one);
      }),
    );
  });

  it('finds the digits where they stand', () => {
    fc.assert(
      fc.property(
        version,
        fc.constantFrom('', 'v', ' v'),
        fc.constantFrom('', ' (old)', '-x'),
        (one, before, after) => {
          const text = before + formatVersion(one) + after;
          const found = findVersion(text);
          expect(text.slice(found?.start, found?.end)).toBe(formatVersion(one));
        },
      ),
    );
  });
});

describe('compareVersions()', () => {
  const compare = (a: string, b: string) =>
    Math.sign(compareVersions(parseVersion(a) ?? { parts: [] }, parseVersion(b) ?? { parts: [] }));

  it('compares integers, so 0.11 is later than 0.8', () => {
    expect(compare('0.11', '0.8')).toBe(1);
    expect(compare('0.1', '0.10')).toBe(-1);
    expect(compare('0.1.2', '0.1')).toBe(1);
    expect(compare('0.1', '0.1.0')).toBe(0);
  });

  it('orders any versions, whichever comes first', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)));
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('nameVersion()', () => {
  it.each([
    ['phase-57-cr-v0_4.md', 'phase-57-cr', [0, 4], 'md'],
    ['phase-49-cr-amendment-v0_2-v0_1.md', 'phase-49-cr-amendment-v0_2', [0, 1], 'md'],
    ['methodology-v0_21-draft-material-v0_1.md', 'methodology-v0_21-draft-material', [0, 1], 'md'],
    ['note-v0_1_2.html', 'note', [0, 1, 2], 'html'],
    ['what-we-build-v0_20.docx', 'what-we-build', [0, 20], 'docx'],
    ['handoff-v0_1.md.html', 'handoff', [0, 1], 'md.html'],
  ])('takes %s apart', (name, stem, parts, extension) => {
    expect(nameVersion(name)).toEqual({ stem, version: { parts }, extension });
  });

  it.each([
    ['README.md', 'README', 'md'],
    ['methodology-v0_21-draft.md', 'methodology-v0_21-draft', 'md'],
    ['note-v0.1.md', 'note-v0.1', 'md'],
    ['note-v0_01.md', 'note-v0_01', 'md'],
    ['-v0_1.md', '-v0_1', 'md'],
    ['page.md.html', 'page', 'md.html'],
    ['LICENSE', 'LICENSE', ''],
  ])('finds no version in %s', (name, stem, extension) => {
    expect(nameVersion(name)).toEqual({ stem, version: null, extension });
  });

  it('keeps every character of a name that it takes apart', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        version,
        fc.constantFrom('md', 'html', 'docx'),
        (stem, one, extension) => {
          const name = `${stem}-v${one.parts.join('_')}.${extension}`;
          expect(nameVersion(name)).toEqual({ stem, version: one, extension });
        },
      ),
    );
  });
});

describe('idOf()', () => {
  it('is the id of the head, else the stem', () => {
    expect(idOf('phases/57/cr-v0_4.md', { id: 'the-cr' })).toBe('the-cr');
    expect(idOf('phases/57/cr-v0_4.md', { id: '' })).toBe('cr');
    expect(idOf('cr-v0_4.md', {})).toBe('cr');
  });
});
