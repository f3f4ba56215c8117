import { describe, expect, test } from 'vitest';
import { statusAsked } from '../../src/commands/status-asked.ts';

describe('statusAsked()', () => {
  test.each([
    ['lane status', { lane: null, json: false }],
    ['lane status tides', { lane: 'tides', json: false }],
    ['lane status --json', { lane: null, json: true }],
    ['lane status --json tides', { lane: 'tides', json: true }],
    ['lane status tides --json', { lane: 'tides', json: true }],
  ])('reads %s', (line, asked) => {
    expect(statusAsked(line.split(' '))).toEqual(asked);
  });

  test.each([
    'lane status --help',
    'lane status tides --all',
    'lane status tides fares',
    'lane status --',
    'lane',
    'lane result tides',
    'status',
  ])('leaves %s to the reader of command lines', (line) => {
    expect(statusAsked(line.split(' '))).toBeNull();
  });
});
