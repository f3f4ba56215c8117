/** The modules of src/ that this takes. */
export const SOURCES: readonly string[];
