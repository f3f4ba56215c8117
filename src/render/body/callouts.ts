import type { Element } from 'hast';
import type { Blockquote } from 'mdast';
import { CALLOUTS } from '../../parse/callouts.ts';
import { element } from './elements.ts';

type CalloutName = (typeof CALLOUTS)[number];

const TITLES: Readonly<Record<CalloutName, string>> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

/** A quotation that is called out, without the line that says so. */
interface Callout {
  readonly name: CalloutName;
  readonly quote: Blockquote;
}

const MARK = new RegExp(`^\\[!(${CALLOUTS.join('|')})\\][ \\t]*(\\r?\\n|\\r|$)`, 'i');

/** What a quotation calls out; null for one whose first line is not a mark as GitHub knows it: `[!NOTE]` and no more. */
export function calloutOf(quote: Blockquote): Callout | null {
  const [lead, ...blocks] = quote.children;
  if (lead?.type !== 'paragraph') return null;
  const [text, ...inline] = lead.children;
  const [mark, name, end] = (text?.type === 'text' && MARK.exec(text.value)) || [];
  if (text?.type !== 'text' || mark === undefined || name === undefined) return null;
  const [next, ...others] = inline;
  if (end === '' && next !== undefined && next.type !== 'break') return null;
  const rest = { ...text, value: text.value.slice(mark.length) };
  const shown = end === '' ? others : [rest, ...inline];
  const children = shown.length === 0 ? blocks : [{ ...lead, children: shown }, ...blocks];
  return { name: name.toLowerCase() as CalloutName, quote: { ...quote, children } };
}

/** The quotation of a callout with its word above it: `made` is what Markdown alone would make of it. */
export function calloutElement(made: Element, name: CalloutName): Element {
  const title = element('p', { className: ['callout-title'] }, [{ type: 'text', value: TITLES[name] }]);
  const className = ['callout', `callout-${name}`];
  return {
    ...made,
    properties: { className },
    children: [{ type: 'text', value: '\n' }, title, ...made.children],
  };
}
