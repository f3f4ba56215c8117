import { wellFormed } from '../href.ts';
import { escapeHtml } from '../html.ts';

/** Text → text of an XML element or a quoted attribute; what XML 1.0 cannot hold is replaced. */
export function xmlText(text: string): string {
  return escapeHtml(wellFormed(text).replace(/[\ufffe\uffff]/g, '\ufffd'));
}
