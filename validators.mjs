// For the build: what judges by slop's own schemas, as ajv would make it at run time, and the keys it is found by.
import { readdirSync, readFileSync } from 'node:fs';
import { _ } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { newAjv } from './src/validate/compiler.ts';
import { ADDRESS } from './src/validate/config.ts';
import { configSchema } from './src/validate/config-schema.ts';
import { withLadder } from './src/validate/kind-settings.ts';
import { schemaAddress } from './src/validate/kinds.ts';
import { schemaKey } from './src/validate/schema-key.ts';

const read = (place) => JSON.parse(readFileSync(`schemas/${place}`, 'utf8'));
const kinds = readdirSync('schemas/kinds').map((file) => file.replace(/\.json$/, ''));
export const schemas = new Map([
  [ADDRESS, configSchema],
  [schemaAddress(null), withLadder(read('note.json'))],
  ...kinds.map((kind) => [schemaAddress(kind), withLadder(read(`kinds/${kind}.json`))]),
]);

/** The text of a CommonJS module that exports one function, `MadeJudges`. */
export function validatorsText() {
  const ajv = newAjv({ source: true, formats: _`formats` });
  for (const [address, schema] of schemas) ajv.addSchema({ ...schema, $id: address });
  const addresses = [ADDRESS, ...kinds.map(schemaAddress)];
  const byKey = Object.fromEntries(addresses.map((address) => [schemaKey(address, schemas), address]));
  const code = standalone.default(ajv, byKey);
  return `module.exports = ({ linearPattern, formats }) => {\nconst exports = {};\n${code}\nreturn exports;\n};\n`;
}
