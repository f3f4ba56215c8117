import { counted } from '../parse/in-threes.ts';
import { formatVersion } from '../parse/version.ts';
import type { ListedDocument, ListProblem } from '../rules/listed.ts';
import type { Paint } from './paint.ts';

import { visible } from './width.ts';

/** Characters of a content id that tell it from others. */
const SHORT = 10;

/** A line for each document that a note lists, and one that counts them. Ends with a line feed. */
export function listedLines(
  listed: readonly ListedDocument[],
  pathOf: (path: string) => string,
  paint: Paint,
): string {
  const lines = listed.map((one) => {
    const { problems, elsewhere, document, found } = one;
    const name = visible(one.name);
    if (problems.length > 0) {
      return `${paint('error', 'differs')}  ${name}: ${problems.map((problem) => words(problem, one)).join('; ')}`;
    }
    if (document === null || elsewhere)
      return `${paint('warning', 'unknown')}  ${name}: it lies in another repository`;
    const content = one.oid === null ? '' : `, content ${(found ?? '').slice(0, SHORT)}`;
    return `${paint('good', 'holds')}    ${name}  ${paint('quiet', `(${visible(pathOf(document.path))}${content})`)}`;
  });
  const wrong = listed.filter(({ problems }) => problems.length > 0).length;
  const end =
    wrong === 0 ? 'none differs from the tree' : `${counted(wrong, 'differs', 'differ')} from the tree`;
  return `${[...lines, paint(wrong === 0 ? 'good' : 'strong', `${counted(listed.length, 'document')} listed, ${end}`)].join('\n')}\n`;
}

function words(problem: ListProblem, { version, oid, document, newest, found }: ListedDocument): string {
  const there = document?.version ? `v${formatVersion(document.version)}` : 'no version';
  switch (problem) {
    case 'missing':
      return 'there is no such document in the record';
    case 'ambiguous':
      return 'it may be one of several documents';
    case 'version':
      return `v${visible(version ?? '')} is listed, ${there} is there`;
    case 'content':
      return `content ${visible(oid ?? '').slice(0, SHORT)} is listed, ${(found ?? '').slice(0, SHORT)} is there`;
    case 'newer':
      return `v${newest ?? ''} is there since`;
  }
}
