import { describe, expect, test } from 'vitest';
import { describeFailure } from '../../src/commands/failure.ts';
import { Refusal } from '../../src/refusal.ts';

const about = { version: '1.2.3', homepage: 'https://example.org/slop' };
const of = (error: unknown) => describeFailure(error, about, 'Node v1');

describe('describeFailure()', () => {
  test('ends with 2 on a refusal, in its own words', () => {
    expect(of(new Refusal('No.\nAnd no.'))).toEqual({ code: 2, text: 'slop: No.\nAnd no.\n' });
  });

  test.each([
    [{ code: 'EACCES', syscall: 'open', path: '/x' }, 'permission is denied (/x).'],
    [{ code: 'ENOSPC', syscall: 'write' }, 'the disk is full.'],
    [{ code: 'EXDEV', syscall: 'rename', path: '/x', dest: '/y' }, "EXDEV: as Node says it, rename '/x'."],
  ])('ends with 2 on what the machine denies: %j', (what, told) => {
    const denied = Object.assign(new Error("EXDEV: as Node says it, rename '/x'"), what);
    expect(of(denied)).toEqual({ code: 2, text: `slop: Cannot proceed: ${told}\n` });
  });

  test('says of the folder of the call that it is gone', () => {
    const gone = Object.assign(new Error('ENOENT: no such file or directory, uv_cwd'), {
      code: 'ENOENT',
      syscall: 'uv_cwd',
    });
    expect(of(gone)).toEqual({
      code: 2,
      text: 'slop: The folder that you are in is gone: go to one that is there.\n',
    });
  });

  test.each([new TypeError('a slip'), 'a text', undefined, { code: 'EACCES' }])(
    'ends with 3 on anything else, and says where to report it: %s',
    (error) => {
      const { code, text } = of(error);
      expect(code).toBe(3);
      expect(text).toContain('https://example.org/slop/issues');
      expect(text).toContain('slop 1.2.3, Node v1');
    },
  );

  test('tells what led to a bug', () => {
    const { text } = of(new Error('Judging record/a.md failed', { cause: new TypeError('a slip') }));
    expect(text).toContain('Error: Judging record/a.md failed');
    expect(text).toContain('Caused by: TypeError: a slip');
  });

  test('lets no name of a file speak to the terminal', () => {
    expect(of(new Refusal('No file \u001b[2Jx')).text).toBe('slop: No file <U+001B>[2Jx\n');
  });
});
