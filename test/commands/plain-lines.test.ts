import { describe, expect, test } from 'vitest';
import { plainLine } from '../../src/commands/plain-lines.ts';

const status = (lane: string | null, json: boolean) => ({
  program: 'lane',
  command: { verb: 'status', lane },
  json,
});
const turn = (wait: boolean, json: boolean) => ({
  program: 'lane',
  command: { verb: 'turn', lane: 'tides', note: 'a.md#start', wait, minutes: null },
  json,
});

describe('plainLine()', () => {
  test.each([
    ['check', { program: 'check' }],
    ['lane status', status(null, false)],
    ['lane status tides', status('tides', false)],
    ['lane status --json', status(null, true)],
    ['lane status --json tides', status('tides', true)],
    ['lane status tides --json', status('tides', true)],
    ['lane turn tides a.md#start', turn(true, false)],
    ['lane turn --json tides a.md#start', turn(true, true)],
    ['lane turn tides --no-wait a.md#start --json', turn(false, true)],
  ])('reads %s', (line, asked) => {
    expect(plainLine(line.split(' '))).toEqual(asked);
  });

  test.each([
    'check --strict',
    'check record',
    'lane status --help',
    'lane status tides --all',
    'lane status tides fares',
    'lane status --',
    'lane turn',
    'lane turn tides',
    'lane turn tides a.md b.md',
    'lane turn tides a.md --minutes 3',
    'lane turn tides a.md --no-wait=x',
    'lane turn tides -- a.md',
    'lane turn --help',
    'lane',
    'lane result tides',
    'status',
  ])('leaves %s to the reader of command lines', (line) => {
    expect(plainLine(line.split(' '))).toBeNull();
  });
});
