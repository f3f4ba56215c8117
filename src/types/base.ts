/** Half-open range of UTF-16 code units in the raw text of a file, byte order mark included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Severity = 'error' | 'warning' | 'info';

/** What a JSON text can hold. Objects made from a head have no prototype. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
