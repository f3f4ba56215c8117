import { Refusal } from '../refusal.ts';
import { type Code, exits } from './codes.ts';

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

/** What stands in the way, as a lane tells it. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly exit: number;
}

/** What went wrong; null for what nobody foresaw. */
export function troubleIn(error: unknown): Trouble | null {
  if (error instanceof LaneTrouble) return error;
  if (error instanceof Refusal) return { code: 'refused', message: error.message, exit: 2 };
  if (!(error instanceof Error && 'code' in error)) return null;
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') return null;
  const message = `The disk is full (${error.message}): make room where .slop/lanes leads and in the work tree, then run slop lane status, which finds out where things stand.`;
  return { code: 'disk_full', message, exit: exits.machine };
}
