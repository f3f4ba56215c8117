import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Highlight, loadHighlight } from '../../../src/render/body.ts';
import { edgeAt, engines } from '../../parse/markdown/reading.ts';
import { soup } from '../../parse/markdown/record-text.ts';
import { strangers } from './allowed.ts';
import { render } from './page.ts';
import { markdownVectors } from './xss-vectors.ts';

/** The Big List of Naughty Strings (MIT): its script injections, and what else of it has a mark that HTML knows. */
const naughty = (createRequire(import.meta.url)('big-list-of-naughty-strings') as readonly string[]).filter(
  (text) => /[<>"'&:`]/.test(text),
);

/** Places of a note that a hostile string may stand in. */
const places: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `a ${text} b\n`,
  (text) => `# ${text}\n\n${text}\n===\n`,
  (text) => `- ${text}\n\n> ${text}\n`,
  (text) => `| ${text} | b |\n|---|---|\n| c | ${text} |\n`,
  (text) => `[${text}](${text} "${text}") ![${text}](${text})\n`,
  (text) => `[a][b] [c](<${text}>)\n\n[b]: ${text}\n`,
  (text) => `\`${text}\` **${text}**\n\n\`\`\`${text}\n${text}\n\`\`\`\n`,
  (text) => `\`\`\`html\n${text}\n\`\`\`\n\n    ${text}\n`,
  (text) => `a[^1] b[^${text}]\n\n[^1]: ${text}\n\n[^${text}]: c\n`,
  (text) => `# a {#${text}}\n\n<!-- ${text} -->\n\n<${text}>\n`,
];

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  'a page made with %s holds nothing but what is allowed for',
  (_, engine) => {
    let highlight: Highlight;
    beforeAll(async () => {
      highlight = await loadHighlight();
    });
    const expectHarmless = (text: string): void => {
      expect(strangers(render(text, { engine, highlight, hrefOfLink: (url) => url }))).toEqual([]);
    };

    test('each of the naughty strings, in each place', () => {
      expect(naughty.length).toBeGreaterThan(250);
      for (const text of naughty) for (const place of places) expectHarmless(place(text));
    });

    test.each(markdownVectors.map((text) => [JSON.stringify(text), text]))(
      '%s, in each place',
      (_name, text) => {
        for (const place of places) expectHarmless(place(text));
      },
    );

    test('Markdown in any order', () => {
      const hostile = fc.constantFrom(
        '<script>',
        '</script>',
        '<img src=x onerror=X>',
        'javascript:X',
        '" onclick=X "',
        "'",
      );
      const text = fc.array(fc.oneof(soup, hostile), { maxLength: 5 }).map((parts) => parts.join(''));
      fc.assert(fc.property(text, expectHarmless), { seed: 4, numRuns: 500 });
    });

    test('addresses and tips of mentions', () => {
      const text = 'see §6 and `§7`\n';
      for (const hostile of [...markdownVectors, 'javascript:X', '"><script>X</script>', 'x" onclick="X']) {
        const edges = [edgeAt(4, 6), edgeAt(12, 14)];
        const html = render(text, { engine, edges, hrefOf: () => hostile, titleOf: () => hostile });
        expect(strangers(html)).toEqual([]);
      }
    });
  },
);

describe('the test itself', () => {
  test.each([
    '<script>X</script>',
    '<p onclick="X">a</p>',
    '<p style="x">a</p>',
    '<a href="javascript:X">a</a>',
    '<a href=" java&#10;script:X">a</a>',
    '<img src="data:image/png,x">',
    '<p id="main">a</p>',
    '<p class="masthead">a</p>',
    '<!-- a -->',
    '<svg></svg>',
    '<iframe></iframe>',
  ])('finds %s', (html) => {
    expect(strangers(html)).not.toEqual([]);
  });
});
