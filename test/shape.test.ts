import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/rules/rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const execute = promisify(execFile);

/** Where a file of src/ stands in the order of the stages; a stage imports what stands before it. */
const STAGES = [
  'read',
  'parse',
  'validate',
  'link',
  'rules',
  'plan',
  'write',
  'render',
  'report',
  'commands',
];
/** Files of src/ itself that every stage may import. */
const FOUNDATION = /^(types\.ts|types\/.*|refusal\.ts)$/;
/** Files that put stages together, and what those share; no stage imports them. */
const ASSEMBLIES: Readonly<Record<string, RegExp>> = {
  'project.ts': /^(cache\.ts|(read|validate|rules)\/.*)$/,
  'cache.ts': /^$/,
  'stopwatch.ts': /^$/,
  'giving-way.ts': /^$/,
  'knowing.ts': /^$/,
  'cited-documents.ts': /^(project\.ts|(read|parse|validate|link)\/.*)$/,
  'pool/pool.ts': /^(project\.ts|pool\/judge\.ts|parse\/once\.ts)$/,
  'pool/packing.ts': /^$/,
  'pool/judge.ts': /^(project\.ts|pool\/(judge-here|packing)\.ts|parse\/once\.ts)$/,
  'pool/judge-here.ts': /^(project\.ts|stopwatch\.ts|(read|parse|validate|rules)\/.*)$/,
  'pool/jobs.ts':
    /^(project\.ts|pool\/judge(-here)?\.ts|parse\/once\.ts|plan\/compare\/compare\.ts|render\/body\.ts)$/,
  'pool/kept-notes.ts': /^(cache\.ts|pool\/judge\.ts|read\/blob\.ts)$/,
  'pool/caching-pool.ts': /^((project|cache)\.ts|pool\/(pool|jobs|kept-notes)\.ts|parse\/once\.ts)$/,
  'past/amendments.ts': /^(project\.ts|pool\/pool\.ts|(read|parse|link)\/.*)$/,
  'past/earlier-versions.ts': /^(project\.ts|(read|parse|link)\/.*)$/,
  'past/gone-files.ts':
    /^(project\.ts|pool\/judge-here\.ts|past\/stored-files\.ts|read\/ledger\.ts|validate\/document\.ts)$/,
  'past/stored-files.ts': /^$/,
  'past/past-world.ts': /^((knowing|project)\.ts|past\/stored-files\.ts)$/,
  'past/record-at.ts':
    /^((compile|project)\.ts|past\/past-world\.ts|parse\/markdown\/engine\.ts|rules\/rules\.ts|read\/position\.ts)$/,
  'compile.ts':
    /^((project|stopwatch|giving-way|cited-documents)\.ts|pool\/(judge|pool|caching-pool)\.ts|past\/(amendments|earlier-versions)\.ts|(read|parse|validate|link|rules)\/.*)$/,
  'index.ts': /^(project\.ts|compile\.ts|(rules|parse)\/.*)$/,
};

/** What lanes may import: the few parts that make a text into a note, and a record as of a commit, each by itself. */
const LANES_MAY =
  /^(past\/record-at\.ts|cache\.ts|lane\/.*|parse\/turn\/.*|(read\/blob|read\/source|read\/paths|read\/position|parse\/in-threes|parse\/outline|parse\/version|parse\/literal|parse\/name-readings|parse\/item-names|parse\/section-finder|parse\/markdown\/engine|validate\/config|validate\/globs|render\/profile\/mask|link\/reading-order|plan\/fill|write\/claim)\.ts)$/;

/** Where a process or a thread begins: what may reach the world, and nothing may import them. */
const ENTRIES: Readonly<Record<string, RegExp>> = {
  'cli.ts': /^(commands|world)\//,
  'agent.ts': /^(lane\/fake\/.*|world\/(files|logs|programs|standard)\.ts)$/,
  'worker.ts':
    /^(project\.ts|pool\/jobs\.ts|parse\/markdown\/engine\.ts|validate\/kinds\.ts|world\/files\.ts)$/,
};

interface SourceFile {
  /** From src/. */
  readonly place: string;
  readonly text: string;
  /** Relative imports, static and dynamic, types included, from src/. */
  readonly imports: readonly string[];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(root, folder), path.join(entry.parentPath, entry.name)))
    .sort();
}

async function readSources(): Promise<readonly SourceFile[]> {
  const places = (await filesBelow('src')).filter((place) => place.endsWith('.ts'));
  return Promise.all(
    places.map(async (place) => {
      const text = await readFile(path.join(root, 'src', place), 'utf8');
      const specifiers = [...text.matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)].map(([, specifier]) =>
        path.join(path.dirname(place), specifier ?? ''),
      );
      return { place, text, imports: specifiers };
    }),
  );
}

const sources = await readSources();
const packageJson = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

const stageOf = (place: string): string => (place.includes('/') ? (place.split('/')[0] ?? '') : place);

/** Why a file may not import another one; null when it may. */
function trespass(from: string, to: string): string | null {
  const [stage, target] = [stageOf(from), stageOf(to)];
  if (FOUNDATION.test(to)) return null;
  if (FOUNDATION.test(from)) return 'the foundation imports only itself';
  if (ENTRIES[target] !== undefined) return 'nothing imports what a process begins with';
  const entry = ENTRIES[stage];
  if (entry !== undefined) return entry.test(to) ? null : `${stage} does not need that`;
  if (stage === 'world') return target === 'world' ? null : 'the world decides nothing, so it needs no stage';
  if (target === 'world') return 'only an entry and tests reach the world';
  if (stage === 'lane') return LANES_MAY.test(to) ? null : 'lanes need few parts of the rest';
  if (target === 'lane') return from.startsWith('commands/lane/') ? null : 'only its commands know the lanes';
  const assembly = ASSEMBLIES[from];
  if (assembly !== undefined) return assembly.test(to) ? null : `${stage} does not put that together`;
  if (ASSEMBLIES[to] !== undefined) {
    return stage === 'commands' ? null : 'a stage does not know what it is part of';
  }
  const [place, other] = [STAGES.indexOf(stage), STAGES.indexOf(target)];
  if (place === -1 || other === -1) return `${place === -1 ? stage : target} is no stage`;
  return other <= place ? null : `${target} comes after ${stage}`;
}

describe('src/', () => {
  test('keeps its walls', () => {
    const broken = sources.flatMap(({ place, imports }) =>
      imports.flatMap((target) => {
        const why = trespass(place, target);
        return why === null ? [] : [`${place} imports ${target}: ${why}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('imports in no circle', () => {
    // Types may speak of each other; nothing of them is left when the program runs.
    const code = sources.filter(({ place }) => !FOUNDATION.test(place));
    const byPlace = new Map(code.map((source) => [source.place, source.imports]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (place: string, trail: readonly string[]): void => {
      if (trail.includes(place)) {
        circles.push([...trail.slice(trail.indexOf(place)), place].join(' → '));
        return;
      }
      if (done.has(place)) return;
      for (const target of byPlace.get(place) ?? []) visit(target, [...trail, place]);
      done.add(place);
    };
    for (const { place } of code) visit(place, []);
    expect(circles).toEqual([]);
  });

  test('names every import with its file, and every file is there', () => {
    const places = new Set(sources.map(({ place }) => place));
    const lost = sources.flatMap(({ place, imports }) =>
      imports.filter((target) => !places.has(target)).map((target) => `${place} imports ${target}`),
    );
    expect(lost).toEqual([]);
  });

  test('loads the engine that some machines cannot load in one place', () => {
    const eager = sources.filter(({ text }) => /^import .*['/]satteri(?:\.ts)?';$/m.test(text));
    expect(eager.map(({ place }) => place)).toEqual(['parse/markdown/satteri.ts']);
  });

  test('has no drawers', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|misc|manager|service)(\/|\.ts$)/;
    expect(sources.filter(({ place }) => drawers.test(place)).map(({ place }) => place)).toEqual([]);
  });

  test('exports by name, and outside of errors has no classes', () => {
    const found = sources.filter(
      ({ text }) => /^export default /m.test(text) || /^(export )?class (?!\w+ extends Error)/m.test(text),
    );
    expect(found.map(({ place }) => place)).toEqual([]);
  });

  test('has small files', () => {
    const lengths = sources.map(({ place, text }) => ({ place, lines: text.split('\n').length - 1 }));
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
    const sorted = lengths.map(({ lines }) => lines).sort((one, other) => one - other);
    expect(sorted[sorted.length >> 1]).toBeLessThan(80);
  });

  test('says above each exported function what it does', () => {
    const bare = sources.flatMap(({ place, text }) =>
      [...text.matchAll(/^export (?:async )?function\*? (\w+)/gm)]
        .filter(({ index }) => !/\*\/\n$/.test(text.slice(0, index).replace(/\/\/ biome-ignore.*\n$/, '')))
        .map(([, name]) => `${place}: ${name}`),
    );
    expect(bare).toEqual([]);
  });

  test.each([
    ['the process', /\bprocess\.|from 'node:process'/, /^(cli\.ts|world\/)/],
    ['the console', /\bconsole\./, /^$/],
    ['the clock', /\bDate\.now\(|new Date\(\)|performance\.now\(/, /^((agent|worker)\.ts|world\/)/],
    ['chance', /Math\.random\(|randomUUID|randomBytes/, /^world\//],
    ['the disk', /from 'node:(fs|fs\/promises|child_process|os|net|http|https)'/, /^(cli\.ts|world\/)/],
    ['the network', /\bfetch\(/, /^$/],
  ])('leaves %s to those who may touch it', (_what, pattern, allowed) => {
    const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const found = sources.filter(({ place, text }) => pattern.test(code(text)) && !allowed.test(place));
    expect(found.map(({ place }) => place)).toEqual([]);
  });

  test('keeps no state between calls', () => {
    const state = sources.filter(
      ({ place, text }) => place !== 'cli.ts' && /^(export )?(let|var) /m.test(text),
    );
    expect(state.map(({ place }) => place)).toEqual([]);
  });
});

describe('rules', () => {
  const ids = rules.map((rule) => rule.id);

  test('are each listed once, under a permanent id', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('stand each in the file of its id, and every file of a rule is listed', () => {
    const idIn = (text: string): string | undefined => /^ {2,}id: '([a-z-]+\/[a-z0-9-]+)',$/m.exec(text)?.[1];
    const written = sources
      .filter(({ place }) => place.startsWith('rules/') && place.split('/').length === 3)
      .flatMap(({ place, text }) => (idIn(text) === undefined ? [] : [[place, idIn(text)]]));
    expect(written).toEqual(ids.map((id) => [`rules/${id}.ts`, id]).sort());
  });
});

describe('package.json', () => {
  test('ships everything that the program reads', async () => {
    for (const folder of ['dist', 'schemas', 'templates', 'record/rules']) {
      expect(packageJson.files).toContain(folder);
    }
    const { stdout } = await execute('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
    });
    const [{ files }] = JSON.parse(stdout);
    const packed = new Set(files.map((file: { path: string }) => file.path));
    const wanted = [
      'package.json',
      'README.md',
      'LICENSE',
      ...['cli', 'agent', 'worker', 'index', 'world/world'].map((name) => `dist/${name}.js`),
      'dist/index.d.ts',
      ...(await filesBelow('schemas')).map((place) => `schemas/${place}`),
      ...(await filesBelow('templates')).map((place) => `templates/${place}`),
      ...(await filesBelow('record/rules')).map((place) => `record/rules/${place}`),
    ];
    expect(wanted.filter((place) => !packed.has(place))).toEqual([]);
    const strange = /^(test|src|node_modules)\/|\.tsbuildinfo$/;
    expect([...packed].filter((place) => strange.test(String(place)))).toEqual([]);
  });

  test('pins what it depends on, and lists what the program imports and nothing else', () => {
    const { dependencies, devDependencies } = packageJson;
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([]);
    const imported = new Set(
      sources.flatMap(({ text }) =>
        [...text.matchAll(/^(?:import|export)(?! type)[^;]*? from '([^.'][^']*)'/gm)].map(
          ([, name]) => name ?? '',
        ),
      ),
    );
    const packages = [...imported]
      .filter((name) => !name.startsWith('node:'))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect(packages.filter((name) => dependencies[name] === undefined)).toEqual([]);
    const named = (name: string) => sources.some(({ text }) => new RegExp(`'${name}['/]`).test(text));
    expect(Object.keys(dependencies).filter((name) => !named(name))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  test('holds what every platform needs, so that npm ci accepts it everywhere', async () => {
    interface Locked {
      readonly optionalDependencies?: Readonly<Record<string, string>>;
    }
    const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
    const packages: Readonly<Record<string, Locked>> = lock.packages;
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
    expect(lock.packages[''].dependencies).toEqual(packageJson.dependencies);
    expect(lock.packages[''].devDependencies).toEqual(packageJson.devDependencies);
  });
});

describe('the tools', () => {
  test('find the types sound', async () => {
    await execute('npx', ['tsc'], { cwd: root });
    await execute('npx', ['tsc', '-p', 'tsconfig.site.json'], { cwd: root });
  });

  test('find nothing to mend in style and format', async () => {
    await execute('npx', ['biome', 'ci', '--error-on-warnings'], { cwd: root });
  });
});
