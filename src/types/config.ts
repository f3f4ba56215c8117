import type { Severity } from './base.ts';
import type { ItemShape } from './items.ts';
import type { LanesConfig } from './lanes.ts';
import type { Profile } from './profile.ts';

export type RuleLevel = Severity | 'off';

export interface RuleSetting {
  /** A rule id, or `group/*`. */
  readonly rule: string;
  readonly level: RuleLevel | null;
  readonly paths: readonly { readonly glob: string; readonly level: RuleLevel }[];
  readonly statuses: ReadonlyMap<string, RuleLevel>;
}

export interface RepositoryConfig {
  readonly name: string;
  readonly url: string | null;
  readonly branch: string;
  /** Words that name it in prose, its name included. */
  readonly words: readonly string[];
  /** Address of a commit on the web, `{oid}` for its full hash. */
  readonly web?: string | null;
  /** Names that it bore up to a day (`YYYY-MM-DD`, that day included), whoever bears them now. */
  readonly formerly?: readonly { readonly name: string; readonly until: string }[];
}

/** Where a clone of a repository lies on this machine, and who says so. */
export interface ClonePlace {
  readonly folder: string;
  readonly by: 'environment' | 'slop.local.yaml' | 'cache' | 'record';
}

/** What a name in prose stands for: "manifest v0.41", "CR v0.3". */
export type NamedDocument =
  | { readonly id: string }
  /** The one of that kind in the phase of the citing note. */
  | { readonly kind: string };

/** How the output of a probe is read. */
export type ProbeOutput = 'pytest' | 'vitest' | 'jest' | 'go' | 'tap' | 'junit' | 'exit' | 'pattern';

/** A command that yields evidence. It stands in slop.yaml and in no other place. */
export interface Probe {
  readonly name: string;
  /** In whose folder it runs: a name of `repos`, or `record`. */
  readonly repository: string;
  /** Program and arguments; no shell reads them. */
  readonly command: readonly string[];
  readonly output: ProbeOutput;
  /** Regular expression of RE2; its first group, or the whole match, is the value. */
  readonly pattern: string | null;
  /** File of that repository which holds the output, for `junit`; null for standard output. */
  readonly file: string | null;
  /** Seconds that it may take. */
  readonly seconds: number;
  /** Days that what it measured counts; null for ever. */
  readonly limit: number | null;
}

/** slop.yaml with every default filled in. */
export interface Config {
  /** Record folder, from the root; `.` when the root is the record. */
  readonly record: string;
  readonly title: string;
  /** Where the site will stand, with a final `/`; null when unsaid. */
  readonly address: string | null;
  readonly public: boolean;
  readonly repos: readonly RepositoryConfig[];
  readonly probes: readonly Probe[];
  readonly items: readonly ItemShape[];
  /** Lower case word → document. */
  readonly names: ReadonlyMap<string, NamedDocument>;
  /** Lower case label of an older head → key. */
  readonly labels: ReadonlyMap<string, string>;
  readonly kinds: readonly { readonly glob: string; readonly kind: string }[];
  readonly rules: readonly RuleSetting[];
  /** Old path → new path of files that were moved, from the root: what the old addresses of the site lead to. */
  readonly moved: ReadonlyMap<string, string>;
  /** `xref.json` files of other records, from the root; null for one that says its address itself. */
  readonly xrefs: readonly {
    readonly name: string;
    readonly file: string;
    readonly address: string | null;
  }[];
  readonly archive: { readonly folder: string; readonly keep: 'archive' | 'side-by-side' };
  readonly lanes: LanesConfig;
  /** By name. */
  readonly profiles: ReadonlyMap<string, Profile>;
}
