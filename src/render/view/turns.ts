import { endWithBelow } from '../../parse/sections.ts';
import { objectAt, objectsIn, own, textsIn } from '../../read/json.ts';
import { OWN } from '../../read/repositories.ts';
import type { Document, JsonObject, Section } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { headOf, headText, names } from '../lane-notes.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './masthead.ts';
import { titleOf } from './names.ts';

/** A turn as the page of its lane shows it. Empty texts are not known. */
export interface TurnView {
  readonly anchor: string;
  readonly number: string;
  readonly result: LinkView;
  /** The note that its message was made from. */
  readonly of: LinkView | null;
  readonly commit: string;
  readonly sort: string;
  /** For templates of a record: slop's own do not print it. */
  readonly began: string;
  readonly ended: string;
  readonly end: string;
  readonly facts: readonly string[];
  readonly digest: string;
  readonly asked: string;
  readonly answer: string;
  readonly commits: readonly { readonly name: string; readonly subject: string; readonly href: string }[];
  readonly changed: readonly { readonly path: string; readonly what: string; readonly breach: string }[];
  readonly evidence: readonly { readonly probe: string; readonly came: string; readonly receipt: string }[];
  readonly checks: readonly string[];
  readonly review: { readonly verdict: string; readonly why: string } | null;
}

const BREACHES: Readonly<Record<string, string>> = {
  protected: 'a protected path',
  'not-allowed': 'outside of what it may change',
  kind: 'not what such a turn changes',
};

/** A turn on the page at `page`; `text` is that of its result. */
export function turnView(site: Site, document: Document, text: string, page: string): TurnView {
  const head = headOf(document);
  const of = headText(head, 'of');
  const source =
    of === '' ? undefined : site.graph.documents.find((one) => names(one.path, one.id).includes(of));
  const review = objectAt(head, 'review');
  const verdict = headText(review, 'verdict');
  const { sections = [] } = document.draft ?? {};
  const under = (title: RegExp): string => unfenced(textUnder(sections, text, title));
  return {
    anchor: `turn-${headText(head, 'turn-number')}`,
    number: headText(head, 'turn-number'),
    result: {
      text: titleOf(document),
      href: hrefBetween(page, site.addresses.view.get(document.path) ?? ''),
    },
    of:
      source === undefined
        ? null
        : { text: titleOf(source), href: hrefBetween(page, site.addresses.view.get(source.path) ?? '') },
    commit: headText(head, 'of-commit').slice(0, 10),
    sort: headText(head, 'turn').replaceAll('-', ' '),
    began: headText(head, 'began'),
    ended: headText(head, 'ended'),
    end: [headText(head, 'end'), headText(head, 'code')].filter(Boolean).join(': '),
    facts: factsOf(head),
    digest: headText(head, 'digest'),
    asked: under(/^what was asked$/i),
    answer: under(/^what came back$/i),
    commits: objectsIn(own(head, 'made')).map((one) => commitView(site, one)),
    changed: objectsIn(own(head, 'changed')).map((one) => ({
      path: headText(one, 'path'),
      what: `${headText(one, 'change')}${own(one, 'uncommitted') === true ? ', not committed' : ''}`,
      breach: BREACHES[headText(one, 'breach')] ?? '',
    })),
    evidence: objectsIn(own(head, 'evidence')).map((one) => evidenceView(site, one, page)),
    checks: textsIn(own(head, 'checks')),
    review: verdict === '' ? null : { verdict, why: headText(review, 'why') },
  };
}

function factsOf(head: JsonObject): readonly string[] {
  const cost = own(head, 'cost');
  return [
    ...(own(head, 'crossed') === true ? ['it crossed its bounds'] : []),
    ...(own(head, 'stale') === true ? ['its note was edited after it was sent'] : []),
    ...(typeof cost === 'number' ? [`${cost.toFixed(2)} dollars`] : []),
  ];
}

function commitView({ config }: Site, made: JsonObject) {
  const oid = headText(made, 'oid');
  const web = config.repos.find((one) => one.name === OWN)?.web ?? null;
  return {
    name: oid.slice(0, 10),
    subject: headText(made, 'subject'),
    href: web === null ? '' : web.replaceAll('{oid}', oid),
  };
}

function evidenceView(site: Site, one: JsonObject, page: string) {
  const exit = own(one, 'exit');
  const receipt = site.addresses.raw.get(headText(one, 'receipt'));
  const result = headText(one, 'result');
  const ended = typeof exit === 'number' ? `exit code ${exit}` : '';
  // A result that slop wrote tells it already.
  const came = [result, headText(one, 'why'), result.includes(ended) ? '' : ended];
  return {
    probe: headText(one, 'probe'),
    came: came.filter(Boolean).join(', '),
    receipt: receipt === undefined ? '' : hrefBetween(page, receipt),
  };
}

/** What stands under a heading, up to the next of its depth. */
function textUnder(sections: readonly Section[], text: string, title: RegExp): string {
  const at = sections.findIndex((section) => title.test(section.title));
  const section = sections[at];
  if (section === undefined) return '';
  return text.slice(section.heading.end, endWithBelow(sections, at)).trim();
}

/** What stands between the first fences of a text; all of it where there are none. */
function unfenced(text: string): string {
  const [fenced, , inner = ''] = /^(`{3,}|~{3,})[^\n]*\n(?:([\s\S]*?)\n)?\1[`~]*$/m.exec(text) ?? [];
  return fenced === undefined ? text : inner;
}
