import { describe, expect, test } from 'vitest';
import { withoutPassages } from '../../src/render/profile/passages.ts';
import { privateAnchors, privateParts, withMarks } from '../../src/render/profile/private-parts.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { documentOf, draftOf, graphOf } from './values.ts';

const marked =
  '# T\n\n## 2. Where it lies {#lies}\n\n<!-- private -->\n\nAt the pier.\n\n## 3. Rest\n\nYes. <!-- private -->Said to Ines alone.<!-- /private -->\n';

async function partsOf(texts: Readonly<Record<string, string>>) {
  const documents = Object.keys(texts).map((path) => documentOf(path));
  return privateParts(graphOf(documents), async (path) => texts[path] ?? '');
}

describe('privateParts()', () => {
  test('gathers what any version of a note marks', async () => {
    const parts = await partsOf({
      'record/a-v0_1.md': '# T\n',
      'record/a-v0_2.md': marked,
      'record/b.md': '# T\n',
    });
    expect([...parts.keys()]).toEqual(['record/a-v0_1.md', 'record/a-v0_2.md']);
    expect([...(parts.get('record/a-v0_1.md')?.headings ?? [])]).toEqual(['where it lies']);
    expect(parts.get('record/a-v0_1.md')?.passages).toEqual(['Said to Ines alone.']);
  });

  test('hides a passage with letters that stand for something when they are put in', async () => {
    const secret = "IFS=$'x' $& $$ $` and the word is ferry";
    const marks = (text: string) => `<!-- private -->${text}<!-- /private -->`;
    const before = `# T\n\n${secret}\n\nThen: Said to Ines alone.\n\nEnd.\n`;
    const after = before
      .split(secret)
      .join(marks(secret))
      .replace('Said to Ines alone.', marks('Said to Ines alone.'));
    const parts = (await partsOf({ 'record/a-v0_1.md': before, 'record/a-v0_2.md': after })).get(
      'record/a-v0_2.md',
    );
    expect(parts && withMarks(before, parts)).toBe(after);
  });

  test('hides a passage that holds one which an earlier version marks', async () => {
    const parts = await partsOf({
      'record/a-v0_1.md': '# T\n\nAn <!-- private -->egg under the pier<!-- /private --> is.\n',
      'record/a-v0_2.md': '# T\n\nAn <!-- private -->egg under the pier of Ines<!-- /private --> is.\n',
      'record/a-v0_3.md': '# T\n\nAn egg under the pier of Ines is.\n',
    });
    const own = parts.get('record/a-v0_3.md');
    expect(own && withoutPassages(withMarks('An egg under the pier of Ines is.\n', own))).toBe(
      'An ‹masked passage› is.\n',
    );
  });

  test('takes no head for the heading of a section', async () => {
    const head = '---\ntitle: T\nowner: Ana\n---\n';
    const before = `${head}\n# T\n\nFor all.\n`;
    const marks = `${head}\n<!-- private -->\nSaid to Ines alone.\n<!-- /private -->\n`;
    const parts = (await partsOf({ 'record/a-v0_1.md': before, 'record/a-v0_2.md': marks })).get(
      'record/a-v0_2.md',
    );
    expect(parts && withMarks(before, parts)).toBe(before);
  });

  test.each([
    ['## 7. Where it  lies\n\nAt the pier.\n\n## 8. Open\n', '## ‹masked section›\n\n## 8. Open\n'],
    ['### Where it lies\r\n\r\nAt the pier.\r\n', '### ‹masked section›\n'],
    ['x\n\nSo: Said to Ines alone. Well.\n', 'x\n\nSo: ‹masked passage› Well.\n'],
    ['So: <!-- private --> Said to Ines alone. <!-- /private --> Well.\n', 'So: ‹masked passage› Well.\n'],
    [
      'So: <!-- private -->we Said to Ines alone. That is all.<!-- /private --> Well.\n',
      'So: ‹masked passage› Well.\n',
    ],
    ['## Where it lies open\n\nYes.\n', '## Where it lies open\n\nYes.\n'],
  ])('hides it in %j', async (text, shown) => {
    const parts = (await partsOf({ 'record/a-v0_2.md': marked })).get('record/a-v0_2.md');
    expect(parts && withoutPassages(withMarks(text, parts))).toBe(shown);
  });
});

test('privateAnchors() leaves a number to the section that has its anchor', async () => {
  const headings = [
    ['1', 'Open', 2],
    ['2', 'Where it lies', 2],
    ['1', 'First', 3],
    ['3', 'Then', 3],
  ] as const;
  const sections = headings.map(([number, title, depth]) => ({
    ...{ number, title, depth, slug: `s-${title.toLowerCase().replaceAll(' ', '-')}` },
    ...{ explicit: false, empty: false, span: { start: 0, end: 0 }, heading: { start: 0, end: 0 } },
  }));
  const parts = (await partsOf({ 'record/a.md': marked })).get('record/a.md');
  const document = documentOf('record/a.md', { draft: draftOf('record/a.md', { sections }) });
  const anchors = parts && privateAnchors(document, parts);
  expect(anchors?.filter((anchor) => /^s-\d/.test(anchor))).toEqual(['s-2', 's-3']);
});

test.each(['<!-- private: why ', ' '])(
  'withoutPassages() takes linear time for many of %j that nothing ends',
  async (unit) => {
    const text = (size: number): string => `<!-- private: ${unit.repeat(size)}`;
    expect(await growsLinearly((size) => withoutPassages(text(size)), 20_000)).toBe(true);
  },
);
