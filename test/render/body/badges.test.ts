import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../../src/parse/markdown/remark.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import type { Badge } from '../../../src/render/body/badges.ts';
import { soup } from '../../parse/markdown/record-text.ts';
import { edgeFor, renderLead } from './page.ts';

const MARK =
  '<a class="badge" data-state="verified" href="#page-claim-1" title="Verified: it" aria-label="Verified: it">✓</a>';

/** A badge behind the first place where `words` stand. */
function badgeAfter(text: string, words: string): Badge {
  const at = text.indexOf(words) + words.length;
  return { at, state: 'verified', mark: '✓', words: 'Verified: it', entry: 'page-claim-1' };
}

describe('a claim in a body', () => {
  test.each([
    [
      'has its badge behind its words',
      'All 421 pass today.',
      '421 pass',
      `<p>All 421 pass${MARK} today.</p>`,
    ],
    ['has it at the end of a text', 'All 421 pass', '421 pass', `<p>All 421 pass${MARK}</p>`],
    [
      'has it within emphasis',
      'All **421 pass + 1** x',
      '421 pass',
      `<p>All <strong>421 pass${MARK} + 1</strong> x</p>`,
    ],
    ['has it behind code', 'At `5451c02`.', '5451c02', `<p>At <code>5451c02</code>${MARK}.</p>`],
    [
      'has it behind a link',
      'At [5451c02](x.md).',
      '5451c02',
      `<p>At <a href="to/x.md">5451c02</a>${MARK}.</p>`,
    ],
    [
      'has it where an escape stands before it',
      'A \\*&amp; 421 pass *x*',
      '421 pass',
      `<p>A *&#x26; 421 pass${MARK} <em>x</em></p>`,
    ],
    [
      'has it in a heading',
      '## 1. 93 pass\n',
      '93 pass',
      `<h2 id="s-93-pass"><span class="anchor" id="s-1"></span>1. 93 pass${MARK}</h2>`,
    ],
    ['has it before the id of a heading', '## A {#id}\n', '{#id', `<h2 id="s-id">A${MARK}</h2>`],
    ['has it in a heading that is an id alone', '## {#id}\n', '{', `<h2 id="s-id">${MARK}</h2>`],
  ])('%s', (_, text, words, expected) => {
    for (const engine of [satteriEngine, remarkEngine()]) {
      const shown = renderLead(text, { engine, badges: [badgeAfter(text, words)] });
      expect(shown.replaceAll('&amp;', '&#x26;')).toBe(expected);
    }
  });

  test('has its badge in the cell of a table', () => {
    const text = '| a | b |\n|---|---|\n| 93 pass | c |\n';
    expect(renderLead(text, { badges: [badgeAfter(text, '93 pass')] })).toContain(`<td>93 pass${MARK}</td>`);
  });

  test('has its badge behind the mention in which it ends, which stays whole', () => {
    const text = 'At **engine 5451c02** now.';
    const shown = renderLead(text, {
      edges: [edgeFor(text, '**engine 5451c02**')],
      badges: [badgeAfter(text, '5451c02')],
    });
    expect(shown).toBe(
      `<p>At <a class="mention" data-state="ok" href="there.html"><strong>engine 5451c02</strong></a>${MARK} now.</p>`,
    );
  });

  test('has no badge in the head, which is shown above', () => {
    const text = '# T\n\n**Tests.** 93 pass\n\nx\n';
    const headSpan = { start: text.indexOf('**T'), end: text.indexOf('pass') + 4 };
    expect(renderLead(text, { headSpan, badges: [badgeAfter(text, '93 pass')] })).not.toContain('badge');
  });

  test('changes nothing but its badge, wherever it ends', () => {
    fc.assert(
      fc.property(soup, fc.nat(), (text, place) => {
        const at = place % (text.length + 1);
        const badge = { ...badgeAfter('', ''), at };
        const marked = renderLead(text, { badges: [badge] });
        expect(marked.replace(MARK, '')).toBe(renderLead(text));
      }),
    );
  });
});
