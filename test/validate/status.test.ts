import { describe, expect, it } from 'vitest';
import { rungOf, statusOf } from '../../src/validate/status.ts';
import { packageKinds } from '../helpers/package-schemas.ts';

const kinds = packageKinds();

function kindNamed(name: string) {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`no kind ${name}`);
  return kind;
}

describe('rungOf()', () => {
  it.each([
    ['cr', 'First draft.', 'draft'],
    ['cr', 'Second draft', 'draft'],
    ['cr', 'Draft for Operator review.', 'review'],
    ['cr', 'Working draft.', 'draft'],
    ['cr', 'Working draft. Awaiting Operator approval', 'review'],
    ['cr', 'Drafted; awaiting Operator approval.', 'review'],
    ['cr', 'Pre-execution CR. Ready for Operator review and approval.', 'review'],
    ['cr', 'Approved for execution by the operator', 'approved'],
    ['cr', 'Amendment cycle 2; supersedes v0.2', 'review'],
    ['cr', 'Superseded by v0.4', 'superseded'],
    ['scoping-note', 'Active scoping (for Phase 57)', 'active'],
    ['scoping-note', 'Scoping note. Discovery-stage. Seventh draft', 'active'],
    ['brief', 'Pre-CR scoping evidence brief. Hands to CC.', 'issued'],
    ['brief', 'For CC consumption', 'issued'],
    ['handoff', 'Session handoff', 'open'],
    ['handoff', 'Handoff document.', 'open'],
    ['handoff', 'Handoff into a fresh chat for Phase 57 scoping', 'open'],
    ['handoff', 'Standalone orientation artifact for the fresh scoping chat', 'open'],
    ['handoff', 'Self-contained handoff', 'open'],
    ['handoff', 'Self-sufficient', 'open'],
    ['halt-note', 'Halt-surface note per the note-first principle; build paused.', 'open'],
    ['discovery', 'Discovery record', 'held'],
    ['discovery', 'Third capture', 'held'],
    ['discovery', 'Discovery draft. Vision-level', 'draft'],
    ['queue', '11th version', 'current'],
    ['investigation', 'Methodology investigation.', 'open'],
    ['investigation', 'Observation cluster', 'open'],
    ['analysis', 'Analysis document', 'current'],
    ['standing-note', 'Standing note', 'standing'],
    ['investigation', 'DRAFT - Under Review', 'draft'],
    ['cr', '  approved\n for execution', 'approved'],
    ['cr', 'Draftsman at work', null],
    ['cr', 'Quite something else', null],
    ['cr', '', null],
  ])('reads the status of a %s, %j, as %s', (kind, text, rung) => {
    expect(rungOf(text, kindNamed(kind))).toBe(rung);
  });

  it('knows every phrase of every kind', () => {
    for (const kind of kinds.values()) {
      for (const [phrase, rung] of kind.phrases) expect(rungOf(`${phrase}, and more`, kind)).toBe(rung);
    }
  });
});

describe('statusOf()', () => {
  it('takes a YAML status as it stands, or not at all', () => {
    const cr = kindNamed('cr');
    expect(statusOf('closed', cr, false)).toEqual({ text: 'closed', value: 'closed', final: true });
    expect(statusOf('Closed.', cr, false)).toEqual({ text: 'Closed.', value: null, final: false });
    expect(statusOf('Closed.', cr, true)).toEqual({ text: 'Closed.', value: 'closed', final: true });
    expect(statusOf(null, cr, true)).toBeNull();
    expect(statusOf('anything', kindNamed('document'), false)).toEqual({
      text: 'anything',
      value: null,
      final: false,
    });
  });
});
