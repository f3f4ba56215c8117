import type { Rule } from '../../types.ts';
import { either, quoted } from '../words.ts';

export const unmapped: Rule<{ text: string; ladder: readonly string[] }> = {
  id: 'status/unmapped',
  severity: 'warning',
  message: ({ text }) => `It cannot be told which status ${quoted(text)} means.`,
  help: ({ ladder }) => `Let the sentence begin with ${either(ladder)}; the rest of it may stay.`,
};
