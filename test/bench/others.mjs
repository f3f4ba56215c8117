import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const page = (title, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>\n`;

/** Each with what it needs beside the notes, which lie in `content`; `packages` must be found from its folder. */
const tools = [
  {
    name: 'Hugo',
    work: 'a page for each note, lists, a feed',
    program: 'hugo',
    argv: ['--quiet'],
    most: 100_000,
    files: {
      'config.toml':
        'baseURL = "https://example.org/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "sitemap"]\nignoreErrors = ["error-remote-getjson"]\n',
      'layouts/_default/single.html': page('{{ .Title }}', '{{ .TableOfContents }}{{ .Content }}'),
      'layouts/_default/list.html': page(
        '{{ .Title }}',
        '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>',
      ),
    },
  },
  {
    name: 'Eleventy',
    work: 'a page for each note',
    program: 'eleventy',
    argv: ['--input=content', '--quiet'],
    most: 10_000,
    files: {
      'eleventy.config.cjs':
        'module.exports = () => ({ markdownTemplateEngine: false, dir: { input: "content" } });\n',
    },
  },
  {
    name: 'Astro',
    work: 'a page for each note',
    program: 'astro',
    // It says so, and ends, on a Node that it is not made for.
    probe: '--version',
    argv: ['build', '--silent'],
    most: 1000,
    content: 'src/pages',
    packages: ['astro'],
    files: { 'astro.config.mjs': 'export default {};\n' },
  },
  {
    name: 'VitePress',
    work: 'a page for each note',
    program: 'vitepress',
    argv: ['build'],
    most: 1000,
    packages: ['vue'],
    files: {
      '.vitepress/config.mjs':
        'export default { srcDir: "content", ignoreDeadLinks: true, markdown: { html: false } };\n',
    },
  },
  {
    name: 'markdownlint-cli2',
    work: 'a check',
    program: 'markdownlint-cli2',
    argv: ['content/**/*.md'],
    most: 1000,
    files: {},
  },
  {
    name: 'remark-lint',
    work: 'a check against a schema',
    program: 'remark',
    argv: ['content', '--quiet', '--no-stdout'],
    most: 1000,
    packages: ['remark-frontmatter', 'remark-gfm', 'remark-lint-frontmatter-schema'],
    files: {
      'schema.json': '{ "type": "object", "properties": { "title": { "type": "string" } } }\n',
      '.remarkrc.json': `{ "plugins": ["remark-frontmatter", "remark-gfm",
        ["remark-lint-frontmatter-schema", { "schemas": { "./schema.json": ["./content/**/*.md"] } }]] }\n`,
    },
  },
];

/**
 * Other tools that are installed for this Node, each with its work on the notes of a corpus: a page for each note, or a
 * check. `prepare` makes the folder to run it in, inside `scratch`; `most` is the number of notes up to which it ends soon.
 */
export function others(scratch, corpus) {
  return tools.filter(isInstalled).map(({ files, content = 'content', packages = [], ...tool }) => {
    const folder = path.join(scratch, tool.program);
    const prepare = () => {
      mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
      for (const name of packages)
        symlinkSync(packageBeside(tool.program, name), path.join(folder, 'node_modules', name));
      for (const [place, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
        writeFileSync(path.join(folder, place), text);
      }
      cpSync(path.join(corpus, 'record'), path.join(folder, content), { recursive: true });
      return folder;
    };
    return { ...tool, prepare };
  });
}

function isInstalled({ program, probe = null, packages = [] }) {
  return (
    whereIs(program) !== '' &&
    (probe === null || spawnSync(program, [probe]).status === 0) &&
    packages.every((name) => packageBeside(program, name) !== null)
  );
}

/** A package that a program brings along or that is installed beside it; null when there is none. */
function packageBeside(program, name) {
  for (
    let folder = path.dirname(realpathSync(whereIs(program)));
    folder !== '/';
    folder = path.dirname(folder)
  ) {
    const place = path.join(folder, 'node_modules', name);
    if (existsSync(place)) return place;
  }
  return null;
}

/** The file that a shell would run; empty when there is none. */
function whereIs(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
}
