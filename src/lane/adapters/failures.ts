import type { Code } from '../codes.ts';

/** What a failed request is, by what the session tells of it, most telling first. */
export interface Failure {
  /** HTTP status of the answer; null without one. */
  readonly status: number | null;
  /** The session's own word for it; null without one. */
  readonly word: string | null;
  readonly text: string;
}

const byWord: Readonly<Record<string, Code>> = {
  usage_limit_reached: 'claude_usage_limit',
  authentication_failed: 'auth_failed',
  oauth_org_not_allowed: 'auth_failed',
  account_on_hold: 'billing',
  verification_required: 'auth_failed',
  billing_error: 'billing',
  overloaded: 'overloaded',
  model_not_found: 'model_unavailable',
};

const byStatus: Readonly<Record<number, Code>> = {
  401: 'auth_failed',
  402: 'billing',
  403: 'auth_failed',
  404: 'model_unavailable',
  413: 'context_full',
  429: 'rate_limit',
  500: 'overloaded',
  502: 'overloaded',
  503: 'overloaded',
  529: 'overloaded',
};

/** Texts of the program, where it gives no word of its own. */
const byText: readonly (readonly [RegExp, Code])[] = [
  [/^(?:You've hit your .*limit|Claude usage limit reached)/i, 'claude_usage_limit'],
  [/prompt is too long/i, 'context_full'],
  [/credit balance is too low/i, 'billing'],
  [
    /\((?:ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)\w*\)|connection (?:dropped|refused|error)/i,
    'transport_lost',
  ],
];

/** The code of a failure; `inferred` when only its text tells. */
export function failureCode({ status, word, text }: Failure): {
  readonly code: Code;
  readonly inferred: boolean;
} {
  const said = word === null ? undefined : byWord[word];
  if (said !== undefined) return { code: said, inferred: false };
  const read = byText.find(([pattern]) => pattern.test(text))?.[1];
  if (read !== undefined) return { code: read, inferred: true };
  const told = status === null ? undefined : byStatus[status];
  return { code: told ?? 'api_error', inferred: false };
}
