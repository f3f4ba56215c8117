import type { Draft } from '../../types.ts';

const FENCE = /^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n?^\1[`~]*[^\S\n]*$/m;

/**
 * The kickoff prompt of a note: what stands under the heading of that name, or only its one fenced block where it has
 * one.
 * @returns null for a note without.
 */
export function kickoffIn({ sections, body }: Pick<Draft, 'sections' | 'body'>, text: string): string | null {
  const at = sections.findIndex(({ title }) => /^kickoff prompt\b/i.test(title));
  const section = sections[at];
  if (section === undefined) return null;
  const next = sections.slice(at + 1).find(({ depth }) => depth <= section.depth);
  const under = text.slice(section.heading.end, next?.span.start ?? body.end);
  const fenced = FENCE.exec(under);
  const prompt = fenced?.[2] ?? under;
  return prompt.trim() === '' ? null : prompt;
}
