import type { Element, ElementContent, Properties } from 'hast';
import type { Code, Html, ListItem, Parents } from 'mdast';
import { withoutComments } from '../../parse/suppressions.ts';
import type { Badge } from './badges.ts';
import type { Highlight } from './highlight.ts';

/** A hast element. */
export function element(
  tagName: string,
  properties: Properties,
  children: readonly ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

/** Raw HTML as text: a block of its own, or part of a line. Comments are left out. */
export function rawHtml(node: Html, parent: Parents | undefined): ElementContent | undefined {
  const value = withoutComments(node.value);
  if (value.trim() === '') return undefined;
  const isBlock = parent === undefined || blockParents.has(parent.type);
  if (!isBlock) return { type: 'text', value };
  return element('pre', { className: ['raw-html'], tabIndex: 0 }, [{ type: 'text', value: value.trimEnd() }]);
}

const blockParents = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

const languageName = /^[\w+#.-]{1,40}$/;

/** A block of code that can be scrolled from the keyboard, marked up when its language is known. */
export function codeElement(pre: Element, node: Code, highlight: Highlight | null): Element {
  const code = pre.children[0];
  const language = node.lang?.split(/\s/)[0] ?? '';
  const marked = highlight !== null && language !== '' ? highlight(node.value, language) : null;
  if (code?.type === 'element') {
    code.properties = languageName.test(language) ? { className: [`language-${language}`] } : {};
    if (marked !== null) code.children = [...marked, { type: 'text', value: '\n' }];
  }
  return { ...pre, properties: { ...pre.properties, tabIndex: 0 } };
}

/** How a claim fares, as a mark that leads to its entry below the note. */
export function badgeElement({ state, mark, words, entry }: Badge): Element {
  const href = `#${entry}`;
  return element('a', { className: ['badge'], dataState: state, href, title: words, ariaLabel: words }, [
    { type: 'text', value: mark },
  ]);
}

/** Gives the checkbox of a task a name, since it has no label. */
export function labelCheckbox(item: Element, node: ListItem): Element {
  if (typeof node.checked !== 'boolean') return item;
  for (const holder of [item, ...item.children]) {
    const box = 'children' in holder ? holder.children[0] : undefined;
    if (box?.type === 'element' && box.tagName === 'input') {
      box.properties['ariaLabel'] = node.checked ? 'done' : 'to do';
    }
  }
  return item;
}

/** A row whose cells say by class how they are aligned; the empty corner of a table is no header. */
export function alignByClass(row: Element): Element {
  for (const cell of row.children) {
    if (cell.type !== 'element') continue;
    const { align, ...properties } = cell.properties;
    if (align !== undefined) properties['className'] = [`align-${String(align)}`];
    if (cell.tagName === 'th' && cell.children.length === 0) cell.tagName = 'td';
    if (cell.tagName === 'th') properties['scope'] = 'col';
    cell.properties = properties;
  }
  return row;
}

/** A table in a region that scrolls, also from the keyboard; `count` tells the tables of a page apart. */
export function scrollable(table: Element, count: number): Element {
  const properties = { className: ['table'], role: 'region', tabIndex: 0, ariaLabel: `Table ${count}` };
  return element('div', properties, [table]);
}
