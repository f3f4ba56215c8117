import type { Rule } from '../../types.ts';
import { examplesOf, found } from '../found.ts';

/** What each well-known secret is called, and how it is written. No guessing by randomness. */
export const SECRETS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'a private key',
    /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?!(?:\\[rn]|\s)*[<[{….*])/g,
  ],
  ['a GitHub token', /gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}/g],
  ['a GitLab token', /glpat-[\w-]{20,255}/g],
  ['an Anthropic key', /sk-ant-[\w-]{20,255}/g],
  [
    'an OpenAI key',
    /sk-(?:proj|svcacct|admin)-[\w-]{20,255}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}(?![A-Za-z0-9])/g,
  ],
  ['an AWS access key', /A(?:KIA|SIA)(?![A-Z0-9]{0,9}EXAMPLE)[A-Z0-9]{16}(?![A-Za-z0-9])/g],
  ['a Google key', /AIza[\w-]{35}(?![A-Za-z0-9])/g],
  [
    'a Slack token',
    /xox[abeoprs]-[A-Za-z0-9-]{10,255}|https:\/\/hooks\.slack\.com\/services\/T\w{6,20}\/B\w{6,20}\/\w{16,40}/g,
  ],
  ['a Stripe key', /[rs]k_live_[A-Za-z0-9]{16,255}/g],
  ['an npm token', /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g],
  ['a PyPI token', /pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}/g],
  ['a Hugging Face token', /hf_[A-Za-z0-9]{34}(?![A-Za-z0-9])/g],
  ['a SendGrid key', /SG\.[\w-]{22}\.[\w-]{43}(?![A-Za-z0-9])/g],
];

/** How any of them begins: one look for all of them spares nearly every note the others. */
const BEGINNING =
  /-----BEGIN |gh[pousr]_|github_pat_|glpat-|sk-|A(?:KIA|SIA)|AIza|xox|hooks\.slack|[rs]k_live_|npm_|pypi-|hf_|SG\./;

/** `ghp_xxxx…`: somebody has already taken the secret out. */
const STAND_IN = /([xX0])\1{9}/;

/** Looks everywhere but in example files, whether the record is public or not: Git never forgets a secret. */
export const secret: Rule<{ what: string }> = {
  id: 'public/secret',
  severity: 'error',
  message: ({ what }) => `This looks like ${what}.`,
  help: () => 'Revoke it first, since history keeps it; then take it out and say where it is kept instead.',
  *note({ draft, text }) {
    if (!BEGINNING.test(text)) return;
    const examples = examplesOf(draft);
    for (const [what, pattern] of SECRETS) {
      for (const { span, match } of found(text, pattern, examples)) {
        const isTail = /[A-Za-z0-9]/.test(text.charAt(span.start - 1));
        if (!isTail && !STAND_IN.test(match[0])) yield { span, data: { what } };
      }
    }
  },
};
