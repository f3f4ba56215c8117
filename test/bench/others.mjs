import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/**
 * Other tools that are installed, each with its work on the notes of a corpus: a page for each note, lists and a feed, or
 * a check. `prepare` makes the folder to run it in, inside `scratch`; `most` is the number of notes up to which it ends soon.
 */
export function others(scratch, corpus) {
  const record = path.join(corpus, 'record');
  const site = (name, files) => () => {
    const folder = path.join(scratch, name);
    for (const [place, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
      writeFileSync(path.join(folder, place), text);
    }
    cpSync(record, path.join(folder, 'content'), { recursive: true });
    return folder;
  };
  const page = (title, body) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>\n`;
  return [
    {
      name: 'Hugo',
      work: 'a page for each note, lists, a feed',
      program: 'hugo',
      argv: ['--quiet'],
      most: 100_000,
      prepare: site('hugo', {
        'config.toml':
          'baseURL = "https://example.org/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "sitemap"]\nignoreErrors = ["error-remote-getjson"]\n',
        'layouts/_default/single.html': page('{{ .Title }}', '{{ .TableOfContents }}{{ .Content }}'),
        'layouts/_default/list.html': page(
          '{{ .Title }}',
          '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>',
        ),
      }),
    },
    {
      name: 'Eleventy',
      work: 'a page for each note',
      program: 'eleventy',
      argv: ['--input=content', '--quiet'],
      most: 10_000,
      prepare: site('eleventy', {
        'eleventy.config.cjs':
          'module.exports = () => ({ markdownTemplateEngine: false, dir: { input: "content" } });\n',
      }),
    },
    {
      name: 'markdownlint-cli2',
      work: 'a check',
      program: 'markdownlint-cli2',
      argv: ['content/**/*.md'],
      most: 1000,
      prepare: site('markdownlint', {}),
    },
  ].filter(({ program }) => isThere(program));
}
