import type { Rule } from '../types.ts';
import { contradictedAuthority } from './authority/contradicted.ts';
import { unauthorisedDecision } from './authority/decision.ts';
import { exceeded } from './budget/exceeded.ts';
import { unreservedSlot } from './budget/slot.ts';
import { contradictedClaim } from './claim/contradicted.ts';
import { claimDisagreement } from './claim/disagreement.ts';
import { overtakenClaim } from './claim/overtaken.ts';
import { staleClaim } from './claim/stale.ts';
import { unknownProbe } from './claim/unknown-probe.ts';
import { countDisagrees } from './count/disagrees.ts';
import { sum } from './count/sum.ts';
import { dateBeforeCommit } from './date/before-commit.ts';
import { dateDisagreement } from './date/disagreement.ts';
import { futureDate } from './date/future.ts';
import { invalidDate } from './date/invalid.ts';
import { dateOrder } from './date/order.ts';
import { alias } from './head/alias.ts';
import { cutOff } from './head/cut-off.ts';
import { headDisagreement } from './head/disagreement.ts';
import { duplicateKey } from './head/duplicate-key.ts';
import { forbiddenKey } from './head/forbidden-key.ts';
import { language } from './head/language.ts';
import { missingHead } from './head/missing.ts';
import { missingKey } from './head/missing-key.ts';
import { numberLike } from './head/number-like.ts';
import { schema } from './head/schema.ts';
import { unknownKey } from './head/unknown-key.ts';
import { unreadableHead } from './head/unreadable.ts';
import { duplicateHeading } from './heading/duplicate.ts';
import { skippedHeading } from './heading/skipped.ts';
import { definedTwice } from './item/defined-twice.ts';
import { dropped } from './item/dropped.ts';
import { itemGap } from './item/gap.ts';
import { promotion } from './item/promotion.ts';
import { unknownKind } from './kind/unknown.ts';
import { gap } from './lineage/gap.ts';
import { supersessionBroken } from './lineage/supersession-broken.ts';
import { supersessionCycle } from './lineage/supersession-cycle.ts';
import { supersessionSkips } from './lineage/supersession-skips.ts';
import { twoCurrent } from './lineage/two-current.ts';
import { openMark } from './mark/open.ts';
import { privateMark } from './mark/private.ts';
import { grammar } from './name/grammar.ts';
import { takenNumber } from './number/taken.ts';
import { machinePath } from './public/machine-path.ts';
import { processId } from './public/process-id.ts';
import { secret } from './public/secret.ts';
import { readingDisagreement } from './reading/disagreement.ts';
import { invalidReceipt } from './receipt/invalid.ts';
import { ambiguousCommit } from './ref/ambiguous-commit.ts';
import { ambiguousDocument } from './ref/ambiguous-document.ts';
import { ambiguousSection } from './ref/ambiguous-section.ts';
import { amendedReference } from './ref/amended.ts';
import { archivedDocument } from './ref/archived-document.ts';
import { missingBranch } from './ref/missing-branch.ts';
import { missingCommit } from './ref/missing-commit.ts';
import { missingDocument } from './ref/missing-document.ts';
import { missingFile } from './ref/missing-file.ts';
import { missingImage } from './ref/missing-image.ts';
import { missingItem } from './ref/missing-item.ts';
import { missingSection } from './ref/missing-section.ts';
import { missingSource } from './ref/missing-source.ts';
import { missingTag } from './ref/missing-tag.ts';
import { notACommit } from './ref/not-a-commit.ts';
import { outdatedDocument } from './ref/outdated-document.ts';
import { plannedDocument } from './ref/planned-document.ts';
import { plannedSpent } from './ref/planned-spent.ts';
import { supersededDocument } from './ref/superseded-document.ts';
import { unpublishedCommit } from './ref/unpublished-commit.ts';
import { wrongRepository } from './ref/wrong-repository.ts';
import { sectionEmpty } from './section/empty.ts';
import { sectionMissing } from './section/missing.ts';
import { sectionNumbering } from './section/numbering.ts';
import { sectionOrder } from './section/order.ts';
import { consumedTwice } from './session/consumed-twice.ts';
import { notConsumed } from './session/not-consumed.ts';
import { resumed } from './session/resumed.ts';
import { byteOrderMark } from './source/byte-order-mark.ts';
import { conflict } from './source/conflict.ts';
import { lineEndings } from './source/line-endings.ts';
import { link } from './source/link.ts';
import { unsafeName } from './source/name.ts';
import { nameCase } from './source/name-case.ts';
import { notUtf8 } from './source/not-utf8.ts';
import { nulByte } from './source/nul-byte.ts';
import { pointer } from './source/pointer.ts';
import { tooLarge } from './source/too-large.ts';
import { unreadable } from './source/unreadable.ts';
import { notOnLadder } from './status/not-on-ladder.ts';
import { unmapped } from './status/unmapped.ts';
import { noReason } from './suppression/no-reason.ts';
import { unusedSuppression } from './suppression/unused.ts';
import { hiddenCharacters } from './text/hidden-characters.ts';
import { numberLikeText } from './text/number-like.ts';
import { unclosedCode } from './text/unclosed-code.ts';
import { turnAnchor } from './turn/anchor.ts';
import { turnBranches } from './turn/branches.ts';
import { turnControlCharacters } from './turn/control-characters.ts';
import { turnEvidence } from './turn/evidence.ts';
import { turnJargon } from './turn/jargon.ts';
import { turnMixedGates } from './turn/mixed-gates.ts';
import { turnNewAsk } from './turn/new-ask.ts';
import { turnNudge } from './turn/nudge.ts';
import { turnOutsidePath } from './turn/outside-path.ts';
import { turnPart } from './turn/part.ts';
import { turnPastedState } from './turn/pasted-state.ts';
import { turnRequirement } from './turn/requirement.ts';
import { turnSize } from './turn/size.ts';
import { turnStopBoundary } from './turn/stop-boundary.ts';
import { amendedInPlace } from './version/amended-in-place.ts';
import { disagreement } from './version/disagreement.ts';
import { duplicateVersion } from './version/duplicate.ts';
import { twins } from './version/twins.ts';

/**
 * Every rule, group by group. An id is for ever: a rule that goes leaves its id here as a comment, so that it
 * is never given to another.
 */
export const rules: readonly Rule[] = [
  byteOrderMark,
  lineEndings,
  link,
  nameCase,
  unsafeName,
  conflict,
  notUtf8,
  nulByte,
  pointer,
  tooLarge,
  unreadable,
  alias,
  cutOff,
  headDisagreement,
  duplicateKey,
  forbiddenKey,
  language,
  missingKey,
  missingHead,
  numberLike,
  schema,
  unknownKey,
  unreadableHead,
  unknownKind,
  notOnLadder,
  unmapped,
  dateBeforeCommit,
  dateDisagreement,
  futureDate,
  invalidDate,
  dateOrder,
  grammar,
  amendedInPlace,
  disagreement,
  duplicateVersion,
  twins,
  takenNumber,
  gap,
  supersessionBroken,
  supersessionCycle,
  supersessionSkips,
  twoCurrent,
  ambiguousCommit,
  ambiguousDocument,
  ambiguousSection,
  amendedReference,
  archivedDocument,
  missingBranch,
  missingCommit,
  missingDocument,
  missingFile,
  missingImage,
  missingItem,
  missingSection,
  missingSource,
  missingTag,
  notACommit,
  outdatedDocument,
  plannedDocument,
  plannedSpent,
  supersededDocument,
  unpublishedCommit,
  wrongRepository,
  contradictedClaim,
  claimDisagreement,
  overtakenClaim,
  staleClaim,
  unknownProbe,
  invalidReceipt,
  readingDisagreement,
  definedTwice,
  dropped,
  itemGap,
  promotion,
  countDisagrees,
  sum,
  contradictedAuthority,
  unauthorisedDecision,
  exceeded,
  unreservedSlot,
  consumedTwice,
  notConsumed,
  resumed,
  duplicateHeading,
  skippedHeading,
  sectionEmpty,
  sectionMissing,
  sectionNumbering,
  sectionOrder,
  turnPart,
  turnRequirement,
  turnAnchor,
  turnNewAsk,
  turnEvidence,
  turnStopBoundary,
  turnNudge,
  turnMixedGates,
  turnBranches,
  turnOutsidePath,
  turnPastedState,
  turnJargon,
  turnSize,
  turnControlCharacters,
  openMark,
  privateMark,
  hiddenCharacters,
  numberLikeText,
  unclosedCode,
  machinePath,
  processId,
  secret,
  noReason,
  unusedSuppression,
];

/** The same by id. */
export const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));
