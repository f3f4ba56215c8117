import type { ElementContent, Nodes, Properties } from 'hast';

/** Elements of a body that have no end tag. */
const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input']);

type Value = Properties[string];

/**
 * A sanitised tree → HTML, as `hast-util-to-html` writes it: that package spends three quarters of its time on forms
 * that no body has. Only elements and texts are written.
 */
export function bodyHtml(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(/[<&]/g, reference);
  if (node.type === 'root') return contentHtml(node.children as ElementContent[]);
  if (node.type !== 'element') return '';
  const { tagName, properties, children } = node;
  const content = contentHtml(children);
  const end = content === '' && VOID.has(tagName) ? '' : `</${tagName}>`;
  return `<${tagName}${attributesHtml(properties)}>${content}${end}`;
}

function contentHtml(children: readonly ElementContent[]): string {
  let html = '';
  for (const child of children) html += bodyHtml(child);
  return html;
}

function attributesHtml(properties: Properties): string {
  let html = '';
  for (const key of Object.keys(properties)) html += attributeHtml(key, properties[key]);
  return html;
}

function attributeHtml(key: string, value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value === true) return ` ${attributeName(key)}`;
  const text = Array.isArray(value) ? value.join(' ').trim() : String(value);
  return ` ${attributeName(key)}="${text.replace(/[\0"&'`]/g, reference)}"`;
}

/** `className` → `class`, `dataState` → `data-state`, `ariaLabel` → `aria-label`, `tabIndex` → `tabindex`. */
function attributeName(key: string): string {
  if (key === 'className') return 'class';
  if (/^data[A-Z]/.test(key)) return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return key.replace(/^aria(?=[A-Z])/, 'aria-').toLowerCase();
}

function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}
