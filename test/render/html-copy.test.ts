import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../src/parse/markdown/remark.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { htmlOf } from '../../src/render/html.ts';
import { htmlCopy } from '../../src/render/html-copy.ts';

const hrefs: Readonly<Record<string, string>> = {
  'other.html': '../view/other.html.html',
  'https://example.org/': 'https://example.org/',
  'pic.png': '../raw/pic.png',
};
const engines = [satteriEngine, remarkEngine()];

/** The copy, which is the same whichever engine reads the document. */
function copy(text: string, title = ''): string | null {
  const copies = engines.map((engine) =>
    htmlCopy(
      text,
      title,
      (written, as) => (/^https?:/.test(written) && as === 'raw' ? null : (hrefs[written] ?? null)),
      engine,
    ),
  );
  const [first, second] = copies.map(htmlOf);
  expect(second).toBe(first);
  return first ?? null;
}

describe('htmlCopy', () => {
  test.each([
    ['scripts', '<p>a<script>alert(1)</script>b', '<p>ab</p>'],
    ['styles', '<style>p{color:red}</style><p style="color:red">a', '<p>a</p>'],
    ['handlers', '<p onclick="alert(1)">a', '<p>a</p>'],
    [
      'frames and forms',
      '<iframe src=x></iframe><form><input value=1><button>b</button></form>',
      '<div>b</div>',
    ],
    ['foreign content', '<svg><script>alert(1)</script></svg><math><mi>x</mi></math><p>a', '<p>a</p>'],
    [
      'the head',
      '<!doctype html><html><head><title>T</title><base href="//evil"></head><body><p>a',
      '<p>a</p>',
    ],
    ['script addresses', '<a href="javascript:alert(1)">a</a>', '<span>a</span>'],
    ['comments', '<!-- a --><p>b', '<p>b</p>'],
    ['meta refresh', '<meta http-equiv=refresh content="0;url=//evil"><p>a', '<p>a</p>'],
  ])('leaves out %s', (_what, text, expected) => {
    expect(copy(text)).toBe(expected);
  });

  test.each([
    ['<a href="other.html">a</a>', '<a href="../view/other.html.html">a</a>'],
    ['<a href="https://example.org/">a</a>', '<a href="https://example.org/">a</a>'],
    ['<a href="lost.html">a</a>', '<span>a</span>'],
    ['<h2 id="x">b</h2><a href="#x">a</a>', '<h2 id="d-x">b</h2><a href="#d-x">a</a>'],
    ['<a href="#nowhere">a</a>', '<span>a</span>'],
    ['<a name="x"></a><a href="#x">a</a>', '<span id="d-x"></span><a href="#d-x">a</a>'],
    ['<img src="pic.png" alt="a">', '<img src="../raw/pic.png" alt="a">'],
    ['<img src="https://example.org/" alt="a">', '<a href="https://example.org/">image: a</a>'],
    ['<img src="data:image/png;base64,AA==">', '<em>image</em>'],
  ])('leads %s to the site', (text, expected) => {
    expect(copy(text)).toBe(expected);
  });

  test('puts headings below the title of the page, and leaves out one that repeats it', () => {
    expect(copy('<h1>The <b>title</b> — v0.1</h1><h2>Next</h2><h3>Deep</h3>', 'The title')).toBe(
      '<h2>Next</h2><h3>Deep</h3>',
    );
    expect(copy('<h1>One</h1><h2>Two</h2><h6>Six</h6>')).toBe('<h2>One</h2><h3>Two</h3><h6>Six</h6>');
  });

  test('keeps an id once, where it stands first', () => {
    expect(copy('<p id="x">a</p><h2 id="x">b</h2><a name="x">c</a><a href="#x">d</a>')).toBe(
      '<p id="d-x">a</p><h2>b</h2><span>c</span><a href="#d-x">d</a>',
    );
    expect(copy('<div id="x"><p id="x">a</p></div>')).toBe('<div id="d-x"><p>a</p></div>');
  });

  test('keeps apart what stood in blocks of its own', () => {
    expect(copy('<header>a</header><main>b<section>c</section></main><center>d</center>')).toBe(
      '<div>a</div><div>b<section>c</section></div><div>d</div>',
    );
    expect(copy('<form><button>a</button><label>b</label></form><footer>c</footer>')).toBe(
      '<div>ab</div><div>c</div>',
    );
    expect(copy('<figure><img src="pic.png" alt="p"><figcaption>a</figcaption></figure><mark>b</mark>')).toBe(
      '<figure><img src="../raw/pic.png" alt="p"><figcaption>a</figcaption></figure><mark>b</mark>',
    );
    expect(copy('<table><caption>a</caption><tr><td>b</table>')).toContain(
      '<table><caption>a</caption><tbody>',
    );
    expect(copy('<dialog open>a</dialog><search>b</search>')).toBe('<div>a</div><div>b</div>');
    expect(copy('<form action="/x" method="post" name="n" lang="ru" dir="ltr">a</form>')).toBe(
      '<div dir="ltr" lang="ru" id="d-n">a</div>',
    );
    // A form within a table is parsed as one that holds nothing.
    expect(copy('<table><form><tr><form><td>b</form></table>')).toContain('<table><tbody><tr><td>b');
  });

  test('keeps the list around what stands in it', () => {
    expect(copy('<menu type=toolbar><li>a</menu><dir><li>b</dir>')).toBe(
      '<ul><li>a</li></ul><ul><li>b</li></ul>',
    );
  });

  test('lets wide things scroll', () => {
    expect(copy('<table><tr><td>a</table>')).toBe(
      '<div class="table" role="region" aria-label="Table" tabindex="0"><table><tbody><tr><td>a</td></tr></tbody></table></div>',
    );
  });

  test('makes no copy of what is nested beyond reason', () => {
    expect(copy('<div>'.repeat(100_000))).toBeNull();
    expect(copy('<p>a'.repeat(1_000))).not.toBeNull();
  });
});
