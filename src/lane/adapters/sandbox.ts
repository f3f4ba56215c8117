import type { LaneDeclaration, LanesConfig, World } from '../../types.ts';

/** What a sandboxed session may write beside the folder it works in. */
export interface Writable {
  readonly cwd: string;
  readonly folders: readonly string[];
}

const ASK_WITHIN = 5000;

/** How a session that skips permissions may run. */
export type Confinement =
  | { readonly type: 'free' }
  /** In bubblewrap: these arguments go before the program. */
  | { readonly type: 'sandbox'; readonly argv: (writable: Writable) => readonly string[] }
  | { readonly type: 'refused'; readonly message: string };

/**
 * A session that asks is free. One that skips permissions runs in bubblewrap where that works here, else where
 * somebody says that this machine is a sandbox (IS_SANDBOX=1) or slop.yaml says in words why it may; else not at all.
 */
export async function confinementOf(
  { programs, env, cwd }: Pick<World, 'programs' | 'env' | 'cwd'>,
  lane: LaneDeclaration,
  { risk }: LanesConfig,
): Promise<Confinement> {
  if (lane.permissions !== 'skip') return { type: 'free' };
  const path = { PATH: env['PATH'] ?? '/usr/bin:/bin' };
  const bare = ['bwrap', '--ro-bind', '/', '/', 'true'];
  const { code } = await programs.run(bare, { cwd, env: path, milliseconds: ASK_WITHIN });
  if (code === 0) return { type: 'sandbox', argv: bubblewrap };
  if (env['IS_SANDBOX'] === '1' || risk !== null) return { type: 'free' };
  return {
    type: 'refused',
    message: `Lane ${lane.name} skips permissions, and there is no sandbox here: install bubblewrap, or say under lanes.risk in slop.yaml why that is right.`,
  };
}

function bubblewrap({ cwd, folders }: Writable): readonly string[] {
  const binds = [cwd, ...folders].flatMap((folder) => ['--bind-try', folder, folder]);
  const system = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp'];
  return ['bwrap', ...system, ...binds, '--chdir', cwd, '--'];
}
