import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../../src/parse/markdown/engine.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';

describe('loadEngine()', () => {
  test('gives the fast engine', async () => {
    expect(await loadEngine()).toEqual({ engine: satteriEngine, notice: null });
  });

  test('gives the reference engine when there are plugins to run', async () => {
    const { engine, notice } = await loadEngine([() => undefined]);
    expect([engine.name, notice]).toEqual(['remark', null]);
  });

  test('gives the reference engine, and says why, when no build of the fast one loads', async () => {
    const { engine, notice } = await loadEngine([], () =>
      Promise.reject(new Error('no binding\nfor this machine')),
    );
    expect(engine.name).toBe('remark');
    expect(notice).toContain('no binding');
    expect(notice).not.toContain('\n');
  });
});

describe('the builds of satteri', () => {
  const packages = dirname(dirname(dirname(createRequire(import.meta.url).resolve('satteri'))));
  const folder = mkdtempSync(join(tmpdir(), 'slop-satteri-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const modules = join(folder, 'node_modules');
  const load = (variables: Record<string, string> = {}): string =>
    execFileSync(
      process.execPath,
      [
        '--no-warnings',
        '-e',
        "import('satteri').then((s) => console.log(s.markdownToMdast('# a').children[0].type)).catch((e) => console.log('failed: ' + e.message))",
      ],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'], ...variables },
        encoding: 'utf8',
      },
    ).trim();
  const stand = (name: string, main: string): void => {
    mkdirSync(join(modules, name), { recursive: true });
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ name, main: 'main.cjs' }));
    writeFileSync(join(modules, name, 'main.cjs'), main);
  };
  cpSync(join(packages, 'satteri'), join(modules, 'satteri'), { recursive: true });

  const builds = Object.keys(
    (
      createRequire(import.meta.url)(join(packages, 'satteri/package.json')) as {
        optionalDependencies: object;
      }
    ).optionalDependencies,
  );

  test('are looked for in this order: native, then the WebAssembly package, then none', () => {
    for (const name of builds) stand(name, "throw new Error('no such build')");
    expect(load()).toContain('failed: Cannot find native binding');

    stand(
      '@bruits/satteri-wasm32-wasi',
      "exports.createMdastHandle = () => { throw new Error('asked for WebAssembly'); };",
    );
    expect(load()).toBe('failed: asked for WebAssembly');
  });

  const wasm = join(packages, '@bruits/satteri-wasm32-wasi');
  test.skipIf(!existsSync(wasm))('WebAssembly parses (npm installs it with --cpu=wasm32)', () => {
    rmSync(join(modules, '@bruits'), { recursive: true, force: true });
    for (const name of ['@bruits/satteri-wasm32-wasi', '@napi-rs', '@emnapi', '@tybys', 'tslib']) {
      if (existsSync(join(packages, name)))
        cpSync(join(packages, name), join(modules, name), { recursive: true });
    }
    expect(load({ NAPI_RS_FORCE_WASI: 'error' })).toBe('heading');
  });
});
