import type { LanesConfig, World } from '../types.ts';
import type { Adapter } from './types.ts';

/** An open lane: what a command needs to move it. */
export interface Lane {
  readonly world: World;
  readonly name: string;
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  /** Absolute folder of its log. */
  readonly folder: string;
  /** Absolute folder that its session works in. */
  readonly cwd: string;
  /** Absolute folder of what lanes of one account share. */
  readonly accounts: string;
  readonly config: LanesConfig;
  readonly adapter: Adapter;
}
