import type { Page } from '../../types.ts';
import type { Site } from '../site.ts';
import { frameView } from '../view/masthead.ts';

/** A page to be filled: the view's own fields beside `frame`. `title` stands in the browser's tab. */
export function page(site: Site, path: string, template: string, title: string, view: object): Page {
  return { path, template, view: { frame: frameView(site, path, title), ...view } };
}
