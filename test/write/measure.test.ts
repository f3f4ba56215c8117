import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Probe } from '../../src/types.ts';
import { diskFiles } from '../../src/world/files.ts';
import { measure } from '../../src/write/measure.ts';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';

const keep = folderKeeper();
const REPORT =
  '<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite></testsuites>\n';
const probe = (file: string): Probe => ({
  name: 'fares',
  repository: 'record',
  command: ['run-it'],
  output: 'junit',
  file,
  pattern: null,
  seconds: 60,
  limit: 7,
});

/** What a probe that writes `out` came to, where `run` is what it does in its folder. */
async function measured(
  run: (root: string) => Promise<unknown>,
  before: (root: string) => Promise<unknown> = async () => {},
  exitCode = 0,
) {
  const { root } = await keep(temporaryFolder());
  await before(root);
  const probing = {
    run: async () => {
      await run(root);
      return { end: 'exit', exitCode, signal: null, output: '' } as const;
    },
    endLeft: async () => {},
    answers: async () => false,
    standing: async () => null,
  };
  const place = { folder: root, oid: null, clean: true };
  const watch = { interrupted: new AbortController().signal, progress: () => {} };
  return measure({ files: diskFiles, probing, now: () => 0 }, probe('out'), place, [], watch);
}

describe('the file of a probe', () => {
  test('is read where a link in the repository leads to it', async () => {
    const { receipt } = await measured(
      (root) => writeFile(`${root}/real`, REPORT),
      (root) => symlink('real', `${root}/out`),
    );
    expect(receipt?.counts).toMatchObject({ passed: 1, failed: 1 });
  });

  test.each([
    ['a folder', (root: string) => mkdir(`${root}/out`), 'no file'],
    ['a link to nothing', (root: string) => symlink('nowhere', `${root}/out`), 'did not write'],
    ['a link out of it', (root: string) => symlink('/etc/passwd', `${root}/out`), 'out of the repository'],
    ['nothing', async () => {}, 'did not write'],
  ])('measures nothing where it is %s', async (_what, run, why) => {
    const { receipt, why: told } = await measured(run);
    expect(receipt).toBeNull();
    expect(told).toContain(why);
  });

  test.each([
    ['not written', async () => {}, 'it ended with exit code 3, and it did not write out'],
    [
      'without a result',
      (root: string) => writeFile(`${root}/out`, 'Usage: run-it\n'),
      'it ended with exit code 3, and out holds no result of junit',
    ],
  ])('is told with how the command ended where it is %s', async (_what, run, why) => {
    expect((await measured(run, undefined, 3)).why).toBe(why);
  });

  test('measures nothing where it is of an earlier run', async () => {
    expect(
      (
        await measured(
          async () => {},
          (root) => writeFile(`${root}/out`, REPORT),
        )
      ).why,
    ).toContain('earlier run');
  });
});
