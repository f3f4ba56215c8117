import type { RepositoryReading } from '../types.ts';

/** A reading that tells nothing. */
export function emptyReading(name: string): RepositoryReading {
  return {
    name,
    place: null,
    unread: null,
    partial: null,
    unwalked: null,
    shallow: false,
    fetched: null,
    branches: new Map(),
    tags: new Map(),
    hashes: new Map(),
    commits: new Map(),
    messages: [],
    files: new Map(),
    heads: new Map(),
  };
}
