import { describe, expect, test } from 'vitest';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { render } from '../../src/commands/render/render.ts';
import { Refusal } from '../../src/refusal.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const harbour = {
  'slop.yaml': 'title: Harbour\naddress: https://harbour.example/record/\n',
  'record/archive/lights-v0_1.md': '---\ntitle: Lights\nversion: "0.1"\n---\n\n## 6. Lamps\n\nx\n',
  'record/lights-v0_2.md': '---\ntitle: Lights\nversion: "0.2"\n---\n\n## 6. Lamps\n\nx\n',
};

const citing = `---
title: Fares
version: "0.1"
---

# Fares

See lights-v0_2.md §6, the older lights-v0_1.md, [[lights]] and nowhere-v0_1.md. As lights-v0_2.md §9 has it.
Or [[lights#lamps]], lights-v0_2.md#s-lamps and [[lights#gone]].
`;

async function written(world: MemoryWorld): Promise<Readonly<Record<string, string>>> {
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  return world.written();
}

async function xref(): Promise<string> {
  return (await written(memoryWorld({ files: harbour })))['site/xref.json'] ?? '';
}

function fares(xrefs: string, file: string): MemoryWorld {
  const files = { 'slop.yaml': `xrefs:\n  harbour: ${xrefs}\n`, 'record/fares-v0_1.md': citing };
  return memoryWorld({ files: { ...files, 'others/harbour.json': file } });
}

const linksIn = (page: string): readonly string[] =>
  [
    ...page.matchAll(/<a class="mention" data-state="(\w+)" title="([^"]*)" href="(https:[^"]+)">([^<]*)</g),
  ].map(([, state, tip, href, text]) => `${text} ${state} ${href} (${tip})`);

describe('a mention of a note of another record', () => {
  test('leads to its page, with section and state, by the xref.json beside slop.yaml', async () => {
    const site = await written(fares('others/harbour.json', await xref()));
    const at = 'https://harbour.example/record/view';
    expect(linksIn(site['site/view/fares-v0_1.md.html'] ?? '')).toEqual([
      `lights-v0_2.md ok ${at}/lights-v0_2.md.html (Lights, in harbour)`,
      `§6 ok ${at}/lights-v0_2.md.html#s-lamps (Lights, in harbour)`,
      `lights-v0_1.md outdated ${at}/archive/lights-v0_1.md.html (A newer version exists: Lights, in harbour)`,
      `[[lights]] ok ${at}/lights-v0_2.md.html (Lights, in harbour)`,
      `lights-v0_2.md ok ${at}/lights-v0_2.md.html (Lights, in harbour)`,
      `§9 unverified ${at}/lights-v0_2.md.html (Not verified: Lights, in harbour)`,
      `[[lights#lamps]] ok ${at}/lights-v0_2.md.html#s-lamps (Lights, in harbour)`,
      `lights-v0_2.md#s-lamps ok ${at}/lights-v0_2.md.html#s-lamps (Lights, in harbour)`,
      `[[lights#gone]] unverified ${at}/lights-v0_2.md.html (Not verified: Lights, in harbour)`,
    ]);
    expect(site['site/data/notes/fares.json']).toContain('"type":"record","record":"harbour","id":"lights"');
  });

  test('is no finding, while what no record has stays one', async () => {
    const terminal = testTerminal();
    const options = { ...PLAIN, format: 'json' } as const;
    await check(fares('others/harbour.json', await xref()), terminal, options);
    const { findings } = JSON.parse(terminal.written.out);
    const missing = findings.filter(({ rule }: { rule: string }) => rule.startsWith('ref/missing'));
    expect(missing).toHaveLength(1);
    expect(JSON.stringify(missing)).toContain('nowhere-v0_1.md');
  });

  test('never leads out of the site that its file is of', async () => {
    const hostile = {
      schemaVersion: 1,
      title: '<script>',
      address: null,
      notes: ['javascript:alert(1)', 'https://elsewhere.example/', '../../out', '//elsewhere.example/x'].map(
        (page, at) => ({ id: ['lights', 'a', 'b', 'c'][at], title: 'x', page, versions: [], sections: [] }),
      ),
    };
    const told = '{ file: others/harbour.json, address: "https://harbour.example/record" }';
    const site = await written(fares(told, JSON.stringify(hostile)));
    const page = site['site/view/fares-v0_1.md.html'] ?? '';
    expect(linksIn(page)).toEqual([]);
    expect(page).not.toMatch(/elsewhere|javascript|out\b/);
  });

  test.each([
    ['others/none.json', '{}', /xrefs\.harbour cannot be used: others\/none\.json cannot be read/],
    ['others/harbour.json', 'no json', /is no xref\.json/],
    ['others/harbour.json', '{"schemaVersion": 2, "notes": []}', /schemaVersion/],
    ['others/harbour.json', '{"schemaVersion": 1, "notes": [], "address": null}', /says no address/],
  ])('refuses %s that holds %s', async (file, text, message) => {
    const rendered = render(fares(file, text), testTerminal(), { out: null });
    await expect(rendered).rejects.toThrow(Refusal);
    await expect(rendered).rejects.toThrow(message);
  });
});
