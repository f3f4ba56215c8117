import { byText } from '../../read/order.ts';
import { type Lines, linesOf, positionIn } from '../../read/position.ts';
import type { Finding } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { lineAnchor } from '../source-html.ts';
import type { LinkView } from './masthead.ts';

/** One finding as a page shows it. */
interface FindingView {
  readonly severity: 'error' | 'warning' | 'info';
  /** A shape that differs for every severity. */
  readonly mark: string;
  readonly rule: string;
  /** The record's own page about the rule, empty where it holds none. */
  readonly ruleHref: string;
  readonly message: readonly WordsView[];
  readonly help: readonly WordsView[];
  /** Line and column, with a link to the line. */
  readonly place: LinkView;
}

/** A run of words; `code` where it is to be read letter by letter. */
interface WordsView {
  readonly text: string;
  readonly code: boolean;
}

const MARKS = { error: '■', warning: '▲', info: '◇' } as const;
const RANK = { error: 0, warning: 1, info: 2 } as const;

/** The findings of one document, worst first. `text` is its text; `page` is where they will be shown. */
export function findingsView(site: Site, path: string, text: string, page: string): readonly FindingView[] {
  const findings = site.findingsOf.get(path) ?? [];
  if (findings.length === 0) return [];
  const lines = linesOf(text);
  return [...findings].sort(worstFirst).map((finding) => {
    const words = site.words.get(finding.rule);
    const rulePage = site.addresses.view.get(site.rulePages.get(finding.rule) ?? '');
    return {
      severity: finding.severity,
      mark: MARKS[finding.severity],
      rule: finding.rule,
      ruleHref: rulePage === undefined ? '' : hrefBetween(page, rulePage),
      message: wordsView(words?.message(finding.data) ?? finding.rule),
      help: wordsView(words?.help(finding.data) ?? ''),
      place: placeView(site, finding, lines, page),
    };
  });
}

/** Errors before warnings, then by place and rule. */
function worstFirst(left: Finding, right: Finding): number {
  return (
    RANK[left.severity] - RANK[right.severity] ||
    left.span.start - right.span.start ||
    byText(left.rule, right.rule)
  );
}

/** Text between backticks is code, as in the words of rules. */
function wordsView(text: string): readonly WordsView[] {
  return text
    .split(/`([^`]+)`/)
    .map((run, at) => ({ text: run, code: at % 2 === 1 }))
    .filter((run) => run.text !== '');
}

function placeView(site: Site, finding: Finding, lines: Lines, page: string): LinkView {
  const { line, column } = positionIn(lines, finding.span.start);
  const source = site.addresses.source.get(finding.path);
  const binary = site.graph.byPath.get(finding.path)?.format === 'docx';
  return {
    text: `${line}:${column}`,
    href:
      source === undefined
        ? ''
        : hrefBetween(page, source, binary ? null : lineAnchor(line, lines.starts.length)),
  };
}
