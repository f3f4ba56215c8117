const mark: unique symbol = Symbol('safe html');

/** HTML that may stand in a page as it is. Everything else a template prints is escaped. */
export interface SafeHtml {
  readonly [mark]: string;
}

/**
 * Vouches for a piece of HTML. Called where a sanitiser or `escapeHtml` has just returned it, and nowhere else.
 */
export function safeHtml(html: string): SafeHtml {
  return { [mark]: html };
}

/** The HTML inside, or null when the value was never vouched for. */
export function htmlOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && mark in value ? (value as SafeHtml)[mark] : null;
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const UNFIT = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const EVERY_UNFIT = new RegExp(UNFIT, 'g');

/**
 * Text → HTML text, fit for an element or a quoted attribute. Control characters, which HTML cannot hold,
 * become their visible pictures (U+2400 and on).
 */
export function escapeHtml(text: string): string {
  // To look is far cheaper than to replace nothing.
  if (!UNFIT.test(text)) return text;
  return text.replace(EVERY_UNFIT, (character) => {
    const code = character.charCodeAt(0);
    return NAMED[character] ?? (code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code));
  });
}
