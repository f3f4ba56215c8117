import { expect, test } from 'vitest';
import { tmuxServer } from '../../src/lane/adapters/tmux-server.ts';
import type { Programs } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

/** A server of which the one before it ends only when a terminal was asked for that often. */
function serverBehind(asked: number) {
  const { cwd, programs, processes } = memoryWorld({ files: {} });
  let left = asked;
  const run: Programs['run'] = async (argv) => {
    const dying = argv.includes('new-session') && left > 0;
    left -= 1;
    return { code: dying ? 1 : 0, out: '', err: dying ? 'server exited unexpectedly' : '', absent: false };
  };
  const timeless = { ...processes, pause: async () => {} };
  return tmuxServer({ cwd, programs: { ...programs, run }, processes: timeless }, '/lane/tmux', {});
}

test('a terminal begins behind a server that is still ending, and says what stands in its way for ever', async () => {
  await expect(serverBehind(3).begin(['claude'], '/')).resolves.toBeUndefined();
  await expect(serverBehind(1000).begin(['claude'], '/')).rejects.toThrow(/did not begin: server exited/);
});
