import type { JsonObject } from './src/types.ts';

export const schemas: ReadonlyMap<string, JsonObject>;
export function validatorsText(): string;
