import type { Adapter, Setting } from '../types.ts';

/** The adapter that a lane is declared with; the others are not loaded. */
export async function adapterFor(setting: Setting): Promise<Adapter> {
  switch (setting.lane.adapter) {
    case 'fake':
      return (await import('./fake.ts')).fakeAdapter(setting);
    case 'stream':
      return (await import('./stream.ts')).streamAdapter(setting);
    case 'tmux':
      return (await import('./tmux.ts')).tmuxAdapter(setting);
  }
}
