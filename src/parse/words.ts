/**
 * Counts the words of a text: runs between white space that hold a letter or digit, and every ideograph and kana, which
 * no white space parts. One pass, since every body is counted.
 */
export function countWords(text: string): number {
  let count = 0;
  let isOpen = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0xa0 || code === 0x3000) isOpen = false;
    else if (isIdeograph(code)) {
      count += 1;
      isOpen = false;
    } else if (!isOpen && isWordCharacter(code)) {
      count += 1;
      isOpen = true;
    }
  }
  return count;
}

function isIdeograph(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff);
}

/** Letters and digits; beyond ASCII whatever is no punctuation, arrow or symbol of the common blocks. */
function isWordCharacter(code: number): boolean {
  if (code < 0x80)
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return code >= 0xc0 && (code < 0x2000 || (code > 0x2bff && code < 0x3000) || code > 0x303f);
}
