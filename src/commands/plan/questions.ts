import { withAnswers } from '../../plan/plan.ts';
import { questionTeller, type ShownPlan } from '../../report/plan.ts';
import type { Answer, Plan, Question } from '../../types.ts';
import type { Ask, Terminal } from '../terminal.ts';

/** The questions that nobody has answered. */
export function openQuestions({ questions }: Plan): readonly Question[] {
  return questions.filter(({ answer }) => answer === null);
}

/** Asks the open questions one by one, one key each; what is left when the reader quits stays open. */
export async function askQuestions(terminal: Terminal, ask: Ask, view: ShownPlan): Promise<Plan> {
  const answers = new Map<string, Answer>();
  const open = openQuestions(view.plan);
  const tell = questionTeller(view);
  for (const [index, question] of open.entries()) {
    await terminal.err(`\n${tell(question)}`);
    const answer = await askOne(ask, question, `${index + 1} of ${open.length}`);
    if (answer === null) break;
    answers.set(question.id, answer);
  }
  return withAnswers(view.plan, answers);
}

async function askOne(ask: Ask, { edits }: Question, which: string): Promise<Answer> {
  const [only, ...more] = edits;
  const own = only !== undefined && more.length === 0;
  for (;;) {
    const key = await ask.key(
      `${which}: yes, no${own ? ', edit' : ''}, or quit asking? [y/n/${own ? 'e/' : ''}q] `,
    );
    if (key === 'y' || key === 'Y') return 'yes';
    if (key === 'n' || key === 'N') return 'no';
    if (key === 'q' || key === 'Q' || key === '' || key === '\u001b') return null;
    if (own && (key === 'e' || key === 'E')) {
      const text = await ask.line('in its place: ', only.text);
      if (text !== null) return { text };
    }
  }
}
