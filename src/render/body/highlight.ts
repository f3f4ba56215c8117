import type { ElementContent } from 'hast';

/**
 * Marks up code by language name, as written after the fence. Null when the language is not known: the code is then
 * shown as it is.
 */
export type Highlight = (code: string, language: string) => readonly ElementContent[] | null;

/** Code longer than this, in UTF-16 units, is not marked up: no reader gains by it and some grammars are slow. */
const LONGEST = 50_000;

/** Loads the highlighter: its grammars take a tenth of a second, so only rendering asks for it. */
export async function loadHighlight(): Promise<Highlight> {
  const { common, createLowlight } = await import('lowlight');
  const lowlight = createLowlight(common);
  return (code, language) => {
    const name = language.toLowerCase();
    if (code.length > LONGEST || !lowlight.registered(name)) return null;
    return lowlight.highlight(name, code).children as ElementContent[];
  };
}
