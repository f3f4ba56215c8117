import { push } from '../read/order.ts';
import { ruleById } from '../rules/rules.ts';
import type { Edit, Finding, Fix, Plan } from '../types.ts';
import { baseOfEdits, numbered, planOf } from './plan.ts';

/** A finding that can be fixed. */
type Fixable = Finding & { readonly fix: Fix };

interface FixInput {
  /** In order; those without a fix are passed over. */
  readonly findings: readonly Finding[];
  /** Git's blob id of a file of the record, as it was read. */
  readonly oidOf: (path: string) => Promise<string>;
  /** Only findings of this rule; null for all. */
  readonly rule: string | null;
}

/**
 * The fixes of findings as a plan: what cannot change meaning is done, everything else is a question. Where two
 * fixes want one place, the first has it, and a remark says how many are left for another run.
 */
export async function fixPlan({ findings, oidOf, rule }: FixInput): Promise<Plan> {
  const fixable = findings
    .filter((finding): finding is Fixable => finding.fix !== null && (rule === null || finding.rule === rule))
    .filter(({ fix }) => fix.edits.length > 0);
  const chosen = choose([
    ...fixable.filter(({ fix }) => fix.safe),
    ...fixable.filter(({ fix }) => !fix.safe),
  ]);
  const safe = chosen.filter(({ fix }) => fix.safe);
  const asked = chosen.filter(({ fix }) => !fix.safe);
  const left = fixable.length - chosen.length;
  const title = rule === null ? 'fix what was found' : `fix ${rule}`;
  return planOf({
    title,
    base: await baseOfEdits(
      chosen.flatMap(({ fix }) => fix.edits),
      oidOf,
    ),
    edits: safe.flatMap(({ fix }) => fix.edits),
    questions: numbered(asked.map(asQuestion)),
    remarks:
      left === 0 ? [] : [`Fixes that touch the same place as another one wait for the next run: ${left}.`],
    commit: { subject: title.replace(/^f/, 'F'), trailers: [] },
  });
}

function choose(findings: readonly Fixable[]): readonly Fixable[] {
  const taken = new Map<string, Edit[]>();
  return findings.filter(({ fix }) => {
    if (fix.edits.some((edit) => taken.get(edit.path)?.some((other) => touch(edit, other)))) return false;
    for (const edit of fix.edits) push(taken, edit.path, edit);
    return true;
  });
}

/** Whether two edits share a place; two insertions at one offset do, since their order would be chance. */
function touch({ span: one }: Edit, { span: other }: Edit): boolean {
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}

function asQuestion(finding: Fixable) {
  const message = ruleById.get(finding.rule)?.message(finding.data) ?? finding.rule;
  return {
    path: finding.path,
    family: null,
    edits: finding.fix.edits,
    sentence: `${message} ${finding.fix.title}?`.replace(/\s+/g, ' '),
    answer: null,
  };
}
