import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { demandingRecord } from '../browser/demanding-record.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, dangers, pagesOf, pageText } from './built.ts';
import { compiled } from './compiled.ts';

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

async function mistakesIn(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}

describe('the site of a demanding record', async () => {
  const world = memoryWorld({
    files: demandingRecord(),
    clones: {
      engine: [
        'commit 771aacd000000000000000000000000000000001 2026-03-02 <script>alert(1)</script> "quoted" \u202eturned',
        'tag fog-1 771aacd000000000000000000000000000000001',
      ].join('\n'),
    },
  });
  const built = await build(await compiled(world));

  test('is valid HTML, page by page', async () => {
    expect(await mistakesIn('<p><div></p>')).not.toEqual([]);
    for (const path of pagesOf(built)) {
      expect([path, ...(await mistakesIn(pageText(built, path)))]).toEqual([path]);
    }
  });

  test('leads nowhere that is not there, and holds nothing that runs', () => {
    expect(brokenLinks(built)).toEqual([]);
    expect(dangers(built)).toEqual([]);
  });

  test('is the same for another order of files', async () => {
    const files = Object.fromEntries(Object.entries(demandingRecord()).reverse());
    const again = await build(await compiled(memoryWorld({ files })));
    const first = await build(await compiled(memoryWorld({ files: demandingRecord() })));
    expect([...again.keys()]).toEqual([...first.keys()]);
    for (const [path, bytes] of first) expect(again.get(path)).toEqual(bytes);
  });
});
