import { holdsNoun, type Setting } from './setting.ts';
import type { Unit } from './units.ts';

const STANDARD =
  '(?:RFC|ISO|IEC|IEEE|NIST|ECMA|PEP|EIP|ERC|BIP|W3C|WHATWG|GDPR|HIPAA|CFR|USC|POSIX|FIPS|OWASP|CommonMark|Unicode|Act|Regulation|Directive|white\\s?paper|Whitepaper|[Pp]aper|standard|licen[cs]e|agreement|treaty|book|manual)';

/** "RFC 9110, ", "the Kaspa whitepaper's ". */
const STANDARD_BEFORE = new RegExp(`\\b${STANDARD}(?:['’]s)?(?:[\\s-]*\\d[\\d.:/-]*)?,?\\s*$`, 'u');

/** "FORAY v4.1 " */
const PRODUCT_BEFORE = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}-]+\s+v?\d+(?:\.\d+)+\s+$/u;

const OWNER_AFTER =
  /^(?:\s+(?:item|step|point|row|para(?:graph)?)\s+\w+|\s+(?:\(|titled\s)["“]?[^()"”]{1,60}["”]?\)?)?\s+(of|in|from)\s+([^.,;:()[\]\ufffc]{1,80})/u;

/** "section 2/8/2021" */
const DATE_AFTER = /^\/\d{1,2}\/\d/;

/** "Section 6.3 of [a thesis](https://…)" */
const BEFORE_LINK = /^\s+(?:of|in|from)\s+(?:the\s+)?/;
/** "[a thesis](https://…) (Section 6.3" */
const BEHIND_LINK = /^\]?\s?[(,]?\s?$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** True when a section from `from` to `end` of the unit's text is said to be one of a page elsewhere. */
export function isOfPage({ text, start, links }: Unit, from: number, end: number): boolean {
  const lead = BEFORE_LINK.exec(text.slice(end, end + 40))?.[0].length;
  return links.some(({ span, url }) => {
    const gap = from - (span.end - start);
    return (
      SCHEME.test(url) &&
      ((lead !== undefined && span.start === start + end + lead) ||
        (gap >= 0 && gap <= 6 && BEHIND_LINK.test(text.slice(from - gap, from))))
    );
  });
}

const STANDARD_AFTER = new RegExp(
  `^(?:the\\s+)?(?:[\\p{L}\\p{N}-]+\\s+){0,3}${STANDARD}(?![\\p{L}\\p{N}])`,
  'u',
);

const PROPER_NAME = /^(?:the\s+|an?\s+)?\p{Lu}/u;

/**
 * True when the section between `start` and `end` is one of a standard, a law or a product: "RFC 9110 §4",
 * "Section 9.6 of the Kaspa whitepaper". The word "section" is common speech and needs less proof than a `§`.
 */
export function namesSomethingElse(
  text: string,
  start: number,
  end: number,
  isMark: boolean,
  setting: Setting,
): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  if (STANDARD_BEFORE.test(before) || (!isMark && PRODUCT_BEFORE.test(before))) return true;
  if (DATE_AFTER.test(text.slice(end, end + 12))) return true;
  const [, preposition, owner = ''] = OWNER_AFTER.exec(text.slice(end, end + 100)) ?? [];
  if (owner === '') return false;
  if (STANDARD_AFTER.test(owner)) return true;
  return !isMark && preposition === 'of' && PROPER_NAME.test(owner) && !holdsNoun(owner, setting);
}
