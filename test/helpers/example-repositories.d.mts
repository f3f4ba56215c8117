/** Makes the example repositories below a folder; returns every commit and tag object, in order. */
export function makeExampleRepositories(
  folder: string,
): Promise<readonly { readonly repository: string; readonly oid: string; readonly what: string }[]>;
