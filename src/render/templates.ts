import type { Template } from 'liquidjs';
import { inThrees } from '../parse/in-threes.ts';
import { forbiddenFilters, withNearValue } from '../plan/fill.ts';
import { loadLiquid } from '../plan/liquid.ts';
import { utf8Of } from '../read/utf8.ts';
import { Refusal } from '../refusal.ts';
import type { File, LongFile, SiteFile } from '../types.ts';
import { escapeHtml, htmlOf } from './html.ts';
import { isScript } from './scripts.ts';
import { tune } from './tuning.ts';

/** Fills the template of that name with view data and hands back the page's text. */
type FillTemplate = (name: string, view: object) => string;

/**
 * A template engine over texts that are already in memory, by file name; it reads no file. Whatever a template
 * prints is escaped, `| raw` included; only `SafeHtml` values pass as they are. A value that is not there is a mistake.
 * @throws Refusal (from the returned function) naming the template and the line that cannot be used.
 */
export function templateEngine(templates: ReadonlyMap<string, string>): FillTemplate {
  const { Context, Liquid } = loadLiquid();
  const liquid = new Liquid({
    templates: Object.assign(Object.create(null), Object.fromEntries(templates)),
    outputEscape: printed,
    cache: tunedCache(),
    jsTruthy: true,
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    // As in `fillTemplate`.
    locale: 'en-US',
  });
  liquid.registerFilter('raw', (value: unknown) => value);
  liquid.registerFilter('in_threes', inThrees);
  for (const name of forbiddenFilters) {
    liquid.registerFilter(name, () => {
      throw new Error(`filter "${name}" is not available: a page holds no clock and no chance`);
    });
  }
  return (name, view) => {
    const context = new Context(view, liquid.options, { sync: true }, { liquid });
    try {
      return liquid.renderFileSync(name, context) as string;
    } catch (error) {
      throw new Refusal(`The site template ${name} cannot be used: ${withNearValue(error as Error, view)}`);
    } finally {
      // A generator that LiquidJS makes for each block leaves a hidden class in the old part of V8's heap, which holds
      // the context: with it a whole page would wait there to be swept.
      context.environments = {};
    }
  };
}

/**
 * True for a file of templates/site/ that is no file of the site: a template, or a script that goes out under another
 * name.
 */
export function isTemplate(name: string): boolean {
  return name.endsWith('.liquid') || isScript(name);
}

/**
 * A page filled; any other file as it is.
 * @throws Refusal when the template cannot be used.
 */
export function filled(file: SiteFile, fill: FillTemplate): File | LongFile {
  return 'template' in file ? { path: file.path, bytes: fill(file.template, file.view) } : file;
}

/** The file in one piece. */
export function inOnePiece(file: File | LongFile): File {
  return 'bytes' in file ? file : { path: file.path, bytes: Buffer.concat([...utf8Of(file.texts())]) };
}

/** Keeps what was parsed, made quick when it comes in. */
function tunedCache() {
  const parsed = new Map<string, Template[]>();
  return {
    read: (name: string) => parsed.get(name),
    write: (name: string, templates: Template[] | Promise<Template[]>) => {
      if (!Array.isArray(templates)) return;
      tune(templates, printed);
      parsed.set(name, templates);
    },
    remove: (name: string) => {
      parsed.delete(name);
    },
  };
}

function printed(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (value === null || value === undefined) return '';
  return htmlOf(value) ?? escapeHtml(Array.isArray(value) ? value.join('') : String(value));
}
