// Makes the program of dist/ from src/, in few files: to find and link hundreds of modules was most of the start-up of
// a command. Packages stay outside.
import { createHash } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

/** What `slop lane status` loads, in two files and no more: it is asked all the time. */
const groups = [
  { name: 'disk', test: /src\/world\/(files|logs|processes|serving)\.ts$/ },
  {
    name: 'lane',
    test: /src\/(refusal|commands\/(lane|root)|lane\/(operations\/looking|after\/(list|missing)|(state|log)\/.*|(codes|digest|limits|outcome|telling|trouble)))\.ts$/,
  },
];

rmSync('dist', { recursive: true, force: true });
const program = await rolldown({
  input: {
    cli: 'src/cli.ts',
    agent: 'src/agent.ts',
    worker: 'src/worker.ts',
    index: 'src/index.ts',
    'world/world': 'src/world/world.ts',
  },
  platform: 'node',
  external: /^[^./]/,
});
const { output } = await program.write({ dir: 'dist', chunkFileNames: 'chunks/[name].js', comments: { jsdoc: false }, codeSplitting: { groups } });
await program.close();
chmodSync('dist/cli.js', 0o755);
// What is kept from run to run is kept for one build.
const build = createHash('sha256');
for (const { fileName, code } of output) build.update(`${fileName}\0${code}\0`);
writeFileSync('dist/build-id', `${build.digest('hex')}\n`);
