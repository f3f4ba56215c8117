import { expect, test } from 'vitest';
import { partWithin } from '../../src/link/parts.ts';
import { sectionFinderByDocument } from '../../src/link/sections.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { parse } from '../../src/parse/parse.ts';
import { findSection } from '../../src/parse/sections.ts';
import { at, config } from './values.ts';

const text = `# CR

## 10. Steps

- **Step 2a.** First.
- [x] Step 2b again

### 10.1 Step 2c: the guard

| Step 3 | gates |
| --- | --- |
| Step 4 | merge |

## 18. Rules

### 18.1 In order

1. one
2. two
   1. two and a half

Some words.

1. three
1. four

## 19. None

<a name="none"></a> Nothing <span id='else'>else</span>.
`;

const source = { path: 'record/cr-v0_1.md', text, oid: '', faults: [], opaque: false };
const cr = { ...at('cr-v0_1.md'), draft: parse(source, config, satteriEngine) };

test.each<readonly [string | null, string, string | null | undefined]>([
  ['10', 'step 2a', '10'],
  ['10', 'step 2b', '10'],
  ['10', 'step 2c', '10.1'],
  ['18', 'step 4', '10.1'],
  [null, 'step 3', '10.1'],
  ['10', 'step 2d', null],
  ['18', 'item 2', '18.1'],
  ['18.1', 'item 4', undefined],
  ['18.1', 'item 5', null],
  ['19', 'item 1', undefined],
])('partWithin() finds in §%s the part %s under %s', (section, label, expected) => {
  const within = section === null ? null : findSection(cr.draft.sections, section);
  const found = partWithin(cr, within, label);
  expect(found ? found.number : found).toBe(expected);
});

test.each([
  ['#none', '19'],
  ['#else', '19'],
  ['#neither', undefined],
])('sectionFinderByDocument() finds the section with the anchor %s in its HTML', (address, expected) => {
  expect(sectionFinderByDocument()(cr, address)?.number).toBe(expected);
});

test('a document without steps counts none', () => {
  expect(partWithin(at('x-v0_1.md', [], ['1. Purpose']), null, 'step 2a')).toBeUndefined();
});

test('sectionFinderByDocument() looks through the headings of a document once, however many addresses are looked for', () => {
  const document = at('a-v0_1.md', [], ['One', 'Two', 'Three']);
  let looks = 0;
  const sections = document.draft?.sections.map(
    (section) =>
      new Proxy(section, {
        get: (one, field) => {
          looks += 1;
          return Reflect.get(one, field);
        },
      }),
  );
  const watched = { ...document, draft: { ...document.draft, sections } } as typeof document;
  const find = sectionFinderByDocument();
  expect(find(watched, '#four')).toBeNull();
  looks = 0;
  expect(find(watched, '#five')).toBeNull();
  expect(looks).toBe(0);
});
