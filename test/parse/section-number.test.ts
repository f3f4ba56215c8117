import { describe, expect, test } from 'vitest';
import { splitNumber } from '../../src/parse/section-number.ts';

describe('splitNumber() finds a number in', () => {
  test.each([
    ['1. Title', '1', 'Title'],
    ['12) Title', '12', 'Title'],
    ['6: Title', '6', 'Title'],
    ['6 — Title', '6', 'Title'],
    ['6 Title', '6', 'Title'],
    ['2.1 Title', '2.1', 'Title'],
    ['2.1. observations', '2.1', 'observations'],
    ['3.B. The items', '3.B', 'The items'],
    ['§6 Title', '6', 'Title'],
    ['§ 6. title', '6', 'title'],
    ['§D7 Title', 'D7', 'Title'],
    ['A.7 Title', 'A.7', 'Title'],
    ['A. Title', 'A', 'Title'],
    ['3A. Title', '3A', 'Title'],
    ['3A Title', '3A', 'Title'],
    ['2b. title', '2b', 'title'],
    ['Section 5 — Title', '5', 'Title'],
    ['Sec-7: Title', '7', 'Title'],
    ['Sec-A.7 Title', 'A.7', 'Title'],
    ['Sec-C', 'C', ''],
    ['6', '6', ''],
    ['1. 状態', '1', '状態'],
    ['4 "Quoted" words', '4', '"Quoted" words'],
  ])('%s', (text, number, title) => {
    expect(splitNumber(text)).toEqual({ number, title });
  });
});

describe('splitNumber() finds none in', () => {
  test.each([
    '',
    'Title',
    'Step 2b — what it was',
    '3 halts in one day',
    '14 candidates (was thirteen)',
    '2026 in numbers',
    '2026-05-12',
    '12:30 stand-up',
    '100% coverage',
    '5-minute rule',
    '3D printing',
    'v0.1 to v0.2',
    'D7 — Title',
    'P57-D1',
    'A title that begins with a letter',
    'I wrote this',
    'Section headings',
    'Sections 3 to 5',
    'Sec-Tion',
    'Second thoughts',
    'Option X',
  ])('%j', (text) => {
    expect(splitNumber(text)).toEqual({ number: null, title: text });
  });
});
