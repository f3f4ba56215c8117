import type { Rule } from '../../types.ts';
import { examplesOf, found } from '../found.ts';

/** What each well-known secret is called, and how it is written. No guessing by randomness. */
const SECRETS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['a GitHub token', /gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}/],
  ['a GitLab token', /glpat-[\w-]{20,255}/],
  ['an Anthropic key', /sk-ant-[\w-]{20,255}/],
  ['an OpenAI key', /sk-(?:proj|svcacct|admin)-[\w-]{20,255}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/],
  ['an AWS access key', /A(?:KIA|SIA)[A-Z0-9]{16}/],
  ['a Google key', /AIza[\w-]{35}/],
  [
    'a Slack token',
    /xox[abeoprs]-[A-Za-z0-9-]{10,255}|https:\/\/hooks\.slack\.com\/services\/T\w{6,20}\/B\w{6,20}\/\w{16,40}/,
  ],
  ['a Stripe key', /[rs]k_live_[A-Za-z0-9]{16,255}/],
  ['an npm token', /npm_[A-Za-z0-9]{36}/],
  ['a PyPI token', /pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}/],
  ['a Hugging Face token', /hf_[A-Za-z0-9]{34}/],
  ['a SendGrid key', /SG\.[\w-]{22}\.[\w-]{43}/],
];

const SECRET = new RegExp(
  `(?<![A-Za-z0-9])(?:${SECRETS.map(([, pattern]) => `(${pattern.source})`).join('|')})(?![A-Za-z0-9])`,
  'g',
);

/** `ghp_xxxx…`: somebody has already taken the secret out. */
const STAND_IN = /([xX0])\1{9}/;

/** Looks everywhere but in example files, whether the record is public or not: Git never forgets a secret. */
export const secret: Rule<{ what: string }> = {
  id: 'public/secret',
  severity: 'error',
  message: ({ what }) => `This looks like ${what}.`,
  help: () => 'Revoke it first, since history keeps it; then take it out and say where it is kept instead.',
  *note({ draft, text }) {
    for (const { span, match } of found(text, SECRET, examplesOf(draft))) {
      if (STAND_IN.test(match[0])) continue;
      const which = SECRETS[match.slice(1).findIndex((group) => group !== undefined)];
      yield { span, data: { what: which?.[0] ?? 'a secret' } };
    }
  },
};
