import type { Code } from './codes.ts';

/** Something that ends a command of `slop lane` with an exit code of its own: one sentence, and what to do. */
export class LaneTrouble extends Error {
  readonly code: Code;
  readonly exit: number;

  constructor(code: Code, exit: number, message: string) {
    super(message);
    this.code = code;
    this.exit = exit;
  }
}
