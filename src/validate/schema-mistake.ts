/** Something wrong with a schema, before it has a place in its text. */
export interface SchemaMistake {
  /** JSON pointer into the schema document. */
  readonly pointer: string;
  /** One plain sentence. */
  readonly message: string;
}
