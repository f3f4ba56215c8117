import { isObject, objectAt, own, textAt, textsIn } from '../read/json.ts';
import type {
  Json,
  JsonObject,
  LaneDeclaration,
  LanePermissions,
  LanesConfig,
  LaneTransport,
} from '../types.ts';

/** Makes the `lanes:` of a slop.yaml that its schema accepted into what it means; `{}` gives the defaults. */
export function lanesOf(value: JsonObject): LanesConfig {
  const limits = objectAt(value, 'limits');
  return {
    trust: textsIn(own(value, 'trust')),
    show: own(value, 'show') === true,
    jargon: textsIn(own(value, 'jargon')),
    longest: number(value, 'longest') ?? 262_144,
    workflow: textsIn(own(value, 'workflow')),
    risk: textAt(value, 'risk'),
    drafts: textAt(value, 'drafts') === 'wait' ? 'wait' : 'keep',
    limits: { resume: own(limits, 'resume') !== false, resumes: number(limits, 'resumes') ?? 3 },
    silence: number(value, 'silence') ?? 60,
    declared: Object.entries(objectAt(value, 'declared')).map(declaration),
  };
}

function declaration([name, value]: [string, Json]): LaneDeclaration {
  const said = isObject(value) ? value : {};
  const budget = objectAt(said, 'budget');
  return {
    name,
    slot: textAt(said, 'slot') ?? name,
    agent: textAt(said, 'agent') ?? 'developer',
    model: textAt(said, 'model'),
    adapter: (textAt(said, 'adapter') as LaneTransport | null) ?? 'stream',
    program: textsIn(own(said, 'program')),
    folder: textAt(said, 'folder') ?? '.',
    worktree: textAt(said, 'worktree'),
    allowed: textsIn(own(said, 'allowed')),
    protected: textsIn(own(said, 'protected')),
    permissions: (textAt(said, 'permissions') as LanePermissions | null) ?? 'edits',
    budget: {
      turns: number(budget, 'turns'),
      minutes: number(budget, 'minutes'),
      cost: number(budget, 'cost'),
    },
    pass: textsIn(own(said, 'pass')),
    account: textAt(said, 'account') ?? 'default',
    script: textAt(said, 'script'),
  };
}

function number(object: JsonObject, key: string): number | null {
  const value = own(object, key);
  return typeof value === 'number' ? value : null;
}
