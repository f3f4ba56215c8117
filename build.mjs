// Makes the program of dist/ from src/, in few files: to find and link hundreds of modules was most of the start-up of
// a command. Packages stay outside, but for the few that nearly every command loads and that are of many modules.
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';

const sources = readdirSync('src', { recursive: true }).map((name) => name.replaceAll(path.sep, '/'));

/** The modules of these places below src/, each a pattern without its ending. */
function modules(...places) {
  for (const place of places.map((one) => `(?:${one})`).flatMap(alternatives))
    if (!sources.some((name) => new RegExp(`^${place}\\.ts$`).test(name)))
      throw new Error(`No module of src/ is ${place}, which a group of build.mjs names: was it moved?`);
  return new RegExp(`/src/(?:${places.join('|')})\\.ts$`);
}

/** A pattern with a choice in it, once for each that can be chosen. */
function alternatives(place) {
  const [whole, choice] = /\(\?:([^()]*)\)/.exec(place) ?? [];
  return whole === undefined ? [place] : choice.split('|').flatMap((one) => alternatives(place.replace(whole, one)));
}

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
      'commands/(?:lane/lane|root)',
      'lane/(?:codes|digest|limits|outcome|telling|trouble|work-folder)',
      'lane/(?:log|state)/.*',
      'lane/after/(?:list|probes)',
      'lane/operations/looking',
    ),
  },
  { name: 'git', test: modules('world/git[^/]*') },
  // What a turn has in common with a record where nothing was written since the last run.
  {
    name: 'text',
    test: modules(
      'cache',
      'parse/(?:first-from|flow|in-threes|item-names|name-readings|once|section[^/]*|version)',
      'parse/head/(?:places|reading|written-day|yaml/library)',
      'parse/markdown/(?:engine|references|tree)',
      'parse/mentions/spans',
      'parse/turn/.*',
      'read/(?:blob|conflict|encoding|json|limits|nesting[^/]*|order|paths|position|seeker|source|unreadable)',
      'validate/globs',
      'write/(?:claim|own-folder)',
    ),
  },
  // A record that is put together of its notes, and the little that a turn with a contract takes besides.
  {
    name: 'record',
    test: modules(
      '(?:compile|knowing|project|stopwatch)',
      'link/(?!commit-links|commit-words|nodes|touched).*',
      'past/(?:amendments|past-world|stored-files)',
      'plan/(?:fill|liquid)',
      'pool/(?:caching-pool|jobs|judge|kept-notes|pool)',
      'read/.*',
      'rules/(?!listed|listing|open-matters|queued-matters).*',
      'validate/(?:coerce|compiler|document|formats|html-front|identity|item-shape|item-template)',
      'validate/(?:kind-(?:keys|mistakes|settings)|kinds|nearest|other-records|pattern|place)',
      'validate/(?:schema-(?:document|faults|place)|settings-mistakes|status|wording)',
    ),
  },
  // A note of which only the outline is read.
  { name: 'outline', test: modules('parse/outline') },
  // A note that is read anew.
  { name: 'notes', test: modules('parse/(?!markdown/(?:remark|satteri)\\.).*') },
  // `slop lane turn`.
  {
    name: 'turn',
    test: modules(
      'lane/(?:account|act|advance|context|continuation|go-on|orders|recover|result)',
      'lane/adapters/(?:adapters|environment|hooks|pipe|raw|run|stream-lines|transcript)',
      'lane/after/.*',
      'lane/frozen/(?:committed|sequence)',
      'lane/operations/(?:evidence|turn)',
      'world/(?:programs|work-trees)',
    ),
  },
  // A turn that has a contract.
  { name: 'contract', test: modules('lane/frozen/(?:expected|message|record)', 'past/record-at') },
  // `slop check`.
  {
    name: 'check',
    test: modules(
      'commands/check/.*',
      'commands/(?:engine|record|rule-page|timing|unfinished)',
      'report/(?:fix|frame|github|json|listed|paint|pretty|repositories|sarif|summary|tell|width)',
      'write/(?:journal|recover|replace|why-not)',
    ),
  },
];

/** What is loaded by `require` when it is first needed, each made one file of dist/packages/. */
const required = [
  'ajv/dist/2020.js',
  'ajv-formats/dist/formats.js',
  'gray-matter',
  'picomatch',
  'simple-git',
  'yaml',
];
/** What judges by slop's own schemas: ajv makes it here, and not in every run. */
const validators = 'slop-validators';
/** What is imported, and stands in the files of slop itself. */
const imported = ['github-slugger', 'satteri'];

const fileOf = (name) => `packages/${name.replace(/\.js$/, '').replaceAll('/', '-')}.cjs`;

/** Leads from each file of slop to those of packages. */
const leadToPackages = {
  name: 'lead-to-packages',
  renderChunk: (code, { fileName }) =>
    code.replace(/(?<=createRequire(?:\$\d+)?\(import\.meta\.url\)\(")[^"]+(?="\))/g, (name) =>
      [...required, validators].includes(name) ? `./${path.relative(path.dirname(fileName), fileOf(name))}` : name,
    ),
};

/** Puts what was made of slop's schemas in the place of the module that has nothing. */
const withValidators = {
  name: 'with-validators',
  load: {
    filter: { id: /src\/validate\/made\.ts$/ },
    handler: () => `import { createRequire } from 'node:module';
      export const loadMade = () => createRequire(import.meta.url)('${validators}');`,
  },
};

/** satteri's native builds stay where they are installed, and what chooses one with them. */
const nativeOutside = {
  name: 'native-outside',
  transform: {
    filter: { id: /satteri\/dist\/binding\.js$/ },
    handler: (code) =>
      code.replace(
        /export \{([^}]*)\} from "\.\.\/index\.js";/,
        "import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url'; export const {$1} = await import(new URL('../index.js', pathToFileURL(createRequire(import.meta.url).resolve('satteri'))).href);",
      ),
  },
};

/**
 * Patterns with classes of Unicode, which V8 is slow to take apart, outside of functions: as literals it does so twice,
 * to see that a file is sound and to make them.
 */
const patternsOnce = {
  name: 'patterns-once',
  renderChunk: (code) => {
    let written = '';
    let end = 0;
    const literals = [...literalsIn(parseAst(code).body)].sort((one, other) => one.start - other.start);
    for (const { start, end: behind, regex } of literals) {
      if (!/\\p\{/i.test(regex.pattern)) continue;
      const made = `new RegExp(${JSON.stringify(regex.pattern)}, "${regex.flags}")`;
      written += code.slice(end, start) + made;
      end = behind;
    }
    return written + code.slice(end);
  },
};

/** The regular expressions of a tree that are made when its file is loaded. */
function* literalsIn(node) {
  if (typeof node !== 'object' || node === null || /Function|Class/.test(node.type)) return;
  if (node.regex) yield node;
  else for (const part of Object.values(node)) yield* literalsIn(part);
}

/** A file that only names what another one holds is not looked for: whoever imports it is led to that one. */
const withoutDoors = {
  name: 'without-doors',
  generateBundle: (_, bundle) => {
    const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
    for (const { fileName, code, isEntry } of chunks) {
      const [, names, there] = /^export \{ ([^{}]*) \} from "\.\/([^"]+)";\s*$/.exec(code) ?? [];
      if (names === undefined || isEntry) continue;
      const held = names.split(', ').map((name) => {
        const [own, as = own] = name.split(' as ');
        return `${as}: held.${own}`;
      });
      const [door, beside] = [fileName, path.join(path.dirname(fileName), there)].map((one) => path.basename(one));
      for (const one of chunks)
        one.code = one.code.replaceAll(
          new RegExp(`import\\("([^"]*/)${door.replaceAll('.', '\\.')}"\\)`, 'g'),
          (_, way) => `import("${way}${beside}").then((held) => ({ ${held.join(', ')} }))`,
        );
      delete bundle[fileName];
    }
  },
};

/** gray-matter brings readers of heads with it. Slop gives it others, and this one is a hundred times its size. */
const withoutReader = {
  name: 'without-reader',
  resolveId: (id) => (id === 'js-yaml' ? '\0reader' : null),
  load: (id) => (id === '\0reader' ? 'const none = () => null; export { none as safeLoad, none as safeDump };' : null),
};

/** simple-git tells developers what it does where DEBUG is set, and what does that opens the terminal as it is loaded. */
const withoutTelling = {
  name: 'without-telling',
  resolveId: (id) => (id === 'debug' ? '\0telling' : null),
  load: (id) =>
    id === '\0telling'
      ? "export default function silent() { return Object.assign(() => {}, { extend: silent, namespace: '' }); } silent.formatters = {};"
      : null,
};

/** Runs validators.mjs, which needs parts of src/ and so is built itself, and stands in for what it makes. */
async function madeValidators() {
  const folder = 'node_modules/.slop-build';
  const maker = await rolldown({ ...settings, input: 'validators.mjs', external: /^[^./]/ });
  await maker.write({ file: `${folder}/validators.mjs` });
  await maker.close();
  const { validatorsText } = await import(path.resolve(folder, 'validators.mjs'));
  rmSync(folder, { recursive: true });
  const text = validatorsText();
  return {
    name: 'made-validators',
    resolveId: (id) => (id === validators ? path.resolve('slop-validators.cjs') : null),
    load: (id) => (id === path.resolve('slop-validators.cjs') ? text : null),
  };
}

const settings = { platform: 'node', checks: { eval: false } };

rmSync('dist', { recursive: true, force: true });
const program = await rolldown({
  ...settings,
  input: {
    cli: 'src/cli.ts',
    agent: 'src/agent.ts',
    worker: 'src/worker.ts',
    index: 'src/index.ts',
    'world/world': 'src/world/world.ts',
  },
  external: (id, from) => /^[^./#]/.test(id) && !imported.includes(id) && !/\/node_modules\//.test(from ?? ''),
  plugins: [nativeOutside, leadToPackages, withValidators, patternsOnce, withoutDoors],
});
const { output } = await program.write({
  dir: 'dist',
  chunkFileNames: 'chunks/[name].js',
  // They stand in the declarations.
  comments: { jsdoc: false },
  codeSplitting: { groups },
});
await program.close();
const made = await madeValidators();
for (const name of [...required, validators]) {
  const one = await rolldown({ ...settings, input: name, plugins: [withoutReader, withoutTelling, made] });
  const minify = name === validators && { compress: false, mangle: false };
  output.push(...(await one.write({ file: `dist/${fileOf(name)}`, format: 'cjs', minify })).output);
  await one.close();
}
chmodSync('dist/cli.js', 0o755);
// What is kept from run to run is kept for one build.
const build = createHash('sha256');
for (const { fileName, code } of output) build.update(`${fileName}\0${code}\0`);
writeFileSync('dist/build-id', `${build.digest('hex')}\n`);
// The licences of packages travel with what is taken from them.
const folders = output
  .flatMap(({ moduleIds }) => moduleIds)
  .flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? []);
const licences = [...new Set(folders)].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  return [`${name} ${version}`, ...files.map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim())];
});
writeFileSync('dist/licences.txt', `${licences.map((texts) => texts.join('\n\n')).join('\n\n\n')}\n`);
