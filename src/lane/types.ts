// What stands between a note and a session; no functions.
export type * from './types/adapter.ts';
export type * from './types/event.ts';
export type * from './types/state.ts';
export type * from './types/turn.ts';
