import type { Config, Draft, MarkdownEngine, Source } from '../types.ts';
import { readBody } from './body.ts';
import { findClaims } from './claims/claims.ts';
import { closingOf } from './closing.ts';
import { codeOf } from './code.ts';
import type { HeadReading } from './head/head.ts';
import { placesOf } from './head/places.ts';
import { findMentions } from './mentions/mentions.ts';
import { type Setting, settingOf } from './mentions/setting.ts';
import { unitsOf } from './mentions/units.ts';
import { headOf } from './outline.ts';
import { promptUnits } from './prompts.ts';
import { versionPlaces } from './versions.ts';

/** Makes the function that reads notes. Patterns of slop.yaml are compiled here once, so make one for a run. */
export function parser(
  config: Config,
  engine: MarkdownEngine,
): (source: Source, head?: HeadReading) => Draft {
  const setting = settingOf(config);
  return (source, head = headOf(source, config)) => readNote(source, head, setting, engine);
}

/**
 * Reads one note: head, sections, mentions, the places that state its version. Never throws: what is wrong
 * becomes a fault of the draft. An opaque source keeps its path and faults, and nothing is read from its text; of a body
 * that the engine cannot take nothing is known either, so the draft is opaque too. For many notes, `parser` does the
 * same faster.
 */
export function parse(source: Source, config: Config, engine: MarkdownEngine): Draft {
  return parser(config, engine)(source);
}

function readNote(source: Source, head: HeadReading, setting: Setting, engine: MarkdownEngine): Draft {
  const { path, oid, text } = source;
  const body = readBody(text, head, source.opaque ? null : engine);
  const opaque = body.tree === null;
  const code = body.tree === null ? [] : codeOf(body.tree, body.offset);
  const prompts = promptUnits(code, body.sections, text);
  const written = opaque ? [] : unitsOf(body.blocks, head, text);
  const units = prompts.length === 0 ? written : [...written, ...prompts].sort((a, b) => a.start - b.start);
  const mentions = findMentions(units, head.head, setting);
  return {
    path,
    oid,
    opaque,
    form: head.form,
    head: head.head,
    at: placesOf(head.at),
    headSpan: head.headSpan,
    body: head.body,
    title: body.title,
    sections: body.sections,
    parts: body.parts,
    mentions,
    claims: opaque ? [] : findClaims(units, body.sections, head, mentions, setting),
    code,
    versions: versionPlaces(path, text, head, body.title, body.blocks),
    closing: closingOf(body.blocks, body.sections),
    suppressions: [...head.suppressions, ...body.suppressions],
    faults: [...source.faults, ...head.faults, ...body.faults],
    words: body.words,
  };
}
