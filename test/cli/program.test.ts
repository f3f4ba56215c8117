import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/program.ts';

/** Runs arguments that end before any command does. */
async function run(...argv: readonly string[]) {
  const written = { out: '', err: '' };
  const code = await runCommandLine(argv, {
    about: { version: '1.2.3', homepage: 'https://example.org' },
    open: () => Promise.reject(new Error('no command should run')),
    out: async (text) => {
      written.out += text;
    },
    err: async (text) => {
      written.err += text;
    },
  });
  return { code, ...written };
}

const { out: help } = await run('--help');
const COMMANDS = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)]
  .map(([, name]) => name ?? '')
  .filter((name) => name !== 'help');

describe('runProgram()', () => {
  test('prints the version', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });

  test('prints help to standard output, with every command and exit code', async () => {
    const { code, out, err } = await run('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(COMMANDS).toEqual(expect.arrayContaining(['init', 'check', 'render', 'explain']));
    for (const exit of ['0', '1', '2', '3', '130']) expect(out).toMatch(new RegExp(`^  ${exit} +\\w`, 'm'));
  });

  test.each(COMMANDS)('gives examples in the help of %s', async (command) => {
    const { code, out } = await run(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`$ slop ${command}`);
  });

  test('prints the help of a command also where help is asked for first', async () => {
    expect(await run('help', 'verify')).toEqual(await run('verify', '--help'));
    expect(await run('help')).toEqual(await run('--help'));
  });

  test.each([
    ['no command', [], 'Usage:'],
    ['an unknown command', ['chekc'], 'check'],
    ['an unknown option', ['check', '--stict'], '--strict'],
    ['an unknown format', ['check', '--format', 'xml'], 'pretty'],
    ['too many arguments', ['explain', 'a', 'b'], 'argument'],
  ])('refuses %s with 2 and a hint on standard error', async (_name, argv, hint) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(hint);
  });
});

describe('README.md', () => {
  test('lists the commands and options that --help lists', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `slop (\w+(?: [\w-]+)?)([^`]*)` \|/gm)];
    const commands = rows.map(([, command = '']) => command.split(' ', 1)[0]);
    expect([...new Set(commands)]).toEqual(COMMANDS);
    for (const [, command = '', usage = ''] of rows) {
      const { out } = await run(...command.split(' '), '--help');
      const flags = (text: string) =>
        [...new Set([...text.matchAll(/--[a-z-]+/g)].map(([flag]) => flag))]
          .filter((flag) => flag !== '--help')
          .sort();
      const options = out.slice(out.indexOf('Options:'), out.indexOf('Examples:'));
      expect(flags(usage), command).toEqual(flags(options));
    }
  });
});
