/** The invocation cannot proceed: exit code 2. The message is one sentence that says what is wrong and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
