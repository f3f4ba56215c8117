/**
 * The notes of one phase in the order in which they are written: word in the file name, kind, title, the sections
 * that its kind asks for, and what its head holds beside the common keys. `versions` are written one after the
 * other, the older ones into `archive/`.
 */
export const phaseNotes = [
  handoff('scoping-handoff', 'Scoping handoff'),
  {
    word: 'discovery',
    kind: 'discovery',
    title: 'Discovery',
    status: 'accepted',
    sections: ['The question that opened this', 'Decisions'],
  },
  scoping('scoping-note', 'Scoping note', 2),
  {
    word: 'step-0-inspection-brief',
    kind: 'brief',
    title: 'Step 0 inspection brief',
    status: 'answered',
    sections: ['What this is', 'Reading order', 'Code baseline', 'Verifications'],
  },
  {
    word: 'step-0-findings',
    kind: 'findings',
    title: 'Step 0 findings',
    status: 'final',
    sections: ['Verdicts'],
  },
  handoff('cr-drafting-handoff', 'CR drafting handoff'),
  {
    word: 'cr',
    kind: 'cr',
    title: 'Change request',
    status: 'closed',
    versions: 3,
    sections: ['Purpose', 'Steps', 'Gates', 'Halt conditions', 'Reserved budget', 'Amendment record'],
    head: ({ phase, roll }) => ({
      number: `CR-2026-${String(phase).padStart(3, '0')}`,
      'target-tag': `phase-${phase}-close`,
      steps: [
        { id: 'Step 0', title: 'pre-flight', state: 'done' },
        { id: 'Step 1', title: 'build', state: 'done' },
        { id: 'Slot 1', reserved: true },
      ],
      gates: [
        { id: 'Gate 1', title: 'tests pass' },
        { id: 'Gate 2', title: 'tag set' },
      ],
      'halt-conditions': [
        'a baseline is off by more than two',
        `the count of rooms is not ${roll.whole(90)}`,
      ],
    }),
  },
  halt('halt-surface-step-2a', 'Halt at step 2a', 1),
  halt('halt-surface-step-2b', 'Halt at step 2b', 2),
  scoping('cr-amendment-scoping-note', 'Amendment scoping note', 1),
  handoff('cr-amendment-handoff', 'Amendment handoff'),
  {
    word: 'implementation-notes',
    kind: 'implementation-notes',
    title: 'Implementation notes',
    status: 'final',
    versions: 2,
    sections: ['What was built', 'Where it differs from the plan', 'For the next phase'],
  },
  {
    word: 'investigation',
    kind: 'investigation',
    title: 'Investigation',
    status: 'concluded',
    sections: ['The framing question', 'What was found', 'What follows'],
  },
  handoff('close-session-handoff', 'Close-session handoff'),
];

/** One version of each for every phase; all but the newest lie in `archive/`. */
export const standingNotes = [
  {
    word: 'current-status-manifest',
    folder: 'current-status',
    kind: 'manifest',
    title: 'Current-status manifest',
    status: 'current',
    sections: ['What this version absorbs', 'Baselines', 'Principles', 'Current documents'],
    head: () => ({ principles: ['live evidence goes before the handoff'] }),
  },
  {
    word: 'queued-directions',
    folder: 'queued-directions',
    kind: 'queue',
    title: 'Queued directions',
    status: 'current',
    sections: ['Next', 'Later', 'Done'],
  },
];

function handoff(word, title) {
  return {
    word,
    kind: 'handoff',
    title,
    status: 'consumed',
    sections: [
      'What this document is',
      'Where the phase stands',
      'Options',
      'Reading order',
      'Kickoff prompt',
    ],
    head: ({ roll, cited, oid }) => ({
      authority: { authoritative: [cited()], orients: [cited(), cited()] },
      heads: [{ repository: 'engine', oid: oid(), branch: 'main' }],
      options: ['X', 'Y', 'Z'].map((id) => ({ id, title: `way ${id}`, cost: `${1 + roll.whole(4)} slots` })),
      'non-goals': ['no migration', 'no change of names'],
    }),
  };
}

function scoping(word, title, versions) {
  return {
    word,
    kind: 'scoping-note',
    title,
    status: 'settled',
    versions,
    sections: ['What this note answers', 'Settled items', 'Deferred items'],
    head: ({ cited, item }) => ({
      answers: [cited()],
      settled: [item('D', 1), item('D', 2)],
      deferred: [item('D', 3)],
    }),
  };
}

function halt(word, title, cycle) {
  return {
    word,
    kind: 'halt-note',
    title,
    status: 'resolved',
    sections: ['What halted', 'Evidence', 'Candidate root layers', 'Option space'],
    head: () => ({
      cycle,
      'surfaced-by': 'a live check of the operator',
      step: `Step 2${'ab'[cycle - 1]}`,
      evidence: ['the page shows two rooms', { what: 'the test passes', where: 'booking.ts:31' }],
      layers: [{ id: 'A', title: 'the surface drifted' }],
    }),
  };
}
