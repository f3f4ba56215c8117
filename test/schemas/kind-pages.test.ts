import { readdirSync } from 'node:fs';
import { Liquid } from 'liquidjs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/types.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { validate } from '../../src/validate/validate.ts';
import { configSource, draftFrom } from '../helpers/drafts.ts';
import { packageKindNames, packageKinds, packageText } from '../helpers/package-schemas.ts';

const kinds = packageKinds();
const names = packageKindNames();
const { config } = parseConfig(configSource(''));
const folder = (path: string) => readdirSync(new URL(`../../${path}/`, import.meta.url)).sort();
const schemaOf = (name: string) => JSON.parse(packageText(`schemas/kinds/${name}.json`));
const shared: Record<string, { description: string }> = JSON.parse(
  packageText('schemas/note.json'),
).properties;

/** What a person would answer where not any text will do; awkward on purpose. */
const answers = {
  id: 'guest-booking',
  title: 'Guests: "booking" #1 — a start',
  version: '0.1',
  date: '2026-03-10',
  author: "Ines O'Calder",
  phase: '12',
  cycle: '1',
  number: 'CR-2026-012',
  severity: 'warning',
  lane: 'develop-1',
  turn: 'planning-start',
  message: 'brief',
  'turn-number': '1',
  end: 'finished',
};

function fill(name: string): string {
  const template = packageText(`templates/notes/${name}.md`);
  const texts = [...template.matchAll(/\{\{ ([a-z-]+)/g)].map(([, key]) => [key, `a: b # ${key}`]);
  return new Liquid({ strictVariables: true }).parseAndRenderSync(template, {
    ...Object.fromEntries(texts),
    ...answers,
  });
}

function headings(text: string): readonly string[] {
  return [...text.matchAll(/^## (?:\d+\. )?(.+)$/gm)].map((match) => match[1] ?? '');
}

/** Rows of the first table of a text, cells trimmed. */
function rows(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

describe('every kind', () => {
  it('has a schema, a template and a page, and none is left over', () => {
    const files = names.map((name) => `${name}.md`).sort();
    expect(folder('templates/notes')).toEqual(files);
    expect(folder('record/kinds')).toEqual(files);
  });
});

describe.each(names)('the template of %s', (name) => {
  it('makes a note that its schema accepts', () => {
    const text = fill(name);
    const versioned = kinds.get(name)?.versioned === true;
    const document = validate(
      draftFrom(`record/${answers.id}${versioned ? '-v0_1' : ''}.md`, text),
      config,
      kinds,
    );
    expect(document.faults).toEqual([]);
    expect(document).toMatchObject({
      kind: name,
      id: answers.id,
      title: answers.title,
      date: answers.date,
    });
    expect(document.note).not.toBeNull();
    expect(document.draft?.versions.map((place) => place.text)).toEqual(
      versioned ? ['0.1', '0.1', '0.1'] : [],
    );
  });

  it('has the sections of its kind, all of them in order', () => {
    expect(headings(fill(name))).toEqual(kinds.get(name)?.sections.map(({ title }) => title));
  });

  it('shows how its lists are written: taken out of their comments, they are accepted', () => {
    const shown = fill(name)
      .replace(/^([a-z-]+): \[\]\n(?=# - )/gm, '$1:\n')
      .replace(/^( {2}[a-z-]+): \[\]\n(?= {2}# - )/gm, '$1:\n')
      .replace(/^( *)# (?=- | {2})/gm, '$1')
      .replaceAll(/oid: .*/g, 'oid: 771aacd');
    expect(shown.split('\n').filter((line) => /^ *# {0,3}- /.test(line))).toEqual([]);
    expect(validate(draftFrom('record/x.md', shown), config, kinds).faults).toEqual([]);
  });
});

describe.each(names)('the page of %s', (name) => {
  const page = packageText(`record/kinds/${name}.md`);
  const schema = schemaOf(name);
  const part = (title: string) => page.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';

  it('is itself a sound document', () => {
    expect(validate(draftFrom(`record/kinds/${name}.md`, page), config, kinds)).toMatchObject({
      kind: 'document',
      title: schema.title,
      faults: [],
    });
    expect(headings(page.replaceAll(/```[\s\S]*?```/g, ''))).toEqual([
      'When to write one',
      'Head',
      'Statuses',
      'Sections',
      'Example',
    ]);
  });

  it('lists the keys that the schema has', () => {
    const properties: Record<string, JsonObject> = schema.properties ?? {};
    const required: readonly string[] = schema.required ?? [];
    const own = Object.keys(properties).filter((key) => key !== 'status');
    const keys =
      name === 'document' ? Object.keys(shared) : [...required.filter((key) => !own.includes(key)), ...own];
    const expected = keys.map((key) => {
      const description = properties[key]?.['description'] ?? shared[key]?.description;
      return [`\`${key}\``, required.includes(key) ? 'yes' : 'no', description];
    });
    expect(rows(part('Head'))).toEqual(expected);
  });

  it('gives statuses and sections in their order', () => {
    const kind = kinds.get(name);
    const ladder = kind?.ladder.map((status) => `\`${status}\``).join(' → ') || 'Any text will do.';
    expect(part('Statuses')).toContain(`\n${ladder}\n`);
    const final = kind?.final.map((status) => `\`${status}\``).join(', ');
    if (final) expect(part('Statuses')).toContain(`After ${final} `);
    const listed = [...part('Sections').matchAll(/^- (.+?)( \(if there is something to say\))?$/gm)];
    expect(listed.map(([, title, optional]) => ({ title, required: optional === undefined }))).toEqual(
      kind?.sections.map(({ title, required }) => ({ title, required })),
    );
  });

  it('has an example that its schema accepts', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(part('Example'))?.[1] ?? '';
    const document = validate(draftFrom('record/example.md', example), config, kinds);
    expect(document.faults).toEqual([]);
    expect(document.kind).toBe(name);
  });
});
