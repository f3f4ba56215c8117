// Makes the program of dist/ from src/, in few files: to find and link hundreds of modules was most of the start-up of
// a command. Packages stay outside.
import { createHash } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

/** The modules of these places below src/, each a pattern without its ending. */
const modules = (...places) => new RegExp(`/src/(?:${places.join('|')})\\.ts$`);

/**
 * Few files for what is asked all the time, and in them little that it does not need: to find a file takes as long as to
 * read a good deal of one. A module lies in the first group that takes it or what imports it.
 */
const groups = [
  { name: 'disk', test: modules('world/(?:files|logs|processes|serving)') },
  // `slop lane status`, which loads nothing else.
  {
    name: 'lane',
    test: modules(
      'refusal',
      'commands/(?:lane|root)',
      'lane/(?:codes|digest|limits|outcome|telling|trouble)',
      'lane/(?:log|state)/.*',
      'lane/after/(?:list|missing)',
      'lane/operations/looking',
    ),
  },
  { name: 'git', test: modules('world/git[^/]*') },
  // What a turn has in common with a record where nothing was written since the last run.
  {
    name: 'text',
    test: modules(
      'cache',
      'parse/(?:first-from|flow|in-threes|item-names|once|section[^/]*|version)',
      'parse/head/(?:places|reading|yaml/library)',
      'parse/markdown/(?:engine|references|tree)',
      'parse/turn/.*',
      'read/(?:blob|conflict|encoding|limits|nesting[^/]*|seeker|source|unreadable)',
      'validate/globs',
      'write/(?:claim|own-folder)',
    ),
  },
  // A record that is put together of its notes.
  {
    name: 'record',
    test: modules(
      'amendments|caching-pool|compile|jobs|judge|kept-notes|knowing|pool|project|stopwatch|stored-files',
      'link/(?!commit-links|commit-words|nodes|reading-order|touched).*',
      'read/.*',
      'report/position',
      'rules/(?!listed|listing|open-matters|queued-matters).*',
      'validate/(?:coerce|compiler|document|formats|html-front|identity|item-shape|item-template|json)',
      'validate/(?:kind-(?:keys|mistakes|settings)|kinds|nearest|other-records|pattern|place)',
      'validate/(?:schema-(?:document|faults|place)|settings-mistakes|status|wording)',
    ),
  },
  { name: 'engine', test: modules('parse/markdown/satteri') },
  // A note that is read anew.
  { name: 'notes', test: modules('parse/(?!markdown/remark).*') },
  // `slop lane turn`.
  {
    name: 'turn',
    test: modules(
      'lane/(?:account|act|advance|context|continuation|go-on|orders|recover|request|result)',
      'lane/adapters/adapters',
      'lane/(?:after|prompt)/.*',
      'lane/frozen/(?:chosen|committed|sequence|unsent)',
      'lane/operations/(?:evidence|turn)',
      'world/(?:programs|work-trees)',
    ),
  },
  // `slop check`.
  {
    name: 'check',
    test: modules(
      'commands/(?:baseline-file|check|engine|record|report|rule-page|select|staged-world|timing|unfinished)',
      'report/(?:fix|frame|github|json|listed|paint|pretty|repositories|sarif|summary|tell|width)',
      'write/(?:folders|journal|recover|replace|why-not)',
    ),
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
const { output } = await program.write({
  dir: 'dist',
  chunkFileNames: 'chunks/[name].js',
  // They stand in the declarations.
  comments: { jsdoc: false },
  codeSplitting: { groups },
});
await program.close();
chmodSync('dist/cli.js', 0o755);
// What is kept from run to run is kept for one build.
const build = createHash('sha256');
for (const { fileName, code } of output) build.update(`${fileName}\0${code}\0`);
writeFileSync('dist/build-id', `${build.digest('hex')}\n`);
