import { describe, expect, test } from 'vitest';
import { shortStyle } from '../../src/render/scripts.ts';
import { packageTemplates } from './values.ts';

describe('shortStyle()', () => {
  test.each([
    ['/* a */\n\na,\nb {\n  color : red;\n  margin: 0 auto;\n}\n', 'a,b{color : red;margin: 0 auto;}'],
    ['a::after { content: " /* x */ ; , { "; }', 'a::after{content: " /* x */ ; , { ";}'],
    [".a .b,\n.c > d {\n  content: '\\' ;  ';\n}", ".a .b,.c > d{content: '\\' ;  ';}"],
    ['@media (min-width: 62rem) and (x) {\n  a { b: c }\n}', '@media (min-width: 62rem) and (x){a{b: c}}'],
  ])('makes of %j %j', (style, short) => {
    expect(shortStyle(style)).toBe(short);
  });

  test('keeps every rule of the own style sheet, in the room that a page has for it', () => {
    const own = packageTemplates.get('style.css') ?? '';
    const short = shortStyle(own);
    expect(short.match(/\{/g)?.length).toBe(own.replace(/\/\*[\s\S]*?\*\//g, '').match(/\{/g)?.length);
    expect(Buffer.byteLength(short)).toBeLessThan(27_000);
  });
});
