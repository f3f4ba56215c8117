import type { Config } from '../../src/types.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';

/** What slop.yaml means when it says nothing, without the names, labels and kinds that records often have. */
export const bareConfig: Config = {
  ...defaultConfig,
  items: [],
  names: new Map(),
  labels: new Map(),
  kinds: [],
};
