import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, project } from './built.ts';

const execute = promisify(execFile);

describe('the public door', () => {
  beforeAll(build, 120_000);

  it.each([
    ['src/index.ts', /@example\n([\s\S]*?)\n \*\n \* @/],
    ['README.md', /^```js\n([\s\S]*?)```$/m],
  ])('opens as the example in %s says', async (file, pattern) => {
    const text = await readFile(path.join(project, file), 'utf8');
    const example = pattern.exec(text)?.[1]?.replace(/^ \* ?/gm, '') ?? '';
    expect(example).toContain("from '@dunin7/slop'");
    const script = `${example}\nconsole.log(JSON.stringify([Array.isArray(findings), graph.byPath.has('record/glossary.md')]));`;
    // In the package itself its name leads to dist/.
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: project,
    });
    expect(JSON.parse(stdout)).toEqual([true, true]);
  });
});
