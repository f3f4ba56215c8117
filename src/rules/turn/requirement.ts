import { evidenceIn } from '../../parse/turn/listed.ts';
import type { Contract, ContractPart, NoteView, PartName, Rule, TurnKind } from '../../types.ts';
import { quoted } from '../words.ts';
import { contractsOf, filledParts, partSentences, whatIsNamed } from './contracts.ts';

type Need =
  | 'follows'
  | 'section'
  | 'probe'
  | 'scaffold'
  | 'no-code-said'
  | 'no-code-asked'
  | 'waits'
  | 'no-plan-asked';

/** What each sort of turn asks for, beside what every contract has. */
const NEEDS: Readonly<Record<TurnKind, readonly Need[]>> = {
  'planning-start': ['no-code-said', 'no-code-asked'],
  'planning-revision': ['follows', 'section', 'no-code-said', 'no-code-asked'],
  'scaffold-start': ['scaffold'],
  'scaffold-review': ['follows'],
  'development-slice': ['section'],
  'development-correction': ['follows', 'probe'],
  'bugfix-orientation': ['no-code-said', 'no-code-asked'],
  'bugfix-fix': ['section', 'probe'],
  resume: ['follows'],
  recovery: ['follows'],
};
const OF_READING: readonly Need[] = ['waits', 'no-plan-asked'];

const WORDS: Readonly<Record<Need, { readonly what: string; readonly todo: string }>> = {
  follows: {
    what: 'does not say what it takes up',
    todo: 'Name the turn, its result or the handoff under follows: in the head.',
  },
  section: {
    what: 'is anchored in no section or item',
    todo: 'Name the section of the plan, or the item (a decision, a finding), under "Contract anchor".',
  },
  probe: {
    what: 'asks for no evidence that a probe gives',
    todo: 'Name a probe of slop.yaml between backticks under "Evidence required".',
  },
  scaffold: {
    what: 'does not say that it asks for a scaffold alone',
    todo: 'Say under "This turn only" that it is for the scaffold, and name its parts.',
  },
  'no-code-said': {
    what: 'does not say that no code is written yet',
    todo: 'Say so under "Stop boundary": nothing is implemented or changed yet.',
  },
  'no-code-asked': {
    what: 'asks for code',
    todo: 'Ask for that in a turn of its own, after this one was reviewed.',
  },
  waits: {
    what: 'gives something to read and does not say to wait',
    todo: 'Say under "Stop boundary" to wait for the brief.',
  },
  'no-plan-asked': {
    what: 'asks for a plan in the message that only gives what is to be read',
    todo: 'Ask for it in the second message, with message: brief.',
  },
};

const NO_CODE =
  /\b(?:no|not|never|without|nothing|don't)\b[^.\n]{0,80}\b(?:cod(?:e|ed|ing)|implement(?:s|ed|ing|ation)?|chang(?:e|es|ed|ing)|repair(?:s|ed|ing)?|fix(?:es|ed|ing)?|edit(?:s|ed|ing)?)\b|\b(?:coding|code|implementation|repairs?|fix(?:es|ing)?)\b[^.\n]{0,60}\b(?:not|yet|later|never)\b/i;
const CODE =
  /^(?:(?:please|then|now|and|also|first)[, ]+)*(?:implement|code|fix|repair|refactor|migrate|deploy|merge|write (?:the |some |all )?(?:code|tests?|implementation))\b/i;
const PLAN =
  /^(?:(?:please|then|now|and|also|first)[, ]+)*(?:plan\b|(?:write|make|draft|give|propose|produce|bring)\b[^.]*\bplan\b)/i;
const WAIT = /\bwait\b/i;
const SCAFFOLD = /\b(?:scaffold|skeleton|baseline|frame)\b/i;

/** Says of a contract whether a need of its sort is met. */
const met: Readonly<Record<Need, (contract: Contract, view: NoteView) => boolean>> = {
  follows: ({ section }, { draft }) => section !== null || typeof draft.head['follows'] === 'string',
  section: (contract, { draft }) =>
    everyPart(contract, ['anchor'], (part) => whatIsNamed(part, draft) === 'a section'),
  probe: (contract, { config }) =>
    everyPart(contract, ['evidence'], (part) =>
      evidenceIn(part).some(({ names }) =>
        names.some((name) => config.probes.some((probe) => probe.name === name)),
      ),
    ),
  scaffold: (contract) => everyPart(contract, ['ask'], ({ sent }) => SCAFFOLD.test(sent)),
  'no-code-said': (contract) => {
    const parts = filledParts(contract, ['ask', 'shortcuts', 'stop']);
    return parts.length === 0 || parts.some(({ sent }) => NO_CODE.test(sent));
  },
  'no-code-asked': (contract) => !asks(contract, CODE),
  waits: (contract) => {
    const parts = filledParts(contract, ['ask', 'stop']);
    return parts.length === 0 || parts.some(({ sent }) => WAIT.test(sent));
  },
  'no-plan-asked': (contract) => !asks(contract, PLAN),
};

function everyPart(
  contract: Contract,
  names: readonly PartName[],
  holds: (part: ContractPart) => boolean,
): boolean {
  return filledParts(contract, names).every(holds);
}

function asks(contract: Contract, what: RegExp): boolean {
  return filledParts(contract, ['ask', 'outcomes']).some((part) =>
    partSentences(part).some((sentence) => what.test(sentence)),
  );
}

/** Part to point at, where there is one. */
const PLACE: Readonly<Partial<Record<Need, PartName>>> = {
  section: 'anchor',
  probe: 'evidence',
  scaffold: 'ask',
  'no-code-said': 'stop',
  'no-code-asked': 'ask',
  waits: 'stop',
  'no-plan-asked': 'ask',
};

export const turnRequirement: Rule<{ turn: TurnKind; need: Need }> = {
  id: 'turn/requirement',
  severity: 'error',
  message: ({ turn, need }) => `A turn of kind ${quoted(turn)} ${WORDS[need].what}.`,
  help: ({ need }) => WORDS[need].todo,
  *note(view) {
    for (const contract of contractsOf(view)) {
      const { turn, message, parts, heading, ready } = contract;
      if (!ready) continue;
      const reading = turn === 'planning-start' && message === 'reading' ? OF_READING : [];
      for (const need of [...NEEDS[turn], ...reading]) {
        if (met[need](contract, view)) continue;
        const place = PLACE[need];
        const part = place === undefined ? undefined : parts.get(place);
        yield { span: part?.heading ?? heading, data: { turn, need } };
      }
    }
  },
};
