// The types that stand between the stages, a file each; no functions.
export type * from './types/base.ts';
export type * from './types/claims.ts';
export type * from './types/config.ts';
export type * from './types/items.ts';
export type * from './types/lanes.ts';
export type * from './types/link.ts';
export type * from './types/machine.ts';
export type * from './types/markdown.ts';
export type * from './types/parse.ts';
export type * from './types/plan.ts';
export type * from './types/probing.ts';
export type * from './types/profile.ts';
export type * from './types/read.ts';
export type * from './types/render.ts';
export type * from './types/rules.ts';
export type * from './types/validate.ts';
export type * from './types/world.ts';
