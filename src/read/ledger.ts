import type { Ledger, LedgerRequest, Repository } from '../types.ts';

/**
 * What Git says about the record: head, branch, and the first and last commit of each path. `root` is the absolute folder
 * of slop.yaml; `record`, a folder from it, narrows the history to what is asked for. Never throws: where history cannot
 * be read, `unverified` says why in one sentence.
 */
export async function readLedger(
  repository: Repository | null,
  root: string,
  record = '.',
  request: LedgerRequest = {},
): Promise<Ledger> {
  if (repository === null) {
    return { record: null, unverified: 'This folder is in no Git repository, so its history is not known.' };
  }
  if (record === '.') return settled(await repository.ledger(root, request));
  const { ledger, why } = await repository.ledger(`${root}/${record}`, request);
  if (ledger === null) return settled({ ledger, why });
  const fromRoot = (path: string): string => `${record}/${path}`;
  const paths = new Map(
    [...ledger.paths].map(([path, history]) => [
      fromRoot(path),
      {
        ...history,
        ...(history.texts && {
          texts: history.texts.map((text) => ({ ...text, path: fromRoot(text.path) })),
        }),
        ...(history.former && { former: history.former.map(fromRoot) }),
      },
    ]),
  );
  const numbers = ledger.numbers?.map((number) => ({ ...number, path: fromRoot(number.path) }));
  const edited = ledger.edited && new Set([...ledger.edited].map(fromRoot));
  const gone = ledger.gone?.map((text) => ({ ...text, path: fromRoot(text.path) }));
  return settled({
    ledger: {
      ...ledger,
      paths,
      ...(gone && { gone }),
      ...(numbers && { numbers }),
      ...(edited && { edited }),
    },
    why,
  });
}

const settled = ({ ledger, why }: Awaited<ReturnType<Repository['ledger']>>): Ledger => ({
  record: ledger,
  unverified: ledger === null ? (why ?? 'The history of this repository could not be read.') : null,
});
