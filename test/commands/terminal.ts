import type { Terminal } from '../../src/commands/terminal.ts';

export interface TestTerminal extends Terminal {
  /** All that was written so far. */
  readonly written: { out: string; err: string };
  /** Interrupts guarded work. */
  readonly interrupt: () => void;
}

/** A terminal that keeps what it is told: without colours, 80 columns wide. */
export function testTerminal(): TestTerminal {
  const written = { out: '', err: '' };
  const controller = new AbortController();
  return {
    written,
    interrupt: () => controller.abort(),
    out: async (text) => {
      written.out += text;
    },
    err: async (text) => {
      written.err += text;
    },
    progress: () => {},
    colour: false,
    columns: 80,
    guard: (work) => work(controller.signal),
    about: { version: '0.0.0', homepage: 'https://github.com/DUNIN7/slop' },
  };
}
