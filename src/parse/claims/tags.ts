import type { Assertion, Mention } from '../../types.ts';
import { wholeWord } from '../literal.ts';
import { mentionsWithin, type Passage, placeInUnit, sentenceOf, wordsBetween } from './passage.ts';

/** What may stand between a tag and the commit that it is at. */
const AT =
  /^["'”’)]?(?:\s|[(),:=→“"'‘]|->|is|now|points|pointing|sits|set|at|to|on|the|commit|annotated|light|lightweight|tag|object|merge|repo|repository|both)*(?:at|to|on|=|→|->|\(|:|object|commit)(?:\s|[("'“‘]|the|annotated|tag|object|commit|merge|repo|repository)*$/iu;
/** `5451c02 (tag phase-12)`, `5451c02, tagged phase-12`, between the two. */
const TAGGED = /^["'”’)]?[\s,(—–]*(?:is\s|now\s|the\s|annotated\s)*tag(?:ged)?(?:\s(?:as|is))?[\s:"'“‘(]*$/iu;
const TO_COME = new RegExp(wholeWord('will|would|should|must|to be|not|if|when|once'), 'iu');

/** How far from a tag its commit may be named. */
const NEAR = 200;

/** Tags that are said to be at a commit, or to be an object. */
export function tagClaims(passage: Passage): readonly Assertion[] {
  return passage.mentions.flatMap((tag): readonly Assertion[] => {
    if (tag.target.type !== 'tag') return [];
    const { name, repository } = tag.target;
    return commitsBeside(passage, tag).flatMap(({ target, span }) => {
      if (target.type !== 'commit') return [];
      const where = target.repository ?? repository ?? target.near;
      const statement = { type: 'tag', repository: where, tag: name, oid: target.hash } as const;
      return [{ span, field: tag.field, statement }];
    });
  });
}

/** Those behind the tag; where none is said to be its own, those that are called tagged before it. */
function commitsBeside(passage: Passage, tag: Mention): readonly Mention[] {
  const place = placeInUnit(passage, tag);
  const sentence = sentenceOf(passage, place.start);
  if (TO_COME.test(passage.unit.text.slice(Math.max(sentence.start, place.start - 40), place.start)))
    return [];
  const near = mentionsWithin(
    passage,
    Math.max(sentence.start, place.start - NEAR),
    Math.min(sentence.end, place.end + NEAR),
  ).filter(({ target }) => target.type === 'commit');
  const behind = near.filter((commit) => {
    const { start } = placeInUnit(passage, commit);
    return start >= place.end && AT.test(wordsBetween(passage, place.end, start));
  });
  if (behind.length > 0) return behind;
  return near.filter((commit) => {
    const { end } = placeInUnit(passage, commit);
    return end <= place.start && TAGGED.test(wordsBetween(passage, end, place.start));
  });
}
