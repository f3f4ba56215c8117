import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blobId } from '../../src/read/blob.ts';
import { readSource } from '../../src/read/source.ts';
import type { Files, Source } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { temporaryRepository } from '../helpers/repository.ts';

const readBytes = (content: string | Uint8Array, path = 'note.md'): Promise<Source> =>
  readSource(memoryWorld({ files: { [path]: content } }).files, '/project', path);

const rulesOf = (source: Source): string[] => source.faults.map(({ rule }) => rule);

const join = (...pieces: (string | number[])[]): Uint8Array =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))));

describe('blobId()', () => {
  it('gives the id that Git gives', async () => {
    const contents = ['', 'text\n', 'ünï\r\n', '\uFEFFx'];
    const repository = await temporaryRepository(
      Object.fromEntries(contents.map((text, index) => [`${index}`, text])),
    );
    try {
      for (const [index, text] of contents.entries()) {
        expect(blobId(Buffer.from(text))).toBe((await repository.git('hash-object', `${index}`)).trim());
      }
    } finally {
      await repository.remove();
    }
  });
});

describe('readSource() on sound text', () => {
  it('hands back the text, its id and no fault', async () => {
    const text = '# Ünï — 🙂\n\ntext\n';
    expect(await readBytes(text)).toEqual({
      path: 'note.md',
      text,
      oid: blobId(Buffer.from(text)),
      faults: [],
      opaque: false,
    });
  });

  it.each([
    ['nothing', ''],
    ['line feeds', 'a\nb\n'],
    ['carriage returns with line feeds', 'a\r\nb\r\n'],
    ['no last line ending', 'a\r\nb'],
    ['a replacement character that the author wrote', 'a \uFFFD b'],
    ['a line of a million', `${'x'.repeat(1_000_000)}\n`],
    ['a file of four million bytes', 'text\n'.repeat(800_000)],
  ])('finds no fault in %s', async (_name, text) => {
    expect((await readBytes(text)).faults).toEqual([]);
  });
});

describe('readSource() on odd bytes', () => {
  it('keeps a byte order mark and offers to remove it', async () => {
    const source = await readBytes('\uFEFF# Title\n');
    expect(source.text).toBe('\uFEFF# Title\n');
    expect(source.faults).toEqual([
      {
        rule: 'source/byte-order-mark',
        span: { start: 0, end: 1 },
        data: {},
        fix: expect.objectContaining({
          safe: true,
          edits: [{ path: 'note.md', span: { start: 0, end: 1 }, text: '' }],
        }),
      },
    ]);
  });

  it.each([
    ['a byte of Latin-1', join('ab — ', [0xe9], 'c'), 5, 7, '0xE9'],
    ['a sequence that is cut off', join('ab', [0xe2, 0x82]), 2, 2, '0xE2'],
    ['a surrogate', join([0xed, 0xa0, 0x80]), 0, 0, '0xED'],
    ['an overlong sequence', join('🙂', [0xc0, 0xaf]), 2, 4, '0xC0'],
    ['a bad byte after a real replacement character', join('\uFFFD—\uFFFD', [0xff]), 3, 9, '0xFF'],
  ])('shows the first place of %s', async (_name, bytes, start, offset, byte) => {
    const source = await readBytes(bytes);
    expect(source.faults).toEqual([
      { rule: 'source/not-utf8', span: { start, end: start + 1 }, data: { offset, byte } },
    ]);
    expect(source.text[start]).toBe('\uFFFD');
    expect(source.opaque).toBe(false);
    expect(source.oid).toBe(blobId(bytes));
  });

  it.each([
    ['by its mark', Buffer.from('\uFEFF# Title', 'utf16le')],
    ['little end first', Buffer.from('# Title\n', 'utf16le')],
    ['big end first', Buffer.from('# Title\n', 'utf16le').swap16()],
  ])('does not read UTF-16, known %s', async (_name, bytes) => {
    const source = await readBytes(bytes);
    expect(source.faults).toMatchObject([{ rule: 'source/not-utf8', data: { encoding: 'UTF-16' } }]);
    expect(source.opaque).toBe(true);
  });

  it.each([
    ['more NULs than UTF-16 has', '\0\0\0\x01'],
    ['NULs alone', '\0\0\0\0'],
    ['half a unit at its end', '\0a\0b\0'],
  ])('does not take %s for UTF-16', async (_name, text) => {
    expect(rulesOf(await readBytes(text))).toEqual(['source/nul-byte']);
  });

  it('counts NUL bytes and shows the first', async () => {
    expect((await readBytes('a\0b\0\0')).faults).toEqual([
      { rule: 'source/nul-byte', span: { start: 1, end: 2 }, data: { count: 3 } },
    ]);
  });

  it.each([
    ['a\rb\r', 'CR', 1, 2],
    ['a\r\nb\rc\n', 'CR', 4, 5],
    ['a\nb\r', 'CR', 3, 4],
    ['a\nb\r\nc\n', 'mixed', 3, 5],
    ['a\r\nb\nc\r\n', 'mixed', 4, 5],
    ['\nb\r\n', 'mixed', 2, 4],
  ])('names the line endings of %j', async (text, ending, start, end) => {
    expect((await readBytes(text)).faults).toEqual([
      { rule: 'source/line-endings', span: { start, end }, data: { ending } },
    ]);
  });
});

describe('readSource() on what is too large', () => {
  it.each([
    ['a file of 50 MB', 'word '.repeat(10_000_000).replace(/(.{80})/g, '$1\n'), 'file', 4_000_000],
    ['a line of 5 MB', 'x'.repeat(5_000_000), 'file', 4_000_000],
    ['a line over 1 MB', `a\n${'x'.repeat(1_000_001)}\nb`, 'line', 1_000_000],
    ['quotes 10,000 deep', `a\n\n${'>'.repeat(10_000)}`, 'nesting', 100],
    ['500 keys of a head in one line', `---\na: {${'b: c, '.repeat(500)}}\n---\n`, 'colons', 400],
    ['a head 500 columns in', `---\na:\n${' '.repeat(500)}b: c\n---\n`, 'columns', 400],
  ])('shows %s as it is, unparsed', async (_name, text, what, limit) => {
    const source = await readBytes(text);
    expect(source.opaque).toBe(true);
    expect(source.text).toBe(text);
    const [fault] = source.faults;
    expect(fault).toMatchObject({ rule: 'source/too-large', data: { what, limit } });
    expect(fault?.data['size']).toBeGreaterThan(limit);
    expect(fault?.span.end).toBeLessThanOrEqual(text.length);
  });

  it('names each limit that a text passes', async () => {
    const source = await readBytes(`a\n${'x'.repeat(5_000_000)}`);
    expect(source.faults.map(({ data }) => [data['what'], data['size']])).toEqual([
      ['file', 5_000_002],
      ['line', 5_000_000],
    ]);
    expect(source.faults[1]?.span.start).toBe(2);
  });

  it('does not load what no string could hold', async () => {
    const files: Files = {
      ...memoryWorld({ files: {} }).files,
      stat: async () => ({ type: 'file', size: 3_000_000_000 }),
      read: () => Promise.reject(new Error('read')),
    };
    expect(await readSource(files, '/project', 'huge.md')).toMatchObject({
      text: '',
      oid: '',
      opaque: true,
      faults: [{ rule: 'source/too-large', data: { what: 'file', size: 3_000_000_000, limit: 4_000_000 } }],
    });
  });

  it('looks for nesting in Markdown and YAML alone', async () => {
    const text = '['.repeat(300);
    expect((await readBytes(text, 'a.html')).faults).toEqual([]);
    expect(rulesOf(await readBytes(text, 'slop.yaml'))).toEqual(['source/too-large']);
  });
});

describe('readSource() on what cannot be read', () => {
  it.each([
    ['EACCES', 'permission is denied'],
    ['EISDIR', 'it is a folder'],
    ['ENOENT', 'it is no longer there'],
    ['EIO', 'the disk failed'],
    ['EODD', 'EODD'],
  ])('turns %s into a fault, every time it is read', async (code, reason) => {
    const { files } = memoryWorld({ files: { 'note.md': '# Title\n' }, broken: { 'note.md': code } });
    const expected = {
      path: 'note.md',
      text: '',
      oid: '',
      opaque: true,
      faults: [{ rule: 'source/unreadable', span: { start: 0, end: 0 }, data: { reason } }],
    };
    expect(await readSource(files, '/project', 'note.md')).toEqual(expected);
    expect(await readSource(files, '/project', 'note.md')).toEqual(expected);
  });

  it('has a fault for a file that is gone since it was listed', async () => {
    const { files } = memoryWorld({ files: {} });
    expect(rulesOf(await readSource(files, '/project', 'gone.md'))).toEqual(['source/unreadable']);
  });

  it('does not wait for a pipe', async () => {
    const files: Files = {
      ...memoryWorld({ files: {} }).files,
      stat: async () => ({ type: 'other', size: 0 }),
      read: () => new Promise(() => undefined),
    };
    expect(rulesOf(await readSource(files, '/project', 'pipe.md'))).toEqual(['source/unreadable']);
  });
});

describe('readSource()', () => {
  it('puts every fault inside the text, whatever the bytes', async () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0, 10, 13, 0xef, 0xbb, 0xbf, 0xbd, 0x5b),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(byte, { maxLength: 300 }), async (bytes) => {
        const source = await readBytes(Uint8Array.from(bytes));
        const inside = source.faults.every(
          ({ span }) => span.start <= span.end && span.end <= source.text.length,
        );
        const start = Buffer.from(bytes.slice(0, 64)).toString('latin1');
        const isWide = bytes.length % 2 === 0 && /^(?:(?:\0[^\0]){2,}|(?:[^\0]\0){2,})$/su.test(start);
        const sound = Buffer.from(source.text).equals(Buffer.from(bytes)) && !isWide;
        return inside && sound === !rulesOf(source).includes('source/not-utf8');
      }),
    );
  });
});
