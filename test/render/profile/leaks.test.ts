import fc from 'fast-check';
import { expect, test } from 'vitest';
import { privateParts, withoutParts } from '../../../src/render/profile/private-parts.ts';
import { documentOf, graphOf } from '../values.ts';

/** Blocks of a note, each with its own word; what they say at the end of the note goes with them. */
const blocks: Readonly<Record<string, (word: string) => { readonly text: string; readonly end?: string }>> = {
  paragraph: (word) => ({ text: `At dawn ${word} was seen by the old pier. It was told to ${word} alone.` }),
  list: (word) => ({ text: `- the eggs of ${word} are three\n- ${word}\n  - nests under ${word}` }),
  table: (word) => ({ text: `| bird ${word} | eggs |\n| --- | --- |\n| ${word} at noon | 3 |` }),
  code: (word) => ({ text: `\`\`\`sh\ncount --of ${word}\n# ${word} of code\n\`\`\`` }),
  quote: (word) => ({ text: `> So said ${word} to the keeper.\n> And ${word} left.` }),
  part: (word) => ({ text: `### About ${word}\n\nThey rest with ${word} here.` }),
  footnote: (word) => ({ text: `It rests.[^${word}]`, end: `[^${word}]: As ${word} was told.` }),
  link: (word) => ({ text: `See [it][${word}].`, end: `[${word}]: https://a.example/${word} "Of ${word}"` }),
  picture: (word) => ({ text: `![${word}](${word}.svg)` }),
  tasks: (word) => ({ text: `- [ ] pay ${word} soon\n- [x] tell ${word}` }),
  indented: (word) => ({ text: `    run ${word} now\n    # ${word} of it` }),
  nested: (word) => ({
    text: `> - told ${word} so\n>   1. by ${word}\n>\n> \`\`\`\n> code ${word}\n> \`\`\``,
  }),
  heading: (word) => ({ text: `<h3>Of ${word}</h3>\n\nText of ${word}.` }),
  bold: (word) => ({ text: `**Of ${word}.** It was *${word}* who came, \`${word}\`.` }),
  mixed: (word) => ({
    text: `1. First ${word}\n\n   Second ${word}\n\n   | a | ${word} |\n   | --- | --- |\n   | ${word} | b |`,
  }),
  address: (word) => ({ text: `Mail <${word}@a.example> or https://a.example/${word}.` }),
  callout: (word) => ({ text: `> [!NOTE]\n> Of ${word}.` }),
  ruled: (word) => ({ text: `Of ${word} he said\n> ---\n> and ${word} left.` }),
  html: (word) => ({ text: `<p title="${word}">\n# ${word}\n</p>` }),
};

/** How a section is marked: its heading, and what stands above and below what it holds. */
const marks: readonly ((heading: string, body: string) => string)[] = [
  (heading, body) => `## ${heading}\n\n<!-- private -->\n\n${body}`,
  (heading, body) => `## ${heading} <!-- private: names -->\n\n${body}`,
  (heading, body) => `${heading}\n---\n<!-- Private -->\n\n${body}`,
  (heading, body) => `<!-- private -->\n\n## ${heading}\n\n${body}\n\n<!-- /private -->`,
  (heading, body) => `## ${heading}\n<!-- a --> <!-- private. -->\n\n${body}`,
  (heading, body) => `## ${heading} <!-- a -->\n\n<!-- private -->\n\n${body}`,
  (heading, body) => `> ## ${heading}\n> <!-- private -->\n>\n${inQuote(body)}\n> <!-- /private -->`,
  (heading, body) => `## ${heading} <!-- private -->\r\n\r\n${body.replace(/\n/g, '\r\n')}`,
  (heading, body) => `## ${heading} <!-- a --> <!--- private ---> {#here}\n\n${body}`,
];

/** The mark within a quote, which versions without marks have too. */
const QUOTED = 6;
const inQuote = (text: string) => text.replace(/^/gm, '> ');

const wrapped = (text: string) =>
  text.includes('\n') || text.includes('[') ? text : text.replaceAll(' was ', '\nwas ');

interface Part {
  readonly heading: string;
  readonly kinds: readonly string[];
  readonly mark: number | null;
}

function noteOf(parts: readonly Part[], first: number, isMarked: boolean): string {
  const ends: string[] = [];
  const sections = parts.map(({ heading, kinds, mark }, at) => {
    const word = wordOf(at, mark !== null);
    const made = kinds.flatMap((kind) => blocks[kind]?.(word) ?? []);
    ends.push(...made.flatMap(({ end }) => end ?? []));
    const body = made.map(({ text }) => (isMarked ? text : wrapped(text))).join('\n\n');
    // A number with a line below it is a list.
    const called = `${mark === 2 ? '' : `${first + at}. `}${heading} of ${word}`;
    const marked = mark === null || !isMarked ? undefined : marks[mark];
    if (marked === undefined && mark === QUOTED) return `> ## ${called}\n>\n${inQuote(body)}`;
    return marked?.(called, body) ?? `## ${called}\n\n${body}`;
  });
  return `# Birds\n\nSeen in spring.\n\n${sections.join('\n\n')}\n\n## End\n\nThe end.\n\n${[...new Set(ends)].join('\n')}\n`;
}

/** Letters alone, since no mark may split it. */
const wordOf = (at: number, isPrivate: boolean) =>
  `${isPrivate ? 'zqhid' : 'zqopen'}${'abcdefgh'.charAt(at)}`;

test('what is marked shows in no version of a note, and all else does', async () => {
  const part = fc.record({
    heading: fc.constantFrom('Nests', 'The eggs', 'Where they rest'),
    kinds: fc.uniqueArray(fc.constantFrom(...Object.keys(blocks)), { minLength: 1, maxLength: 5 }),
    mark: fc.option(fc.nat(marks.length - 1)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
      const texts: Readonly<Record<string, string>> = {
        'record/a-v0_1.md': noteOf(parts, 3, false),
        'record/a-v0_2.md': noteOf(parts, 1, true),
      };
      const documents = Object.keys(texts).map((path) => documentOf(path));
      const its = await privateParts(graphOf(documents), async (path) => texts[path] ?? '');
      for (const [path, text] of Object.entries(texts)) {
        const own = its.get(path);
        const shown = own === undefined ? text : withoutParts(text, own);
        expect(shown).not.toContain('zqhid');
        const open = (one: string) => one.match(/zqopen[a-h]/g)?.length ?? 0;
        expect(open(shown)).toBe(open(text));
        expect(shown).toContain('The end.');
      }
    }),
    { numRuns: 300 },
  );
});
