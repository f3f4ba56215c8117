import { literal } from '../../parse/literal.ts';
import { type Mask, maskOf } from '../../render/profile/mask.ts';
import type { Config, Profile } from '../../types.ts';

/** Names of environment variables whose values nobody else is to see. */
const SECRET = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|COOKIE|PRIVATE/i;
/** A shorter value is as often a word as a secret. */
const SHORTEST = 6;

/** Property names of the same. */
const NAMED =
  '(?:pass(?:word|wd|phrase)|secret|token|api[_-]?key|(?:access|account|private)[_-]?key|credentials?|auth)';
/** Secrets by what stands before them, or around; a bundle may rather hide too much. The first group stays. */
const LOOKS: readonly RegExp[] = [
  // A line of .env, or of a shell.
  /(\b[A-Z0-9_]{0,80}(?:KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|COOKIE)[A-Z0-9_]{0,80}=["']?)[^\s"'$‹][^\s"'‹]{5,}/g,
  new RegExp(String.raw`(${NAMED}["']?\s{0,9}[:=]\s{0,9}["']?)(?=[^\s"',;]{0,200}\d)[^\s"',;‹]{8,}`, 'gi'),
  /(\b(?:Bearer|Basic)\s{1,9})(?=[\w+/.~-]{0,200}\d)[\w+/=.~-]{8,}/gi,
  /(\bCookie:\s{0,9})[^\s"'‹][^\n"'‹]*/gi,
  /(\blogin\s{1,9}\S{1,200}\s{1,9}password\s{1,9})[^\s‹]+/gi,
  /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'‹]{0,200}:)[^\s/@"'‹]+(?=@)/gi,
  /()\beyJ[\w-]{8,2000}\.[\w-]{8,}\.[\w-]*/g,
];
const MASKED = '‹masked secret›';

/** What a machine knows of itself that a bundle must not tell. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names of variables that lanes pass on: their values may be in what a session printed. */
  readonly passed: readonly string[];
  /** Absolute folders: home, repository, state, work trees. */
  readonly folders: readonly string[];
  readonly host: string;
}

/**
 * What takes private matter out of a text: values of this machine first, as they are and as they are written in other
 * texts, then whatever looks like a secret, an e-mail address, a path of somebody's machine, a host, or a word that a
 * profile of slop.yaml masks.
 */
export function maskFor(config: Config, machine: Machine): Mask['mask'] {
  const { mask } = maskOf(profileOf(config, machine.host));
  const secrets = literals(secretsOf(machine).flatMap(waysOf));
  const known = machine.folders.filter((folder) => folder.length > 1);
  const folders = literals(known, '(?![\\w-])');
  const named = literals(known.map(inName), '(?!\\w)', '(?<!\\w)');
  return (text) => {
    const hidden = LOOKS.reduce(
      (left, look) => left.replace(look, `$1${MASKED}`),
      text.replace(secrets, MASKED),
    );
    return mask(hidden.replace(folders, '‹masked machine path›').replace(named, '‹masked machine path›'));
  };
}

function profileOf({ profiles }: Config, host: string): Profile {
  return {
    name: 'package',
    matters: {
      secret: 'mask',
      email: 'mask',
      'machine-path': 'mask',
      host: 'mask',
      port: 'keep',
      'process-id': 'keep',
    },
    hosts: [
      ...[...profiles.values()].flatMap(({ hosts }) => hosts),
      ...(host === 'localhost' || host === '' ? [] : [host]),
    ],
    words: [...profiles.values()].flatMap(({ words }) => words),
    kinds: [],
    phases: [],
    notes: [],
  };
}

function secretsOf({ env, passed }: Machine): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= SHORTEST && (SECRET.test(name) || passed.includes(name))
      ? [value]
      : [],
  );
}

const SECRET_PROPERTY = new RegExp(`^(?:.*[_-])?${NAMED}$`, 'i');

/** A value with every text in it masked, names of properties included: an input may have a path for one. */
export function maskedThrough<T>(value: T, mask: Mask['mask']): T {
  const through = (of: unknown): unknown => {
    if (typeof of === 'string') return mask(of);
    if (typeof of !== 'object' || of === null) return of;
    if (Array.isArray(of)) return of.map(through);
    return Object.fromEntries(
      Object.entries(of).map(([key, one]) => [
        mask(key),
        typeof one === 'string' && SECRET_PROPERTY.test(key) ? MASKED : through(one),
      ]),
    );
  };
  return through(value) as T;
}

/** A value as it is, and as JSON, an address and Base64 write it. */
function waysOf(value: string): readonly string[] {
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
  ];
}

/** The program names folders of its own after the folder that a session works in. */
const inName = (folder: string): string => folder.replace(/[^A-Za-z0-9]/g, '-');

/** Matches any of some texts, the longest first; with none, nothing. */
function literals(texts: readonly string[], behind = '', before = ''): RegExp {
  const sorted = [...new Set(texts)].sort(
    (one, other) => other.length - one.length || (one < other ? -1 : 1),
  );
  if (sorted.length === 0) return /(?!)/g;
  const escaped = sorted.map(literal);
  return new RegExp(`${before}(?:${escaped.join('|')})${behind}`, 'g');
}
