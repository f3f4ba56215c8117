import { expect, it } from 'vitest';
import { openRepository } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

it('takes the published branch from upstream, else from origin, whatever other remotes have', async () => {
  const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
  const seenOn = async (remote: string, branch: string): Promise<string> => {
    await repository.write('a.md', remote);
    const oid = await repository.commit(`What ${remote} has`);
    await repository.git('update-ref', `refs/remotes/${remote}/main`, oid);
    await repository.git('update-ref', `refs/remotes/${remote}/${branch}`, oid);
    await repository.git('symbolic-ref', `refs/remotes/${remote}/HEAD`, `refs/remotes/${remote}/${branch}`);
    return oid;
  };
  const published = async () => {
    const { published: name, commits } = await (await openRepository(repository.root)).heads();
    return [name, commits.get(name ?? '')];
  };
  const upstream = await seenOn('upstream', 'trunk');
  const origin = await seenOn('origin', 'main');
  await seenOn('zoe', 'mine');
  expect(await published()).toEqual(['trunk', upstream]);
  await repository.git('symbolic-ref', '--delete', 'refs/remotes/upstream/HEAD');
  expect(await published()).toEqual(['main', upstream]);
  await repository.git('update-ref', '-d', 'refs/remotes/upstream/main');
  expect(await published()).toEqual(['main', origin]);
});
