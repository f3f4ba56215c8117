/** Something wrong with a schema, before it has a place in its text. */
export interface SchemaMistake {
  /** JSON pointer into the schema document. */
  readonly pointer: string;
  /** Where reading stopped, for a text that is not JSON. */
  readonly offset?: number;
  /** One plain sentence. */
  readonly message: string;
}
