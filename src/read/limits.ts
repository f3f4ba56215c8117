/** Bytes of a file beyond which its text is shown, not parsed. */
export const fileLimit = 4_000_000;

/** UTF-16 units of a line. */
export const lineLimit = 1_000_000;

/** Levels of quotes, lists, emphasis, brackets and YAML, each counted alone. */
export const nestingLimit = 100;

/** Bytes beyond which a text is not even shown: Node cannot hold it as one string with room to spare. */
export const textLimit = 256_000_000;
