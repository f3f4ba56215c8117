import { inflateSync } from 'node:zlib';

/** The text of a PDF as Chromium writes it, page by page, without white space and ligatures. */
export function pdfText(pdf: Uint8Array): string {
  const file = Buffer.from(pdf).toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\b([\s\S]*?)endobj/g)].map(([, id = '', text = '']) => [id, text]),
  );
  const streamOf = (id: string | undefined): string => {
    const object = objects.get(id ?? '') ?? '';
    const stream = Buffer.from(/stream\r?\n([\s\S]*?)\r?\nendstream/.exec(object)?.[1] ?? '', 'latin1');
    return (/FlateDecode/.test(object) ? inflateSync(stream) : stream).toString('latin1');
  };
  const pages = [...objects.values()].filter((object) => /\/Type \/Page\b/.test(object));
  return pages
    .map((object) => {
      const fonts = new Map(
        [...object.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
          name,
          lettersOf(streamOf(/\/ToUnicode (\d+)/.exec(objects.get(id) ?? '')?.[1])),
        ]),
      );
      return shown(streamOf(/\/Contents (\d+)/.exec(object)?.[1]), fonts);
    })
    .join('\n')
    .normalize('NFKC')
    .replace(/[^\S\n]+/g, '');
}

type Letters = ReadonlyMap<number, string>;

/** What the glyphs of a font stand for. */
function lettersOf(map: string): Letters {
  const letters = new Map<number, string>();
  const number = (hex = ''): number => Number.parseInt(hex, 16);
  for (const [, lines = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, text = ''] of lines.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(number(glyph), Buffer.from(text, 'hex').swap16().toString('utf16le'));
  }
  for (const [, lines = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, text] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let glyph = number(first); glyph <= number(last); glyph += 1)
        letters.set(glyph, String.fromCodePoint(number(text) + glyph - number(first)));
    }
  }
  return letters;
}

function shown(content: string, fonts: ReadonlyMap<string, Letters>): string {
  let letters: Letters = new Map();
  let text = '';
  for (const [, font, one, many] of content.matchAll(
    /\/(F\d+) \S+ Tf|<([0-9A-Fa-f]+)> Tj|\[([^\]]*)\] TJ/g,
  )) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    for (const glyph of (one ?? many ?? '').match(/[0-9A-Fa-f]{4}/g) ?? [])
      text += letters.get(Number.parseInt(glyph, 16)) ?? '';
  }
  return text;
}
