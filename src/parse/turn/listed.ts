import type { Branch, ContractPart, EvidenceItem, Span } from '../../types.ts';

const ITEM = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const NAMES = /^(?:(?:and|,)?\s*`([^`\n]+)`\s*)+/;
const CHECK = /^(?:\*\*|__)?manual(?: check)?(?:\*\*|__)?\s*[:.—–-]\s*(?:\*\*|__)?([^\n]*\S)/i;

interface Listed {
  readonly span: Span;
  readonly text: string;
}

/** What a part asks to be shown, item by item: a probe by its name, or a check that a person makes. */
export function evidenceIn(part: ContractPart): readonly EvidenceItem[] {
  return itemsOf(part).map(({ span, text }) => {
    const names = [...(NAMES.exec(text)?.[0] ?? '').matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
    const check = CHECK.exec(text)?.[1] ?? null;
    return { span, names, check };
  });
}

/** The branches that a part names, with the paths that are each one's own. */
export function branchesIn(part: ContractPart): readonly Branch[] {
  return itemsOf(part).map(({ span, text }) => {
    const paths = [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path);
    const name = text.split(/[:`]/, 1)[0]?.replace(/[*_]/g, '').trim() ?? '';
    return { span, name, paths };
  });
}

/** The items of the outer list; a text without a list is one item a paragraph. */
function itemsOf({ sent, body }: ContractPart): readonly Listed[] {
  const lines = sent.split('\n');
  const indents = lines.flatMap((line) => (ITEM.test(line) ? line.search(/\S/) : []));
  const listed = indents.length > 0;
  const indent = indents.reduce((least, one) => Math.min(least, one), Infinity);
  const items: { start: number; text: string }[] = [];
  let at = body.start;
  let open = false;
  for (const line of lines) {
    const lead = listed ? (ITEM.exec(line)?.[0] ?? null) : line.trim() === '' || open ? null : '';
    const begins = lead !== null && (!listed || line.search(/\S/) === indent);
    if (begins) items.push({ start: at + line.search(/\S/), text: line.slice(lead.length).trim() });
    else if (items.length > 0) (items.at(-1) as { text: string }).text += `\n${line}`;
    open = line.trim() !== '';
    at += line.length + 1;
  }
  return items.map(({ start, text }) => ({
    span: { start, end: start + (sent.slice(start - body.start).split('\n', 1)[0] ?? '').trimEnd().length },
    text: text.trim(),
  }));
}
