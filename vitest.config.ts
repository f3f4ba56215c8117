import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: true },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A machine that is busy takes long over what would else be there at once.
    expect: { poll: { timeout: 30_000 } },
    // On two cores vitest would leave one idle.
    maxWorkers: '100%',
    env: { TZ: 'UTC' },
  },
});
