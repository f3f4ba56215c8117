import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';

async function publicNotes(text: string, ending = 'md'): Promise<readonly string[]> {
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/open.md': '---\ntitle: Open\n---\n\nYes.\n',
    [`record/nest.${ending}`]: text,
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  return [...world.disk.keys()].flatMap((place) => /\/site\/raw\/(\w+)\.(?:md|html)$/.exec(place)?.[1] ?? []);
}

test.each([
  ['a value that YAML does not read', '---\ntitle: Nest: dunes\nprivate: true\n---\n\nNo.\n'],
  ['no space behind the key', '---\ntitle: Nest\nprivate:true\n---\n\nNo.\n'],
  ['a key that comes again', '---\ntitle: Nest\ntitle: Nest\n"private": yes\n---\n\nNo.\n'],
  ['blank lines before the head', '\n\n---\ntitle: Nest\nprivate: true\n---\n\nNo.\n'],
  ['a head that never closes', '---\ntitle: Nest\nPrivate: true\n\nNo.\n'],
  ['a head in another language', '---json\n{ "private": true }\n---\n\nNo.\n'],
  ['TOML', '+++\ntitle = "Nest"\nprivate = true\n+++\n\nNo.\n'],
  ['a head behind a comment', '<!-- Ines -->\n---\ntitle: Nest\nprivate: true\n---\n\nNo.\n'],
  ['labels on a line', '# Nest\n\n**Version:** 0.1 \u00b7 **Private:** yes\n\nNo.\n'],
  ['a table', '# Nest\n\n| | |\n| --- | --- |\n| Version | 0.1 |\n| Private | true |\n\nNo.\n'],
  ['a comment', '<!--\nVersion: 0.1\nPrivate: true\n-->\n# Nest\n\nNo.\n'],
  ['a comment in small letters', '<!--\nversion: 0.1\nprivate: true\n-->\n# Nest\n\nNo.\n'],
  ['a comment that begins with it', '<!--\nprivate: true\nversion: 0.1\n-->\n# Nest\n\nNo.\n'],
  ['one label alone', '# Nest\n\n**Private.** yes\n\nNo.\n'],
  ['a label with nothing behind it', '# Nest\n\n**Version.** 0.1\n**Private.**\n\nNo.\n'],
  ['a line alone', '# Nest\n\nPrivate: yes\n\nNo.\n'],
  ['the colon of East Asia', '# Nest\n\nPrivate：yes\n\nNo.\n'],
  ['that colon in bold', '# Nest\n\n**Private：**\n\nNo.\n'],
  ['that colon in a comment', '<!--\nVersion：0.1\nPrivate：true\n-->\n# Nest\n\nNo.\n'],
  ['that colon below a head', '---\ntitle: Nest\nprivate：true\n---\n\n# Nest\n\nNo.\n'],
  ['that colon between dots', '# Nest\n\nv0.1 · Private：yes\n\nNo.\n'],
  ['a quote', '# Nest\n\n> **Private:** yes\n\nNo.\n'],
  ['a list', '# Nest\n\n- Version: 0.1\n- Private: yes\n\nNo.\n'],
  ['a line with dots', '# Nest\n\nVersion 0.1 \u00b7 private \u00b7 2026-02-01\n\nNo.\n'],
  ['a label below a head', '---\ntitle: Nest\n---\n\n**Private:** yes\n\nNo.\n'],
  ['the second of two lines', '---\ntitle: Nest\nprivate: false\nprivate: true\n---\n\nNo.\n'],
  ['a line that begins with it', '# Nest\n\nPrivate \u00b7 2026-02-01\n\nNo.\n'],
  ['a head in code, above all', '```yaml\nprivate: true\n```\n\n# Nest\n\nNo.\n'],
  [
    'a table that says it is not public',
    '# Nest\n\n| | |\n| --- | --- |\n| Public | no |\n| Private | yes |\n\nNo.\n',
  ],
  ['a comment in one line', '<!-- version: 0.1, private: true -->\n# Nest\n\nNo.\n'],
  [
    'the first row of a document control',
    '# Nest\n\nNo.\n\n## Document control\n\n| Private | yes |\n| --- | --- |\n| Version | 0.1 |\n',
  ],
  [
    'a document control without a version',
    '# Nest\n\nNo.\n\n## 1. Document control\n\n| Owner | Ada |\n| Private | yes |\n\n## 2. Rest\n',
  ],
  ['a head below its title', '# Nest\n\n---\nprivate: true\n---\n\nNo.\n'],
])('a note is private that says so in %s', async (_, text) => {
  expect(await publicNotes(text)).toEqual(['open']);
});

test.each([
  ['<meta name="private">', ['open']],
  ["<META content='internal' name='Private' />", ['open']],
  ['<meta name=private content=true>', ['open']],
  ['<meta name="private" content="no">', ['nest', 'open']],
  ['<meta name="keywords" content="private">', ['nest', 'open']],
])('an HTML file with %s leaves %j', async (meta, notes) => {
  const text = `<!doctype html>\n<html><head><title>Nest</title>${meta}</head><body><p>No.</p></body></html>\n`;
  expect(await publicNotes(text, 'html')).toEqual(notes);
});

test.each([
  ['below its first section', '# Nest\n\nYes.\n\n## Head\n\nprivate: true\n'],
  [
    'among other words',
    '# Nest\n\nPrivate: two of twelve. **Private** matters are elsewhere, <!-- not private: yes, open -->\n',
  ],
  [
    'in a comment that explains it',
    '<!-- Heads: write\nprivate: true\nto hide a note. -->\n# Nest\n\nYes. <!-- To hide it, private: true goes into its head. -->\n',
  ],
  ['in a comment below a head', '---\ntitle: Nest\n---\n\n<!-- Not for all?\n\nprivate: true\n-->\n\nYes.\n'],
  ['behind a document control', '# Nest\n\n## Document control\n\nNone.\n\n## Rest\n\nPrivate: yes\n'],
  ['as a number', '# Nest\n\n- Public: 12\n- Private: 3\n'],
  ['in code', '# Nest\n\n```json\n{\n  "private": true\n}\n```\n\nNo package of ours goes to npm.\n'],
  ['as a value beside public', '# Nest\n\nVisibility: public \u00b7 private \u00b7 internal\n'],
  [
    'in a table that says the same of public',
    '# Nest\n\n| Can be | |\n| --- | --- |\n| Public | yes |\n| Private | yes |\n',
  ],
  ['as a title beside one for public', '# Nest\n\n**Public**\n\nEggs.\n\n**Private**\n\nNone.\n'],
])('a note is open that says it %s', async (_, text) => {
  expect(await publicNotes(text)).toEqual(['nest', 'open']);
});

test.each([
  ['says no', '---\ntitle: Nest: dunes\nprivate: no\n---\n\nprivate: true\n'],
  ['says it in its text alone', '---\ntitle: Nest: dunes\n---\n\n## Head\n\nprivate: true\n'],
])('a note with a head that cannot be read is open when it %s', async (_, text) => {
  expect(await publicNotes(text)).toEqual(['nest', 'open']);
});

test('slop render --profile tells which notes it shows that mean to be private in other words', async () => {
  const heads = [
    'visibility: private',
    'Classification: Internal',
    'confidential: true',
    'public: no',
    'visibility: public',
    'confidential: false',
    'public: true',
    'status: internal',
    'private: true\nvisibility: internal',
  ];
  const notes = heads.map((head, at) => [`record/n${at}.md`, `---\ntitle: N${at}\n${head}\n---\n\nYes.\n`]);
  const world = memoryWorld({
    files: { 'slop.yaml': 'profiles:\n  public: {}\n', ...Object.fromEntries(notes) },
  });
  const terminal = testTerminal();
  expect(await render(world, terminal, { out: null, profile: 'public' })).toBe(0);
  expect(terminal.written.err.match(/n\d\.md: .*/g)).toEqual([
    'n0.md: visibility: private',
    'n1.md: Classification: Internal',
    'n2.md: confidential: true',
    'n3.md: public: no',
  ]);
});
