import type { Claim, Evidence } from '../../types.ts';

/** What is known of an assertion. */
export type Judged = Pick<Claim, 'state' | 'live' | 'evidence' | 'why' | 'overtaken'>;

/** Nobody could look, and why. */
export function asserted(why: string | null): Judged {
  return { state: 'asserted', live: null, evidence: null, why, overtaken: false };
}

/** Somebody looked: it holds, or it does not. */
export function judgement(holds: boolean, live: string, evidence: Evidence): Judged {
  return { state: holds ? 'verified' : 'contradicted', live, evidence, why: null, overtaken: false };
}
