import type { Ask, Terminal } from '../../src/commands/terminal.ts';

export interface TestTerminal extends Terminal {
  /** All that was written so far. */
  readonly written: { out: string; err: string };
  /** Interrupts guarded work. */
  readonly interrupt: () => void;
}

/** Keys, and lines for who edits one, that a reader will give; `''` when there are no more. */
export function typing(keys: string, lines: readonly string[] = []): Ask {
  const left = { keys: [...keys], lines: [...lines] };
  return {
    key: async () => left.keys.shift() ?? '',
    line: async (_prompt, text) => left.lines.shift()?.replace('{}', text) ?? null,
  };
}

/** A terminal that keeps what it is told: without colours, 80 columns wide; nothing asks unless `ask` is given. */
export function testTerminal(ask: Ask | null = null): TestTerminal {
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
    ask,
    guard: (work) => work(controller.signal),
    about: { version: '0.0.0', homepage: 'https://github.com/DUNIN7/slop' },
  };
}
