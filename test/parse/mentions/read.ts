import { readBody } from '../../../src/parse/body.ts';
import { readHead } from '../../../src/parse/head/head.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { findMentions } from '../../../src/parse/mentions/mentions.ts';
import { settingOf } from '../../../src/parse/mentions/setting.ts';
import { unitsOf } from '../../../src/parse/mentions/units.ts';
import type { Config, MarkdownEngine, Mention, NamedDocument } from '../../../src/types.ts';
import { itemShapeOf } from '../../../src/validate/item-shape.ts';
import { bareConfig } from '../../helpers/bare-config.ts';

const repository = (name: string, ...words: readonly string[]) => ({
  name,
  url: null,
  branch: 'main',
  words,
});

const names: readonly (readonly [string, NamedDocument])[] = [
  ['cr', { kind: 'cr' }],
  ['manifest', { id: 'current-status-manifest' }],
  ['current status manifest', { id: 'current-status-manifest' }],
  ['queued directions', { kind: 'queue' }],
  ['handoff', { kind: 'handoff' }],
];

export const config: Config = {
  ...bareConfig,
  repos: [repository('engine', 'engine'), repository('desk', 'desk', 'HD', 'Harbour Desk')],
  items: ['P{phase}-{A-Z}{n}', 'CR-{year}-{n}', 'Candidate {A-Z}', 'Option {A-Z}', 'Gate {n}', 'S{n}'].map(
    itemShapeOf,
  ),
  names: new Map(names),
  labels: new Map(
    ['version', 'date', 'author', 'status', 'purpose', 'supersedes', 'planned'].map((key) => [key, key]),
  ),
};

/** The mentions of a note. */
export function mentionsOf(text: string, engine: MarkdownEngine = satteriEngine): readonly Mention[] {
  const head = readHead(text, config);
  const units = unitsOf(readBody(text, head, engine).blocks, head, text);
  return findMentions(units, head.head, settingOf(config));
}

/**
 * Each mention in one line: what it is, what is written, and what belongs to it: `file-name a-v0_1.md`,
 * `§6 of a-v0_1.md`, `§6 of this note`, `§6 of nobody`, `image a.png`; then `in <repository>`, `planned`, `/field`.
 */
export function described(text: string, mentions: readonly Mention[] = mentionsOf(text)): readonly string[] {
  return mentions.map((mention) => {
    const { target, field } = mention;
    const said = field === null ? [] : [field];
    if (target.type === 'file') return [target.image ? 'image' : 'file', target.path, ...said].join(' ');
    if (target.type === 'document') {
      const version = target.by === 'name' || target.by === 'wiki' ? target.version : null;
      return [
        target.by,
        target.name +
          (version === null ? '' : `@${version}`) +
          (target.anchor === null ? '' : `#${target.anchor}`),
        ...(target.repository === null ? [] : [`in ${target.repository}`]),
        ...(target.planned ? ['planned'] : []),
        ...said,
      ].join(' ');
    }
    if (target.type === 'commit') {
      const word = target.as === 'object' ? 'object' : 'commit';
      return [word, target.hash, `in ${target.repository ?? 'nobody'}`, ...said].join(' ');
    }
    if (target.type === 'branch' || target.type === 'tag') {
      return [target.type, target.name, `in ${target.repository ?? 'nobody'}`, ...said].join(' ');
    }
    if (target.type === 'item') {
      const opens = target.opens === null ? [] : [`opens ${target.opens.as} "${target.opens.title}"`];
      return [target.extent === 'one' ? 'item' : target.extent, target.id, ...opens, ...said].join(' ');
    }
    if (target.type === 'source') {
      const beside = target.of === null ? undefined : mentions[target.of]?.target;
      const at = beside?.type === 'commit' ? [`at ${beside.hash}`] : [];
      return [`${target.path} line ${target.line} in ${target.repository ?? 'nobody'}`, ...at, ...said].join(
        ' ',
      );
    }
    const owner = typeof target.of === 'number' ? mentions[target.of]?.target : target.of;
    const name = owner !== 'here' && owner?.type === 'item' ? owner.id : 'nobody';
    const whose = owner === 'here' ? 'this note' : owner?.type === 'document' ? owner.name : name;
    const part = [...(target.part ? [target.part] : []), ...(target.loose ? ['loosely'] : [])];
    return [`§${target.address}`, ...part, `of ${whose}`, ...said].join(' ');
  });
}

/** What each mention covers of the text. */
export function covered(text: string): readonly string[] {
  return mentionsOf(text).map(({ span }) => text.slice(span.start, span.end));
}
