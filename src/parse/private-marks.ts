/** Why may stand behind the word: `<!-- private: names of people -->`. */
const WHY = String.raw`(?:(?:\s*[:(,.;!]|\s+[–—-]+\s)(?:(?!-->|<!--)[\s\S])*|\s*-*)-->`;

/** What opens a private part of a note, as a pattern without case. */
export const OPENS = String.raw`<!--+\s*private${WHY}`;

/** What closes one. */
export const CLOSES = String.raw`<!--+\s*/\s*private${WHY}`;
