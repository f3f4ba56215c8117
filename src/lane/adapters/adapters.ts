import type { Adapter, Setting } from '../types.ts';
import { fakeAdapter } from './fake.ts';
import { streamAdapter } from './stream.ts';
import { tmuxAdapter } from './tmux.ts';

/** The adapter that a lane is declared with. */
export function adapterFor(setting: Setting): Adapter {
  const { adapter } = setting.lane;
  return { fake: fakeAdapter, stream: streamAdapter, tmux: tmuxAdapter }[adapter](setting);
}
