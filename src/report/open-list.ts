import { MATTER_HEADINGS } from '../rules/open-matters.ts';
import { cutEnd, cutStart } from './item-list.ts';
import type { Paint } from './paint.ts';
import { visible } from './width.ts';

/** One open matter as a list tells it. */
export interface ListedMatter {
  readonly why: string;
  readonly path: string;
  readonly line: number;
  readonly name: string | null;
  readonly title: string;
}

/** Open matters group by group, cut to the width of the terminal. Ends with a line feed. */
export function openList(
  matters: readonly ListedMatter[],
  pathOf: (path: string) => string,
  columns: number,
  paint: Paint,
): string {
  const blocks = Object.entries(MATTER_HEADINGS).flatMap(([why, heading]) => {
    const group = matters.filter((matter) => matter.why === why);
    if (group.length === 0) return [];
    const lines = group.flatMap(({ path, line, name, title }) => {
      const said = visible([name, title].filter(Boolean).join('  '));
      const place = cutStart(`${visible(pathOf(path))}:${line}`, columns - 4);
      return [`  ${cutEnd(said, columns - 2)}`, `    ${paint('quiet', place)}`];
    });
    return [[paint('strong', `${heading} (${group.length})`), ...lines].join('\n')];
  });
  return `${blocks.join('\n\n')}\n`;
}
