import { literal } from '../../parse/literal.ts';
import { type Mask, maskOf } from '../../render/profile/mask.ts';
import type { Config, Profile } from '../../types.ts';

/** Names of environment variables whose values nobody else is to see. */
const SECRET = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|COOKIE|PRIVATE/i;
/** A shorter value is as often a word as a secret. */
const SHORTEST = 6;

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
  const { mask } = maskOf(profileOf(config, machine.host), []);
  const secrets = literals(secretsOf(machine).flatMap(waysOf));
  const folders = literals(
    machine.folders.filter((folder) => folder.length > 1).flatMap((folder) => [folder, inName(folder)]),
    '(?![\\w-])',
  );
  return (text) => mask(text.replace(secrets, '‹masked secret›').replace(folders, '‹masked machine path›'));
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

/** A value with every text in it masked, names of properties included: an input may have a path for one. */
export function maskedThrough<T>(value: T, mask: Mask['mask']): T {
  const through = (of: unknown): unknown => {
    if (typeof of === 'string') return mask(of);
    if (typeof of !== 'object' || of === null) return of;
    if (Array.isArray(of)) return of.map(through);
    return Object.fromEntries(Object.entries(of).map(([key, one]) => [mask(key), through(one)]));
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
function literals(texts: readonly string[], behind = ''): RegExp {
  const sorted = [...new Set(texts)].sort(
    (one, other) => other.length - one.length || (one < other ? -1 : 1),
  );
  if (sorted.length === 0) return /(?!)/g;
  const escaped = sorted.map(literal);
  return new RegExp(`(?:${escaped.join('|')})${behind}`, 'g');
}
