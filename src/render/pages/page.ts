import type { Page } from '../../types.ts';
import type { Site } from '../site.ts';
import { frameView } from '../view/masthead.ts';

/** What the frame around a page looks for in its view, where the view does not say it. */
const UNSAID = { summary: null, permanent: null };

/** A page to be filled: the view's own fields beside `frame`. `title` stands in the browser's tab. */
export function page(site: Site, path: string, template: string, title: string, view: object): Page {
  return { path, template, view: { frame: frameView(site, path, title), ...UNSAID, ...view } };
}
