import { natural } from '../read/natural.ts';
import { byText } from '../read/order.ts';
import type { Document } from '../types.ts';

type Dated = Pick<Document, 'date' | 'path'>;

/** Latest date first, undated last, then by path. */
export function newestFirst(left: Dated, right: Dated): number {
  return byText(right.date ?? '', left.date ?? '') || natural(left.path, right.path);
}

/** Earliest date first, undated last, then by path. */
export function oldestFirst(left: Dated, right: Dated): number {
  return byText(left.date ?? '~', right.date ?? '~') || natural(left.path, right.path);
}
