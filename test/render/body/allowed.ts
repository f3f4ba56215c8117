import type { Nodes } from 'hast';
import { htmlToHast } from 'satteri';

/** Elements that a body may hold: written down apart from the renderer's own list. */
const elements = new Set(
  (
    'a b blockquote br code del div em h1 h2 h3 h4 h5 h6 hr i img input li ol p pre section span strong sub sup ' +
    'table tbody td th thead tr ul'
  ).split(' '),
);

/** Attributes that a body may hold, and what their values look like. */
const attributes: Readonly<Record<string, RegExp>> = {
  alt: /^/,
  ariaDescribedBy: /^footnote-label$/,
  ariaLabel: /^(?:done|to do|Table \d+|Back to reference [\d-]+)$/,
  checked: /^true$/,
  className:
    /^(?:align-(?:left|center|right)|anchor|callout|callout-[a-z]+|contains-task-list|data-footnote-backref|footnotes|footnotes-title|hljs-[\w-]+|language-[\w+#.-]+|mention|raw-html|table|task-list-item)$/,
  dataFootnoteBackref: /^(?:|true)$/,
  dataFootnoteRef: /^(?:|true)$/,
  dataFootnotes: /^(?:|true)$/,
  dataState: /^[a-z]+$/,
  disabled: /^true$/,
  href: /^/,
  id: /^(?:s-|note-fn-|note-fnref-|footnote-label$)/,
  loading: /^lazy$/,
  role: /^region$/,
  scope: /^col$/,
  src: /^/,
  start: /^\d+$/,
  tabIndex: /^0$/,
  title: /^/,
  type: /^checkbox$/,
};

/**
 * Parses HTML as a browser does and lists everything in it that is not on the lists of this file: elements, attributes,
 * addresses of another scheme than http, https and mailto, comments and the like.
 */
export function strangers(html: string): readonly string[] {
  const found: string[] = [];
  const pending: Nodes[] = [htmlToHast(html, { fragment: true }) as Nodes];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'element') {
      if (!elements.has(node.tagName)) found.push(`<${node.tagName}>`);
      for (const [name, value] of Object.entries(node.properties)) {
        const values = (Array.isArray(value) ? value : [value]).map(String);
        if (!values.every((one) => attributes[name]?.test(one)))
          found.push(`${node.tagName} ${name}=${values.join(' ')}`);
        if ((name === 'href' || name === 'src') && !values.every(isHarmless))
          found.push(`${name}=${values.join(' ')}`);
      }
    } else if (node.type !== 'root' && node.type !== 'text') found.push(node.type);
    if ('children' in node) pending.push(...node.children);
  }
  return found;
}

/** As a browser resolves it: white space and control characters in a scheme do not count, what is no address is dead. */
function isHarmless(address: string): boolean {
  if (!URL.canParse(address, 'https://base.example/')) return true;
  const { protocol } = new URL(address, 'https://base.example/');
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:';
}
