import type { Receipt } from '../../types.ts';
import type { PlanView } from '../view.ts';

/** The text of a receipt, as schemas/receipt.json has it. Its path is no part of it. */
export function receiptText({ path: _, ...receipt }: Receipt): string {
  return `${JSON.stringify({ schemaVersion: 1, ...receipt }, null, 2)}\n`;
}

/** `engine-tests-2026-03-11T093000Z-5451c02.json`: names in order of time for each probe. */
export function receiptName({ probe, when, oid }: Pick<Receipt, 'probe' | 'when' | 'oid'>): string {
  const instant = when.replace(/\.\d+(?=Z$)/, '').replaceAll(':', '');
  return `${[probe, instant, ...(oid === null ? [] : [oid.slice(0, 7)])].join('-')}.json`;
}

/** New files for receipts, in a folder of the record. */
export function receiptWrites(
  receipts: readonly Receipt[],
  { config, graph }: Pick<PlanView, 'config' | 'graph'>,
): readonly { readonly path: string; readonly text: string }[] {
  const folder = config.record === '.' ? 'receipts' : `${config.record}/receipts`;
  return receipts
    .map((receipt) => ({ path: `${folder}/${receiptName(receipt)}`, text: receiptText(receipt) }))
    .filter(({ path }) => !graph.files.has(path));
}
