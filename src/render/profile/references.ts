const DEFINITION = /^ {0,3}\[(?!\^)([^[\]\n]{1,300})\]:[ \t]*(\S+)[^\n]*$/gm;
const LINK = /\[([^[\]\n]{0,300})\](?:\[([^[\]\n]{0,300})\])?/g;
const MASKED = '‹masked note›';

/**
 * Puts words in the place of links by reference (`[words][label]`, with `[label]: target` elsewhere) whose target is
 * hidden: what it is called tells as much as where it leads.
 */
export function withoutReferences(text: string, isHidden: (target: string) => boolean): string {
  const labels = new Set<string>();
  const defined = text.replace(DEFINITION, (line: string, label: string, target: string) => {
    if (!isHidden(target)) return line;
    labels.add(keyOf(label));
    return MASKED;
  });
  if (labels.size === 0) return text;
  return defined.replace(LINK, (link: string, words: string, label: string | undefined) =>
    labels.has(keyOf(label || words)) ? MASKED : link,
  );
}

/** Labels are one in any case and with any white space. */
function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
