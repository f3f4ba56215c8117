/** The invocation cannot proceed: exit code 2. The message is one sentence that says what is wrong and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What slop says of a link in the place of a file or folder that it would read. */
export function linked(place: string): Refusal {
  return new Refusal(
    `${place} is a symbolic link, and links are not followed: put what it leads to in its place.`,
  );
}
