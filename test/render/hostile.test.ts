import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, dangers, elementsOf, pagesOf, pageText, wordsOf } from './built.ts';
import { compiled } from './compiled.ts';
import { documentOf, draftOf, graphOf, inputOf } from './values.ts';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</title></head><body onload=alert(1)>',
  '{{ site }}{% raw %}',
  '\u202egnp.exe\u2066',
  '-->]]>',
  '&lt;b&gt; &#x41;',
  '..',
  '../../../etc/passwd',
  '0; url=https://evil.example/',
];

const bodies = [
  '<script>alert(1)</script>',
  '[x](javascript:alert(1)) <javascript:alert(1)> [y]: javascript:alert(1)',
  '![x](javascript:alert(1)) ![y](data:image/svg+xml;base64,PHN2Zy8+) ![z](//evil.example/x.png)',
  '<img src=x onerror=alert(1)><svg onload=alert(1)>',
  '```"><script>\nalert(1)\n```',
  '# <a id=page-main>\n\n## "><script>alert(1)</script> {#page-main}',
  '[^1]\n\n[^1]: <iframe src="javascript:alert(1)">',
];

describe('a hostile record', () => {
  const yaml = (text: string): string => JSON.stringify(text);
  const notes = attacks.map((attack, at) => {
    const keys = ['title', 'id', 'version', 'date', 'status', 'author', 'phase', 'summary', 'supersedes'];
    const head = [...keys, attack].map((key) => `${yaml(key)}: ${yaml(attack)}`).join('\n');
    const name = attack.replaceAll('/', '\u2215');
    return [
      `record/${at}/${name}.md`,
      `---\n${head}\nreading: [${yaml(attack)}]\n---\n\n${bodies[at % bodies.length]}\n`,
    ];
  });
  const files: Record<string, string> = {
    'slop.yaml': `title: ${yaml(attacks[1] ?? '')}\n`,
    ...Object.fromEntries(notes),
    'record/line\nbreak#?%41 "x\'.md': '# A\n\n[b](a.md)\n',
    'record/README.md': '# One\n',
    'record/readme.md': '# Other\n',
    'record/caf\u00e9.md': '# One\n',
    'record/cafe\u0301.md': '# Other\n',
    [`record/${'l\u00f6ng'.repeat(45)}.md`]: '# Long\n',
    'record/a.md': '# A\n',
    'record/a.md.html': attacks.join('<p>'),
    'record/x.html': `<title>${attacks[0]}</title>${attacks.join('<p>')}${bodies.join('<p>')}`,
  };

  test('runs nothing, loads nothing from elsewhere, and every link of it leads somewhere', async () => {
    const built = await build(await compiled(memoryWorld({ files })));
    expect(dangers(built)).toEqual([]);
    expect(brokenLinks(built)).toEqual([]);
    for (const path of Object.keys(files).filter((one) => one.startsWith('record/'))) {
      const raw = [...built.values()].filter((bytes) => typeof bytes !== 'string');
      expect(raw.some((bytes) => Buffer.from(bytes).equals(Buffer.from(files[path] ?? '')))).toBe(true);
    }
  });

  test('is shown as it was written', async () => {
    const built = await build(await compiled(memoryWorld({ files })));
    const headings = pagesOf(built)
      .filter((path) => path.startsWith('view/'))
      .flatMap((path) => elementsOf(pageText(built, path)).filter((one) => one.tagName === 'h1'))
      .map(wordsOf);
    for (const attack of attacks) expect(headings).toContain(attack);
  });

  test('keeps texts that change direction from turning what stands beside them', async () => {
    const turned = attacks.find((attack) => attack.startsWith('\u202e')) ?? '';
    const built = await build(await compiled(memoryWorld({ files })));
    const holders = pagesOf(built).flatMap((path) =>
      elementsOf(pageText(built, path))
        .filter((one) => one.children.some((child) => child.type === 'text' && child.value.includes(turned)))
        .map(({ tagName, properties }) => ({ path, tagName, properties })),
    );
    expect(holders.length).toBeGreaterThan(5);
    // Blocks keep to themselves; `text` is the class of head values, and lines of a source are set apart by style.
    const open = holders.filter(
      ({ path, tagName, properties }) =>
        !/^(bdi|p|h\d)$/.test(tagName) &&
        properties['dir'] !== 'auto' &&
        !String(properties['className']).includes('text') &&
        !(tagName === 'span' && path.startsWith('raw/')),
    );
    expect(open).toEqual([]);
  });
});

test('no title, id, phase, kind, status or name makes a site that runs, breaks or collides', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...attacks,
      '',
      ' ',
      '.',
      'index.html',
      'A',
      'a',
      '\u00e9',
      'e\u0301',
      '\ud800',
      '\0',
      'x'.repeat(400),
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const name = word.map((text) => text.replaceAll('/', '-')).filter((text) => !/^\.{0,2}$/.test(text));
  const document = fc
    .record({ folder: name, name, id: word, title: word, phase: word, kind: word, status: word, text: word })
    .map((parts) => {
      const path = `record/${parts.folder}/${parts.name}.md`;
      return documentOf(path, {
        id: parts.id,
        title: parts.title,
        phase: parts.phase,
        kind: parts.kind,
        status: { text: parts.status, value: parts.status, final: false },
        draft: draftOf(path, { head: { title: parts.text, [parts.id]: [parts.text] }, opaque: true }),
      });
    });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(document, { selector: (one) => one.path, maxLength: 5 }),
      async (documents) => {
        const built = await build(inputOf(graphOf(documents)));
        expect(dangers(built)).toEqual([]);
        expect(brokenLinks(built)).toEqual([]);
        for (const path of built.keys()) {
          expect(path).not.toMatch(/(^|\/)\.{1,2}(\/|$)|^\/|\/\/|[\u0000-\u001f]/);
          for (const part of path.split('/')) expect(Buffer.byteLength(part)).toBeLessThan(256);
        }
      },
    ),
    { numRuns: 60 },
  );
});
