import { isObject, objectAt, objectsIn, own, textAt, textsIn } from '../read/json.ts';
import type {
  Config,
  Json,
  JsonObject,
  NamedDocument,
  RepositoryConfig,
  RuleLevel,
  RuleSetting,
} from '../types.ts';
import { defaultConfig } from './config-defaults.ts';
import { itemShapeOf } from './item-shape.ts';
import { lanesOf } from './lanes-values.ts';
import { probesOf } from './probes.ts';
import { profilesOf } from './profiles.ts';

/** Makes the settings of a record out of a slop.yaml that its schema accepted; what is not said has its default. */
export function configOf(value: JsonObject): Config {
  const archive = objectAt(value, 'archive');
  const items = own(value, 'items');
  const kinds = Object.entries(objectAt(value, 'kinds'));
  return {
    record: folder(textAt(value, 'record') ?? defaultConfig.record),
    title: textAt(value, 'title') ?? defaultConfig.title,
    address: textAt(value, 'address')?.replace(/\/*$/, '/') ?? defaultConfig.address,
    public: own(value, 'public') === true,
    repos: Object.entries(objectAt(value, 'repos')).map(repository),
    probes: probesOf(value),
    profiles: profilesOf(value),
    items: Array.isArray(items) ? items.map(itemShapeOf) : defaultConfig.items,
    names: new Map([...defaultConfig.names, ...Object.entries(objectAt(value, 'names')).map(named)]),
    labels: new Map([
      ...defaultConfig.labels,
      ...Object.entries(objectAt(value, 'labels')).map(
        ([label, key]) => [lower(label), String(key)] as const,
      ),
    ]),
    kinds: [...kinds.map(([glob, kind]) => ({ glob, kind: String(kind) })), ...defaultConfig.kinds],
    rules: Object.entries(objectAt(value, 'rules')).map(setting),
    moved: new Map(
      Object.entries(objectAt(value, 'moved')).map(
        ([from, to]) => [folder(from), folder(String(to))] as const,
      ),
    ),
    xrefs: Object.entries(objectAt(value, 'xrefs')).map(([name, said]) => ({
      name,
      file: folder(isObject(said) ? (textAt(said, 'file') ?? '') : String(said)),
      address: isObject(said) ? textAt(said, 'address') : null,
    })),
    archive: {
      folder: textAt(archive, 'folder') ?? defaultConfig.archive.folder,
      keep: textAt(archive, 'keep') === 'side-by-side' ? 'side-by-side' : 'archive',
    },
    lanes: lanesOf(objectAt(value, 'lanes')),
  };
}

function repository([name, value]: [string, Json]): RepositoryConfig {
  const said = isObject(value) ? value : {};
  const url = typeof value === 'string' && value !== '' ? value : textAt(said, 'url');
  const words = [...new Set([name, ...namesIn(url), ...textsIn(own(said, 'words'))])];
  const web = textAt(said, 'web');
  return {
    name,
    url,
    branch: textAt(said, 'branch') ?? 'main',
    words,
    web: web === null || web.includes('{oid}') ? web : `${web.replace(/\/+$/, '')}/commit/{oid}`,
    formerly: objectsIn(own(said, 'formerly')).map((entry) => ({
      name: textAt(entry, 'name') ?? '',
      until: textAt(entry, 'until') ?? '',
    })),
  };
}

/** `owner/name` at the end of an address. */
function namesIn(url: string | null): readonly string[] {
  const named =
    /^(?:[a-z+]+:\/\/[^/]+\/|[\w.@-]+:(?!\/\/))(?:[^\s]*\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      url ?? '',
    )?.[1];
  return named === undefined ? [] : [named];
}

function named([word, value]: [string, Json]): readonly [string, NamedDocument] {
  const said = isObject(value) ? value : { id: String(value) };
  const kind = textAt(said, 'kind');
  return [lower(word), kind === null ? { id: textAt(said, 'id') ?? '' } : { kind }];
}

function setting([rule, value]: [string, Json]): RuleSetting {
  const said = isObject(value) ? value : { level: value };
  const levels = (key: string) =>
    Object.entries(objectAt(said, key)).map(([name, level]) => [name, level as RuleLevel] as const);
  return {
    rule,
    level: (textAt(said, 'level') as RuleLevel | null) ?? null,
    paths: levels('paths').map(([glob, level]) => ({ glob: glob.replace(/^\.\//, ''), level })),
    statuses: new Map(levels('statuses')),
  };
}

/** `./record/` → `record`. */
function folder(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length > 0 ? parts.join('/') : '.';
}

function lower(words: string): string {
  return words.toLowerCase().split(/\s+/).join(' ').trim();
}
