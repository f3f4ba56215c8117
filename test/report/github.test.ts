import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeData, escapeProperty, github } from '../../src/report/github.ts';
import type { Severity } from '../../src/types.ts';
import { findingAt, reportInput } from './sample.ts';

const path = 'record/a-v0_1.md';
const text = 'one\ntwo three\nfour\n';
const many = (severity: Severity, length: number) =>
  Array.from({ length }, (_, index) => findingAt(text, 'three', { severity, data: { index } }));

describe('github()', () => {
  test('writes an annotation with its place, escaped', async () => {
    const finding = findingAt(text, 'three', { path: 'a,b:c%.md', data: { text: '100%\nsure' } });
    const { commands, jobSummary } = await github(reportInput({ 'a,b:c%.md': text }, [finding]));
    expect(commands.split('\n')).toEqual([
      '::error file=a%2Cb%3Ac%25.md,line=2,endLine=2,col=5,endColumn=10,title=slop%3A ref/missing-section' +
        '::says ref/missing-section%0Amend {"text":"100%25\\nsure"}%0Ahttps://example.org/ref/missing-section',
      '1 error in 1 file; 1 note checked',
      '',
    ]);
    expect(jobSummary).toBe('');
  });

  test('leaves out the columns of a place over several lines', async () => {
    const finding = findingAt(text, 'two three\nfour');
    const { commands } = await github(reportInput({ [path]: text }, [finding]));
    expect(commands).toContain('line=2,endLine=3,title=');
  });

  test('shows the worst first, ten of each severity, and the others in the job summary', async () => {
    const findings = [...many('info', 12), ...many('warning', 11), ...many('error', 30)];
    const { commands, jobSummary } = await github(reportInput({ [path]: text }, findings));
    const levels = commands.split('\n').map((line) => /^::(\w+) /.exec(line)?.[1]);
    const ten = (level: string) => Array.from({ length: 10 }, () => level);
    expect(levels.filter(Boolean)).toEqual([...ten('error'), ...ten('warning'), ...ten('notice')]);
    const rows = jobSummary.split('\n').filter((line) => /^\| (error|warning|info) /.test(line));
    expect(rows.map((row) => row.split(' ')[1])).toEqual([
      ...Array.from({ length: 20 }, () => 'error'),
      'warning',
      'info',
      'info',
    ]);
  });

  test('keeps the job summary below what GitHub takes, and says what is left', async () => {
    const findings = many('error', 9_000);
    const input = reportInput({ [path]: text }, findings, {
      words: () => ({ message: 'x'.repeat(300), help: '' }),
    });
    const { jobSummary } = await github(input);
    expect(jobSummary.length).toBeLessThan(1_000_000);
    const rows = jobSummary.split('\n').filter((line) => line.startsWith('| error')).length;
    expect(jobSummary).toContain(`${(9_000 - 10 - rows).toLocaleString('en-US')} findings more`);
  });

  test('writes text of notes into the summary as text', async () => {
    const words = () => ({ message: 'a | b <img src=x> [l](javascript:x) `c` \u202e', help: '' });
    const { jobSummary } = await github(reportInput({ [path]: text }, many('error', 11), { words }));
    const row = jobSummary.split('\n').find((line) => line.startsWith('| error')) ?? '';
    expect(row.split('|')).toHaveLength(6);
    expect(row).not.toMatch(/<img|\[l\]|`|\u202e/);
  });
});

describe('escapeProperty()', () => {
  test('comes back whole by the rules of the runner, and can end neither the value nor the command', () => {
    const read = (value: string): string =>
      ['%2C,', '%3A:', '%0A\n', '%0D\r', '%25%'].reduce(
        (left, pair) => left.replaceAll(pair.slice(0, 3), pair.slice(3)),
        value,
      );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('%', '2', '5', ',', ':', '\n', '\r', 'A', '0') }),
        (value) => {
          expect(escapeProperty(value)).not.toMatch(/[,:\r\n]/);
          expect(read(escapeProperty(value))).toBe(value);
          expect(escapeData(value)).not.toMatch(/[\r\n]/);
        },
      ),
    );
  });
});
