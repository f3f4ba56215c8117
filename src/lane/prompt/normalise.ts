import { counted } from '../../parse/in-threes.ts';
import { COMMENT } from '../../parse/turn/contract.ts';

/** A prompt as it is sent, and what was done to the text for that, a line each. */
export interface Normalised {
  readonly text: string;
  readonly changes: readonly string[];
}

/** Controls other than tab and line feed; DEL and the C1 controls. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Characters without a look: zero width, direction marks, fillers, tags, and unpaired halves. */
const HIDDEN =
  /(?![\u0600-\u0605\u06dd\u070f\u08e2])\p{Cf}|\p{Cs}|[\ufe00-\ufe0f]|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;

/** Of what was taken out, as many are shown. */
const MOST_SHOWN = 5;
const LONGEST_SHOWN = 80;

/** The program changes what looks like the marks it puts around a paste. */
const PASTE = /<(?=[\\\s/]*pasted[\s_-]*content)/gi;

/**
 * Makes a text into one that arrives as it is, whatever carries it: without what nobody sees, and without an end or a
 * beginning that the session would take for a command. Once is enough: again changes nothing.
 */
export function normalise(source: string): Normalised {
  const changes: string[] = [];
  const told = (text: string, pattern: RegExp, what: string, show: (hit: string) => string): string => {
    const found: string[] = [];
    let left = text;
    // What is taken out may leave another one behind.
    for (let more = left.match(pattern); more !== null; more = left.match(pattern)) {
      found.push(...more);
      left = left.replace(pattern, '');
    }
    if (found.length > 0) {
      const shown = [...new Set(found.map(show))];
      const rest = shown.length > MOST_SHOWN ? `, and ${shown.length - MOST_SHOWN} more` : '';
      const list = `${shown.slice(0, MOST_SHOWN).join(', ')}${rest}`;
      changes.push(`${counted(found.length, what)} taken out: ${list}`);
    }
    return left;
  };
  let text = source.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  text = told(text, CONTROL, 'control character', codePoint);
  text = told(text, HIDDEN, 'hidden character', codePoint);
  text = told(text, COMMENT, 'comment', words);
  const marks = text.match(PASTE)?.length ?? 0;
  if (marks > 0) changes.push(`${counted(marks, 'mark')} of a paste written with &lt;`);
  text = text
    .replace(PASTE, '&lt;')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+/, '')
    .trimEnd();
  if (/^\s*[/!]/.test(text)) {
    text = `Message:\n${text}`;
    changes.push('a line put before a beginning that would be a command');
  }
  if (text.endsWith('\\')) {
    text = `${text}\n(The message ends here.)`;
    changes.push('a line put behind an end that would not be one');
  }
  return { text, changes };
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What a comment says, on one line. */
function words(comment: string): string {
  const said = comment
    .replace(/^<!--|-->$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return JSON.stringify(said.length > LONGEST_SHOWN ? `${said.slice(0, LONGEST_SHOWN)}…` : said);
}
