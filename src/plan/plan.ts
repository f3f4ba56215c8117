import { createHash } from 'node:crypto';
import type { Answer, Edit, Plan, Question } from '../types.ts';

/** The parts of a plan that an operation has something to say about; the rest is empty. */
type PlanParts = Pick<Plan, 'title' | 'base'> & Partial<Plan>;

/** A plan from its parts. Its commit speaks by its title when the parts do not say how. */
export function planOf({ title, base, ...parts }: PlanParts): Plan {
  return {
    schemaVersion: 1,
    title,
    base,
    edits: [],
    writes: [],
    copies: [],
    moves: [],
    questions: [],
    remarks: [],
    commit: { subject: title, trailers: [] },
    ...parts,
  };
}

/** What a plan with such edits is based on; `oidOf` gives Git's blob id of a file, as it was read. */
export async function baseOfEdits(
  edits: readonly Edit[],
  oidOf: (path: string) => Promise<string>,
): Promise<Plan['base']> {
  const paths = [...new Set(edits.map(({ path }) => path))].sort();
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await oidOf(path)] as const)));
}

/**
 * The id of a question: 12 hex digits of what stands there, so that it outlives a change elsewhere in the file.
 * `occurrence` counts equal sentences of one path from 0.
 */
export function questionId(path: string, sentence: string, occurrence: number): string {
  const key = JSON.stringify([path, sentence, occurrence]);
  return createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 12);
}

/** Questions with their ids: occurrences are counted in the order given. */
export function numbered(
  questions: readonly (Omit<Question, 'id'> & { readonly path: string })[],
): readonly Question[] {
  const seen = new Map<string, number>();
  return questions.map(({ path, ...question }) => {
    const key = JSON.stringify([path, question.sentence]);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return { id: questionId(path, question.sentence, occurrence), ...question };
  });
}

/** The plan with these answers in place of its own, by id of question. Ids that it does not have are passed over. */
export function withAnswers(plan: Plan, answers: ReadonlyMap<string, Answer>): Plan {
  const questions = plan.questions.map((question) => {
    const answer = answers.get(question.id);
    return answer === undefined ? question : { ...question, answer };
  });
  return { ...plan, questions };
}

/** Every path that a plan edits, makes, moves or takes away, were all its questions answered with yes; sorted. */
export function touchedPaths({ edits, writes, copies, moves, questions }: Plan): readonly string[] {
  const paths = [
    ...edits.map(({ path }) => path),
    ...questions.flatMap((question) => question.edits.map(({ path }) => path)),
    ...writes.map(({ path }) => path),
    ...copies.map(({ to }) => to),
    ...moves.flatMap(({ from, to }) => [from, to]),
  ];
  return [...new Set(paths)].sort();
}
