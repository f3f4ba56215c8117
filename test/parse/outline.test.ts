import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { outlineOf } from '../../src/parse/outline.ts';
import { parse } from '../../src/parse/parse.ts';
import { sourceOf } from '../../src/read/source.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';

const folder = path.join(import.meta.dirname, '../../record');
const notes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

test.each<readonly [string, Uint8Array]>([
  ...notes.map((name) => [name, readFileSync(path.join(folder, name))] as const),
  [
    'of label lines',
    Buffer.from('# Note v0.1\n\n**Version.** 0.1\n**Status.** draft\n\n## Kickoff prompt\n\n```\nGo.\n```\n'),
  ],
  ['that is no text', Buffer.from([0, 1, 2, 255])],
  ['of nothing', Buffer.alloc(0)],
])('the outline of a note (%s) is what the whole reading says of it', (name, bytes) => {
  const source = sourceOf(name, bytes);
  const whole = parse(source, defaultConfig, satteriEngine);
  const { path: place, head, headSpan, body, title, sections, code } = whole;
  expect(outlineOf(source, defaultConfig, satteriEngine)).toEqual({
    path: place,
    head,
    headSpan,
    body,
    title,
    sections,
    code,
  });
});
