import type { Config, NamedDocument } from '../types.ts';
import { defaultLabels } from './default-labels.ts';
import { itemShapeOf } from './item-shape.ts';
import { lanesOf } from './lanes-values.ts';

/** File names by which the kinds of older notes are known; the first that fits counts. */
const KINDS: readonly (readonly [string, string])[] = [
  ['halt-surface*-v', 'halt-note'],
  ['halt-note*-v', 'halt-note'],
  ['handoff*-v', 'handoff'],
  ['scoping-note*-v', 'scoping-note'],
  ['brief-v', 'brief'],
  ['findings-v', 'findings'],
  ['implementation-notes-v', 'implementation-notes'],
  ['manifest-v', 'manifest'],
  ['queued-directions*-v', 'queue'],
  ['discovery*-v', 'discovery'],
  ['investigation-v', 'investigation'],
  ['standing-note*-v', 'standing-note'],
  ['{analysis,strategy}-v', 'analysis'],
  ['cr-amendment*-v', 'document'],
];

const NAMES: readonly (readonly [string, NamedDocument])[] = [
  ['manifest', { kind: 'manifest' }],
  ['current status manifest', { kind: 'manifest' }],
  ['queue', { kind: 'queue' }],
  ['queued directions', { kind: 'queue' }],
  ['cr', { kind: 'cr' }],
  ['change request', { kind: 'cr' }],
  ['scoping note', { kind: 'scoping-note' }],
  ['halt note', { kind: 'halt-note' }],
  ['halt-surface note', { kind: 'halt-note' }],
  ['handoff', { kind: 'handoff' }],
  ['brief', { kind: 'brief' }],
  ['findings', { kind: 'findings' }],
  ['implementation notes', { kind: 'implementation-notes' }],
];

const ITEMS = [
  'P{phase}-{A-Z}{n}',
  'CR-{year}-{n}',
  'Candidate {A-Z}',
  'Option {A-Z}',
  'Finding {n}',
  'Gate {n}',
];

/** What slop.yaml means when it says nothing. */
export const defaultConfig: Config = {
  record: 'record',
  title: 'Record',
  address: null,
  public: false,
  repos: [],
  probes: [],
  profiles: new Map(),
  items: ITEMS.map((template) => itemShapeOf({ shape: template })),
  names: new Map(NAMES),
  labels: defaultLabels,
  kinds: [
    ...KINDS.map(([name, kind]) => ({ glob: `**/*${name}[0-9]*.{md,html,docx}`, kind })),
    { glob: '**/phase-*-cr-*-v[0-9]*.{md,html,docx}', kind: 'cr' },
  ],
  rules: [],
  moved: new Map(),
  xrefs: [],
  archive: { folder: 'archive', keep: 'archive' },
  lanes: lanesOf({}),
};
