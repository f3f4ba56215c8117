import { receiptName, receiptText } from '../plan/verify/receipts.ts';
import type { Files, Receipt } from '../types.ts';
import { ownFolder } from './own-folder.ts';

/** Leaves a receipt beside slop.yaml, where Git passes over it; its path from there. */
export async function keepReceipt(files: Files, root: string, receipt: Receipt): Promise<string> {
  const name = receiptName(receipt);
  await files.write(`${await ownFolder(files, root)}/receipts/${name}`, receiptText(receipt));
  return `.slop/receipts/${name}`;
}
