import { position } from '../../read/position.ts';
import { ruleById } from '../../rules/rules.ts';
import type { Finding, JsonObject } from '../../types.ts';
import type { Built } from './build.ts';

/** Characters of a note by which a page finds the place of a finding. */
const EXCERPT = 80;

/** The findings of a record as the script of a served page takes them; of one document, or of all. */
export async function liveFindings({ compiled }: Built, path: string | null): Promise<readonly JsonObject[]> {
  const own = compiled.findings.filter((finding) => path === null || finding.path === path);
  const texts = new Map<string, string>();
  for (const { path: place } of own) {
    if (!texts.has(place)) texts.set(place, await compiled.textOf(place));
  }
  return own.map((finding) => findingData(finding, texts.get(finding.path) ?? '', compiled.graph.byPath));
}

function findingData(
  { rule, severity, path, span, data }: Finding,
  text: string,
  byPath: Built['compiled']['graph']['byPath'],
): JsonObject {
  const words = ruleById.get(rule);
  const sections = byPath.get(path)?.draft?.sections ?? [];
  return {
    path,
    line: position(text, span.start).line,
    rule,
    severity,
    message: words?.message(data) ?? rule,
    help: words?.help(data) ?? '',
    section:
      sections.findLast((section) => section.depth > 0 && section.span.start <= span.start)?.slug ?? null,
    excerpt: text.slice(span.start, Math.min(span.end, span.start + EXCERPT)).split('\n')[0] ?? '',
  };
}
