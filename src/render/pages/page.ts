import type { File } from '../../types.ts';
import type { Site } from '../site.ts';
import { frameView } from '../view/masthead.ts';

/**
 * Fills a template and frames it: the view's own fields beside `frame`. `title` stands in the browser's tab.
 * @throws Refusal when the template cannot be used.
 */
export function page(site: Site, path: string, template: string, title: string, view: object): File {
  return { path, bytes: site.fill(template, { frame: frameView(site, path, title), ...view }) };
}
