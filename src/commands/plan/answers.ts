import path from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { withAnswers } from '../../plan/plan.ts';
import { Refusal } from '../../refusal.ts';
import type { Answer, Plan, World } from '../../types.ts';
import type { Here } from '../root.ts';
import type { Terminal } from '../terminal.ts';

/**
 * The plan with the answers of a file: YAML or JSON, id of question → `yes`, `no` or `{ text: own words }`.
 * Answers to questions that the plan does not have are told and passed over.
 * @throws Refusal when the file is not there or is no such table.
 */
export async function answeredByFile(
  world: World,
  terminal: Terminal,
  here: Here,
  plan: Plan,
  file: string,
): Promise<Plan> {
  const place = path.posix.resolve(here.cwd, file);
  if ((await world.files.stat(place).catch(() => null))?.type !== 'file')
    throw new Refusal(`There is no file ${JSON.stringify(file)} with answers.`);
  const answers = readAnswers(new TextDecoder().decode(await world.files.read(place)), file);
  const ids = new Set(plan.questions.map(({ id }) => id));
  for (const id of answers.keys()) {
    if (!ids.has(id))
      await terminal.err(`slop: ${file} answers ${id}, which is no question of this plan (any more)\n`);
  }
  return withAnswers(plan, answers);
}

function readAnswers(text: string, file: string): ReadonlyMap<string, Answer> {
  const document = parseDocument(text, { schema: 'failsafe', strict: true });
  const [error] = document.errors;
  if (error !== undefined)
    throw new Refusal(`${file} cannot be read as YAML: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
  const table = withoutAliases(document, file);
  if (table === null || table === '') return new Map();
  if (typeof table !== 'object' || Array.isArray(table))
    throw new Refusal(`${file} is no table of answers: ${FORM}`);
  return new Map(Object.entries(table).map(([id, value]) => [id, answerOf(value, id, file)]));
}

/** @throws Refusal for an alias, which is seldom meant: `*as of v0.3*` is a text in Markdown. */
function withoutAliases(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new Refusal(`${file} has an answer that begins with a *, an alias in YAML: put it in quotes.`);
  }
}

const FORM =
  'write a line like `1a2b3c4d5e6f: yes` for each question, with yes, no or { text: "own words" }.';

function answerOf(value: unknown, id: string, file: string): Answer {
  if (value === 'yes' || value === 'true') return 'yes';
  if (value === 'no' || value === 'false') return 'no';
  const text = typeof value === 'object' && value !== null ? (value as { text?: unknown }).text : undefined;
  if (typeof text === 'string') return { text };
  throw new Refusal(`${file} does not answer ${id} with yes, no or a text: ${FORM}`);
}
