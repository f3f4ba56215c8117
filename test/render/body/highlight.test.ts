import { beforeAll, describe, expect, test } from 'vitest';
import { type Highlight, loadHighlight } from '../../../src/render/body.ts';
import { renderLead } from './page.ts';

describe('highlighting', () => {
  let highlight: Highlight;
  beforeAll(async () => {
    highlight = await loadHighlight();
  });
  const html = (text: string): string => renderLead(text, { highlight });

  test('marks known languages by class', () => {
    expect(html('```ts\nconst a = "<b>";\n```\n')).toBe(
      '<pre tabindex="0"><code class="language-ts"><span class="hljs-keyword">const</span> a = ' +
        '<span class="hljs-string">"&#x3C;b>"</span>;\n</code></pre>',
    );
  });

  test.each([
    'bash',
    'sh',
    'json',
    'yaml',
    'yml',
    'python',
    'ts',
    'js',
    'sql',
    'diff',
    'html',
    'css',
    'md',
    'toml',
  ])('knows %s', (name) => {
    expect(highlight('a: 1 # "b"', name)).not.toBeNull();
  });

  test.each([
    ['an unknown language', '```nope\na "b"\n```\n'],
    ['a name from every object', '```constructor\na "b"\n```\n'],
    ['no language', '```\na "b"\n```\n'],
    ['indented code', '    a "b"\n'],
    ['code that is long', `\`\`\`ts\n${'const a = 1;\n'.repeat(5000)}\`\`\`\n`],
  ])('leaves %s plain', (_, text) => {
    expect(html(text)).not.toContain('<span');
  });

  test('changes no text', () => {
    const code = 'const a = `x`; // <i>\n\n\tif (a < b && c) {}';
    const plain = (page: string) => page.replace(/<[^>]*>/g, '');
    const text = `\`\`\`ts\n${code}\n\`\`\`\n`;
    expect(plain(html(text))).toBe(plain(renderLead(text)));
  });
});
