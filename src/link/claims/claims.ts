import { once } from '../../parse/once.ts';
import type { Assertion, Claim, Document, Graph, Kind, Ledger } from '../../types.ts';
import type { Catalogue } from '../catalogue.ts';
import { judgeBaseline } from './baselines.ts';
import { judgeExists, judgeHeadClaim, judgeTag } from './commits.ts';
import { countablesOf } from './countables.ts';
import { judgeCount } from './counts.ts';
import { asserted, type Judged } from './judged.ts';
import type { Known, Proofs } from './known.ts';
import { recordedWords } from './recorded.ts';
import { subjectFinder } from './subjects.ts';
import { type Cutter, cutter, judgeUnchanged } from './unchanged.ts';

/** What was read, and by what it is read. */
interface Read {
  readonly ledger: Ledger;
  readonly proofs: Proofs;
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** Makes what gives every assertion of a note its state, by what was read. */
export function claimFinder(
  catalogue: Catalogue,
  items: Graph['items'],
  { ledger, proofs, kinds }: Read,
): (document: Document) => readonly Claim[] {
  const readings = [...(ledger.repositories?.values() ?? [])];
  const known: Known = {
    ...proofs,
    lineages: catalogue.lineages,
    config: catalogue.config,
    readings,
    own: readings.find(({ place }) => place !== null && place === proofs.top) ?? null,
    findSubject: subjectFinder(() => catalogue),
    countables: once(() => countablesOf({ ...catalogue, items }, kinds)),
    today: ledger.record?.head?.date ?? null,
  };
  return (document) => {
    // For one note, since those of all would be the record once more.
    const cut = cutter();
    return (document.draft?.claims ?? []).map((assertion) => claimOf(assertion, document, known, cut));
  };
}

function claimOf(assertion: Assertion, document: Document, known: Known, cut: Cutter): Claim {
  const { span, field, statement } = assertion;
  const { state, live, evidence, why, overtaken } = judge(assertion, document, known, cut);
  const [from, recorded] = [document.path, recordedWords(statement)];
  // Spread objects would take twice the room, and a large record makes many.
  return { span, field, statement, from, recorded, state, live, evidence, why, overtaken };
}

function judge({ statement, field }: Assertion, document: Document, known: Known, cut: Cutter): Judged {
  switch (statement.type) {
    case 'unchanged':
      return judgeUnchanged(statement, document, known, cut);
    case 'exists':
      return judgeExists(statement, document, known);
    case 'head':
      return judgeHeadClaim(statement, document, known);
    case 'tag':
      return judgeTag(statement, document, known);
    case 'baseline':
      return judgeBaseline(statement, field !== null, document, known);
    case 'count':
      return judgeCount(statement, document, known);
    case 'service':
      return asserted('only slop verify looks');
  }
}
