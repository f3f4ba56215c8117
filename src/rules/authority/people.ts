/**
 * Whether a name is one of those who may: the same words, or a longer wording of it ("the operator", "Ines Calder,
 * operator"). Case does not matter.
 */
export function isAmong(name: string, allowed: readonly string[]): boolean {
  const padded = ` ${words(name)} `;
  return allowed.some((one) => words(one) !== '' && padded.includes(` ${words(one)} `));
}

function words(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
