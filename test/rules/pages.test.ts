import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import { ruleById, rules } from '../../src/rules/rules.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { type Example, type RulePage, rulePages } from './pages.ts';

const pages = rulePages();
/** Loading the kinds takes a tenth of a second, and few examples have a slop.yaml. */
const plainProject = loadProject(memoryWorld({ files: {} }), '/project');

async function check({ world: parts }: Example) {
  const world = memoryWorld(parts);
  const project = 'slop.yaml' in parts.files ? await loadProject(world, world.cwd) : await plainProject;
  const { findings, textOf } = await compile({ world, project, engine: satteriEngine });
  const texts = new Map<string, string>();
  for (const { path } of findings) texts.set(path, await textOf(path));
  return findings.map((finding) => {
    const { message, help } = ruleById.get(finding.rule) ?? {};
    const text = texts.get(finding.path) ?? '';
    const said = [message?.(finding.data) ?? '', help?.(finding.data) ?? ''];
    return {
      ...finding,
      said,
      inFile: finding.span.end <= text.length,
      text: text.slice(finding.span.start, finding.span.end),
    };
  });
}

describe('the pages in record/rules/', () => {
  test('are one for each rule, named after it', () => {
    expect(pages.map(({ file }) => file)).toEqual(rules.map(({ id }) => `${id.replace('/', '-')}.md`).sort());
  });

  describe.each(pages)('$file', (page: RulePage) => {
    const rule = ruleById.get(page.title);

    test('agrees with the table of rules', () => {
      expect(rule).toBeDefined();
      expect(page.head).toEqual({
        kind: 'rule',
        title: rule?.id,
        status: 'active',
        severity: rule?.severity,
        summary: expect.stringMatching(/^[A-Z].*\.$/),
      });
      expect(page.sections).toEqual(['What', 'Why', 'What to do', 'Good', 'Bad']);
      for (const section of ['What', 'Why', 'What to do']) expect(page.prose.get(section)).toMatch(/\S/);
    });

    test('has a bad example in which the rule speaks, in one sentence', async () => {
      const found = (await check(page.bad)).filter((finding) => finding.rule === page.title);
      expect(found.length).toBeGreaterThan(0);
      if (page.bad.at !== null) expect(found.map(({ text }) => text)).toContain(page.bad.at);
      for (const { said, inFile } of found) {
        expect(inFile).toBe(true);
        for (const sentence of said) {
          expect(sentence).toMatch(/^\S.*\S$/);
          expect(sentence).not.toMatch(/undefined|\[object|\bnull\b|NaN/);
        }
        expect(said[0]).toMatch(/\.$/);
      }
    });

    test('has a good example in which it is silent, and nothing is an error', async () => {
      const found = await check(page.good);
      expect(found.filter((finding) => finding.rule === page.title || finding.severity === 'error')).toEqual(
        [],
      );
    });
  });
});
