import { placeAt } from '../parse/head/places.ts';
import { idOf } from '../parse/version.ts';
import { scalarAt } from '../read/json.ts';
import type { Config, Document, Draft, Fault, Kind, Note, Status } from '../types.ts';
import { isOlder, judgeHead } from './head-verdict.ts';
import { authorsOf, dateOf, headingOf, isArchived, phaseOf, titleFrom, versionOf } from './identity.ts';
import { chooseKind, kindsByPath } from './kind-choice.ts';
import { statusOf } from './status.ts';

/**
 * Makes the function that turns drafts into documents. Patterns of slop.yaml are compiled here once, so make
 * one for a run.
 */
export function validator(config: Config, kinds: ReadonlyMap<string, Kind>): (draft: Draft) => Document {
  const byPath = kindsByPath(config);
  return (draft) => {
    const { path, head } = draft;
    const { kind, faults: kindFaults } = chooseKind(draft, byPath, kinds);
    const verdict = judgeHead(draft, kind);
    const status = statusOf(scalarAt(head, 'status'), kind, isOlder(draft));
    const faults = [...draft.faults, ...kindFaults, ...verdict.faults, ...unmapped(status, draft, kind)];
    const accepted = verdict.fields !== null && kindFaults.length === 0;
    const note: Note | null = accepted ? { kind, fields: verdict.fields, ...draft } : null;
    return {
      path,
      format: 'md',
      id: idOf(path, head),
      version: versionOf(draft),
      title: titleFrom(
        head,
        headingOf(draft),
        path,
        draft.versions.map(({ text }) => text),
      ),
      kind: kind.name,
      status,
      date: dateOf(head),
      authors: authorsOf(head),
      phase: phaseOf(head, path),
      summary: scalarAt(head, 'summary'),
      archived: isArchived(path, config),
      draft,
      note,
      faults,
    };
  };
}

/**
 * Turns a draft into a document: what it is called, which kind it is, where it stands, and what its schema says
 * of its head. Never throws. `note` is null when the head was refused; all else is said as far as it can be.
 * For many drafts, `validator` does the same faster.
 */
export function validate(draft: Draft, config: Config, kinds: ReadonlyMap<string, Kind>): Document {
  return validator(config, kinds)(draft);
}

function unmapped(status: Status | null, draft: Draft, kind: Kind): readonly Fault[] {
  if (!status || status.value !== null || kind.ladder.length === 0 || !isOlder(draft)) return [];
  const span = placeAt(draft, '/status')?.value ?? draft.headSpan;
  return [{ rule: 'status/unmapped', span, data: { text: status.text, ladder: kind.ladder } }];
}
