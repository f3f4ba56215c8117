import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { diskWorld } from '../../helpers/git-world.ts';
import { folderKeeper, type TemporaryRepository, temporaryRepository } from '../../helpers/repository.ts';
import { renderedText } from '../rendered.ts';

const kept = folderKeeper();

async function repositoryOf(): Promise<TemporaryRepository> {
  const repository = await kept(temporaryRepository());
  await repository.write('slop.yaml', 'profiles:\n  public: {}\n');
  await repository.write('record/open.md', '# Open\n\nYes.\n');
  await repository.commit('Begin');
  return repository;
}

const note = (title: string, words: string, head = 'private: true') =>
  `---\ntitle: ${title}\nversion: "0.1"\n${head}\n---\n\n# ${title}\n\n${words}\n`;

test('slop render --profile tells nothing of private notes that only Git still has', async () => {
  const repository = await repositoryOf();
  const oids: string[] = [];
  const commit = async (subject: string) => oids.push((await repository.commit(subject)).slice(0, 12));
  await repository.write('record/whimbrel-talks-v0_1.md', note('The dunlin of May', 'Sums.'));
  await commit('Pay Kittiwake');
  await repository.write('record/whimbrel-talks-v0_1.md', note('The dunlin of June', 'More sums.'));
  await commit('Pay Fulmar');
  await rm(path.join(repository.root, 'record/whimbrel-talks-v0_1.md'));
  await repository.write('record/puffin-count.md', note('A', 'Here.'));
  await repository.write('record/tern-count.md', note('B', 'Open.', 'author: Ada'));
  await commit('Take whimbrel-talks away for Razorbill');
  await rm(path.join(repository.root, 'record/tern-count.md'));
  await commit('Take tern-count.md away');
  await rm(path.join(repository.root, 'record/puffin-count.md'));
  await repository.write(
    'record/open.md',
    `# Open\n\nSee [Guillemot](whimbrel-talks-v0_1.md), whimbrel-talks, the dunlin of June, puffin-count.md, tern-count.md; commit ${oids.join(', commit ')}.\n`,
  );
  const birds = 'whimbrel dunlin kittiwake fulmar razorbill puffin guillemot tern-count.md'.split(' ');
  const tellsOf = async (profile: string | null) => {
    const site = await renderedText(repository.root, profile);
    return birds.filter((bird) => site.includes(bird));
  };
  expect(await tellsOf(null)).toEqual(birds);
  expect(await tellsOf('public')).toEqual(['tern-count.md']);
});

test('slop render --profile takes a private note that Git takes for an open one of today for one that is gone', async () => {
  const repository = await repositoryOf();
  const many = Array.from({ length: 6 }, (_, at) => `Line ${at} that both notes have.`).join('\n');
  await repository.write('record/whimbrel-talks.md', note('Dunlin', many));
  await repository.write('record/fulmar-list.md', note('Fulmar', 'Once private.'));
  const hash = await repository.commit('Pay Kittiwake');
  await rm(path.join(repository.root, 'record/whimbrel-talks.md'));
  await repository.write('record/tern-count.md', `# Terns\n\nYes.\n\nFor all to read.\n\n${many}\n`);
  await repository.write('record/fulmar-list.md', note('Fulmar', 'Open now.', 'author: Ada'));
  const next = await repository.commit('Count terns');
  await repository.write(
    'record/open.md',
    `# Open\n\nSee whimbrel-talks, fulmar-list, commit ${hash} and commit ${next}.\n`,
  );
  const status = await repository.git('show', '--format=', '--name-status', 'HEAD');
  expect(status).toContain('record/whimbrel-talks.md\trecord/tern-count.md');
  const site = await renderedText(repository.root, 'public');
  const birds = 'whimbrel dunlin fulmar-list tern-count'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['fulmar-list', 'tern-count']);
});

test('slop render --profile keeps the subject of a commit that changed something else too, unless it names what is private', async () => {
  const repository = await repositoryOf();
  const oids: string[] = [];
  const change = async (subject: string, ...places: readonly string[]) => {
    for (const place of places) await repository.write(place, note('T', subject));
    oids.push((await repository.commit(subject)).slice(0, 12));
  };
  await change('Kittiwake alone', 'record/nest-talks.md');
  await change('Fulmar with code', 'record/nest-talks.md', 'src/a.ts');
  await change('Dunlin and nest-talks with code', 'record/nest-talks.md', 'src/a.ts');
  await change('Sandpiper with code behind a like name', 'record/nest-talks.md', 'records/b.md');
  await repository.write('record/open.md', `# Open\n\nSee commit ${oids.join(', commit ')}.\n`);
  const site = await renderedText(repository.root, 'public');
  const birds = 'kittiwake fulmar dunlin sandpiper'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['fulmar', 'sandpiper']);
});

test('slop render --profile tells nothing of a private note that came and went on a branch, nor of its merge', async () => {
  const repository = await repositoryOf();
  await repository.git('checkout', '--quiet', '-b', 'whimbrel');
  await repository.write('record/nest-talks.md', note('T', 'No.'));
  const oids = [await repository.commit('Pay Kittiwake')];
  await rm(path.join(repository.root, 'record/nest-talks.md'));
  oids.push(await repository.commit('Pay Fulmar'));
  await repository.git('checkout', '--quiet', 'main');
  await repository.write('record/other.md', '# Other\n\nYes.\n');
  oids.push(await repository.commit('Count dunlin'));
  await repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge branch whimbrel', 'whimbrel');
  oids.push((await repository.git('rev-parse', 'HEAD')).trim());
  await repository.git('checkout', '--quiet', '-b', 'tern');
  await repository.write('record/tern.md', '# Tern\n\nYes.\n');
  await repository.commit('Begin tern');
  await repository.git('checkout', '--quiet', 'main');
  await repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge branch sandpiper', 'tern');
  oids.push((await repository.git('rev-parse', 'HEAD')).trim());
  await repository.write('record/open.md', `# Open\n\nSee nest-talks, commit ${oids.join(', commit ')}.\n`);
  const site = await renderedText(repository.root, 'public');
  const birds = 'nest-talks kittiwake fulmar dunlin whimbrel sandpiper'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['dunlin', 'sandpiper']);
});

test('slop render --profile tells no commit of what was private then and is gone or open now', async () => {
  const repository = await repositoryOf();
  const part = (words: string) => `# Part\n\nFor all.\n\n## Costs\n\n${words}`;
  const oids: string[] = [];
  const change = async (subject: string, place: string, text: string) => {
    await repository.write(place, text);
    oids.push(await repository.commit(subject));
  };
  await change('Begin dunlin', 'record/part.md', part('<!-- private -->\n\nOne.\n'));
  await change('Pay Kittiwake', 'record/part.md', part('<!-- private -->\n\nTwo.\n'));
  await change('End sandpiper', 'record/part.md', '# Part\n\nFor all.\n');
  await change('Keep Fulmar', 'record/whole.md', note('W', 'One.'));
  await change('Keep Whimbrel', 'record/whole.md', note('W', 'Two.'));
  await change('Open plover', 'record/whole.md', note('W', 'Two.', 'author: Ada'));
  await change('Space curlew', 'record/whole.md', note('W', 'Two. ', 'author: Ada'));
  await repository.write('record/open.md', `# Open\n\nSee commit ${oids.join(', commit ')}.\n`);
  const site = await renderedText(repository.root, 'public');
  const birds = 'dunlin kittiwake sandpiper fulmar whimbrel plover curlew'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['dunlin', 'sandpiper', 'plover', 'curlew']);
});

test('slop render --profile tells no commit of what was private within a note that is gone', async () => {
  const repository = await repositoryOf();
  const oids: string[] = [];
  const change = async (subject: string, place: string, text: string | null) => {
    if (text === null) await rm(path.join(repository.root, place));
    else await repository.write(place, text);
    oids.push(await repository.commit(subject));
  };
  const part = (words: string) => `# Part\n\nFor all.\n\n## Costs\n\n<!-- private -->\n\n${words}\n`;
  await change('Begin dunlin', 'record/part.md', part('One.'));
  await change('Pay Kittiwake', 'record/part.md', part('Two.'));
  await change('End sandpiper', 'record/part.md', null);
  await change('Keep Fulmar', 'record/whole.md', note('W', 'One.'));
  await change('Open plover', 'record/whole.md', note('W', 'One.', 'author: Ada'));
  await change('End curlew', 'record/whole.md', null);
  await repository.write('record/open.md', `# Open\n\nSee commit ${oids.join(', commit ')}.\n`);
  const site = await renderedText(repository.root, 'public');
  const birds = 'dunlin kittiwake sandpiper fulmar plover curlew'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['dunlin', 'sandpiper', 'plover', 'curlew']);
});

test('slop render --profile tells nothing of a private HTML file that only Git still has', async () => {
  const repository = await repositoryOf();
  const html = (meta: string, title: string) =>
    `<!-- kept -->\n<!doctype html><html><head>${meta}<title>${title}</title></head><body><p>No.</p></body></html>\n`;
  const oids: string[] = [];
  const change = async (subject: string) => oids.push(await repository.commit(subject));
  await repository.write('record/whimbrel-talks.html', html('<meta name="private">', 'The dunlin of May'));
  await change('Pay kittiwake');
  await repository.write('record/tern-count.html', html('', 'Terns'));
  await change('Count plover');
  await rm(path.join(repository.root, 'record/whimbrel-talks.html'));
  await rm(path.join(repository.root, 'record/tern-count.html'));
  await change('End curlew');
  await repository.write(
    'record/open.md',
    `# Open\n\nSee whimbrel-talks.html, the dunlin of May; commit ${oids.join(', commit ')}.\n`,
  );
  const site = await renderedText(repository.root, 'public');
  const birds = 'whimbrel dunlin kittiwake plover curlew'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['plover', 'curlew']);
});

test('slop render --profile tells no commit of a file that went with a private note which led to it', async () => {
  const repository = await repositoryOf();
  const oids: string[] = [];
  const change = async (subject: string, place: string, text: string) => {
    await repository.write(place, text);
    oids.push(await repository.commit(subject));
  };
  await repository.write(
    'record/nest-talks.md',
    note('T', '![Map](maps/nest.svg) of [it](maps/the%20way.html)'),
  );
  await change('Draw kittiwake', 'record/maps/nest.svg', '<svg></svg>');
  await change('Draw fulmar', 'record/maps/nest.svg', '<svg><path></path></svg>');
  await change('Draw dunlin', 'record/nest-talks.json', '{}');
  await change('Draw sandpiper', 'record/nest-talks.html', '<!doctype html><title>T</title>\n');
  await change('Draw whimbrel', 'record/maps/the way.html', '<!doctype html><title>Way</title>\n');
  await change('Draw plover', 'record/maps/quay.svg', '<svg><path></path></svg>');
  await rm(path.join(repository.root, 'record/nest-talks.md'));
  await rm(path.join(repository.root, 'record/nest-talks.json'));
  await rm(path.join(repository.root, 'record/nest-talks.html'));
  await rm(path.join(repository.root, 'record/maps'), { recursive: true });
  await repository.commit('End');
  await repository.write('record/open.md', `# Open\n\nSee commit ${oids.join(', commit ')}.\n`);
  const site = await renderedText(repository.root, 'public');
  const birds = 'kittiwake fulmar dunlin sandpiper whimbrel plover'.split(' ');
  expect(birds.filter((bird) => site.includes(bird))).toEqual(['plover']);
});

test('slop render --profile says where it cannot know what was deleted, and what would help', async () => {
  const repository = await repositoryOf();
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  await repository.write('record/nest-talks.md', note('T', 'No.'));
  await repository.commit('Pay Kittiwake');
  await rm(path.join(repository.root, 'record/nest-talks.md'));
  await repository.commit('Go on');
  const toldIn = async (cwd: string) => {
    const terminal = testTerminal();
    const world = diskWorld(cwd);
    expect(await render(world, terminal, { out: path.join(cwd, 'site'), profile: 'public' })).toBe(0);
    return terminal.written.err;
  };
  const toldWith = async (less: string) => {
    const clone = path.join(repository.root, less);
    await repository.git('clone', '--quiet', less, `file://${repository.root}`, clone);
    await repository.git('-C', clone, 'remote', 'set-url', 'origin', `${repository.root}/nowhere`);
    return toldIn(clone);
  };
  expect(await toldIn(repository.root)).toBe('');
  expect(await toldWith('--depth=1')).toContain('--unshallow');
  expect(await toldWith('--filter=blob:none')).toContain('--no-filter');
});
