import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { configText } from '../../src/commands/init/texts.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { configSource } from '../helpers/drafts.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const fences = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind, text = '']) => ({
  kind,
  text,
}));
const fence = (kind: string, opening: string): string =>
  fences.find((one) => one.kind === kind && one.text.startsWith(opening))?.text ?? '';

describe('README.md', () => {
  test('shows a finding as it is shown', async () => {
    const files = {
      'slop.yaml': '',
      'record/fares-v0_2.md':
        '---\ntitle: Fares\nversion: "0.2"\n---\n# Fares — v0.2\n\n## 1. Tables\n\nOne.\n\n## 2. Discounts\n\nNone.\n',
      'record/report-v0_1.md':
        '---\ntitle: Report\nversion: "0.1"\ndate: 2026-05-12\n---\n# Report — v0.1\n\nA guest pays the full fare at the desk (fares-v0_2.md §4).\n',
    };
    const terminal = testTerminal();
    await check(memoryWorld({ files }), terminal, PLAIN);
    expect(terminal.written.out).toBe(`${fence('', 'error[')}\n1 error in 1 file; 2 notes checked\n`);
  });

  test('shows a slop.yaml that is right', () => {
    const text = fence('yaml', 'title:');
    expect(text).not.toBe('');
    expect(parseConfig(configSource(text)).faults).toEqual([]);
  });
});

describe('configText()', () => {
  test('is right, also with every line that it holds back', () => {
    const text = configText('a "name": #1', { version: '0.0.0', homepage: 'https://github.com/DUNIN7/slop' });
    expect(parseConfig(configSource(text)).faults).toEqual([]);
    const open = text.replace(/^# (?=(address|rules| {2}\S+):)/gm, '');
    expect(open).not.toBe(text);
    const { config, faults } = parseConfig(configSource(open));
    expect(faults).toEqual([]);
    expect(config).toMatchObject({ title: 'a "name": #1', address: 'https://example.org/record/' });
    expect(config.rules).toHaveLength(1);
  });
});
