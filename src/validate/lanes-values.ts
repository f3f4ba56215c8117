import type {
  Json,
  JsonObject,
  LaneDeclaration,
  LanePermissions,
  LanesConfig,
  LaneTransport,
} from '../types.ts';
import { isObject, objectAt, own, textsIn } from './json.ts';

/** Makes the `lanes:` of a slop.yaml that its schema accepted into what it means; `{}` gives the defaults. */
export function lanesOf(value: JsonObject): LanesConfig {
  const limits = objectAt(value, 'limits');
  return {
    trust: textsIn(own(value, 'trust')),
    show: own(value, 'show') === true,
    jargon: textsIn(own(value, 'jargon')),
    longest: number(value, 'longest') ?? 262_144,
    workflow: textsIn(own(value, 'workflow')),
    risk: text(value, 'risk'),
    drafts: text(value, 'drafts') === 'wait' ? 'wait' : 'keep',
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
    slot: text(said, 'slot') ?? name,
    agent: text(said, 'agent') ?? 'developer',
    model: text(said, 'model'),
    adapter: (text(said, 'adapter') as LaneTransport | null) ?? 'stream',
    program: textsIn(own(said, 'program')),
    folder: text(said, 'folder') ?? '.',
    worktree: text(said, 'worktree'),
    allowed: textsIn(own(said, 'allowed')),
    protected: textsIn(own(said, 'protected')),
    permissions: (text(said, 'permissions') as LanePermissions | null) ?? 'edits',
    budget: {
      turns: number(budget, 'turns'),
      minutes: number(budget, 'minutes'),
      cost: number(budget, 'cost'),
    },
    pass: textsIn(own(said, 'pass')),
    account: text(said, 'account') ?? 'default',
    script: text(said, 'script'),
  };
}

function text(object: JsonObject, key: string): string | null {
  const value = own(object, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(object: JsonObject, key: string): number | null {
  const value = own(object, key);
  return typeof value === 'number' ? value : null;
}
