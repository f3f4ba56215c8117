import { describe, expect, test } from 'vitest';
import { covered, described } from './read.ts';

const finds: readonly (readonly [string, readonly string[]])[] = [
  [
    'Filed at engine commit 5534068; amended at 771aacd with the log.',
    ['commit 5534068 in engine', 'commit 771aacd in nobody'],
  ],
  [
    'It stands at engine commits 5534068 + 771aacd.',
    ['commit 5534068 in engine', 'commit 771aacd in engine'],
  ],
  [
    'engine 771aacd, 5534068 and 0044e3b are in.',
    ['commit 771aacd in engine', 'commit 5534068 in engine', 'commit 0044e3b in engine'],
  ],
  ['Step 2a is done, HD at e435b30.', ['commit e435b30 in desk']],
  ['The Harbour Desk stood at commit f10016d.', ['commit f10016d in desk']],
  ['- Engine HEAD 771aacd (the note).', ['commit 771aacd in engine']],
  ['engine@771aacd and engine@1a2b', ['commit 771aacd in engine', 'commit 1a2b in engine']],
  ['See 771aacd (engine), and e435b30 on the desk.', ['commit 771aacd in engine', 'commit e435b30 in desk']],
  ['See `771aacd` in the engine repo.', ['commit 771aacd in engine']],
  ['engine `771aacd` and **desk** `e435b30`', ['commit 771aacd in engine', 'commit e435b30 in desk']],
  ['Merged as merge commit 0044e3b.', ['commit 0044e3b in nobody']],
  [
    'The tag object 49457cb leads to commit 0044e3b.',
    ['object 49457cb in nobody', 'commit 0044e3b in nobody'],
  ],
  ['The range engine abc1234..def5678 is new.', ['commit abc1234 in engine', 'commit def5678 in engine']],
  [
    'engine commit 5451c02a507c7a2e75456e49202103389eaedd95',
    ['commit 5451c02a507c7a2e75456e49202103389eaedd95 in engine'],
  ],
  ['| repo | head |\n| --- | --- |\n| engine | 9c41fe2 |', ['commit 9c41fe2 in nobody']],
  ['It was filed at Merge commit 0044e3b.', ['commit 0044e3b in nobody']],
  ['# The engine at 771aacd', ['commit 771aacd in engine']],
  [
    '---\ncommits:\n  - repository: engine\n    oid: 5534068\n---\n',
    ['commit 5534068 in engine /commits/0/oid'],
  ],
  [
    '---\nclaims:\n  - type: tag\n    repository: desk\n    tag: x\n    oid: "49457cb"\n---\n',
    ['object 49457cb in desk /claims/0/oid'],
  ],
  [
    'On branch phase-57-marketing, tagged phase-57-close.',
    ['branch phase-57-marketing in nobody', 'tag phase-57-close in nobody'],
  ],
  ['the `guest-desk` branch', ['branch guest-desk in nobody']],
  [
    'On engine repo branch phase-57-x. The desk branch `guest-x`; the phase-57-y branch (engine).',
    ['branch phase-57-x in engine', 'branch guest-x in desk', 'branch phase-57-y in engine'],
  ],
  // A number after a word that only commits are done by
  [
    'The note (filed at engine commit 5534068; amended at 7719001, and then at 3000000 notes).',
    ['commit 5534068 in engine', 'commit 7719001 in nobody'],
  ],
];

/** Text that looks like a commit, a branch or a tag and is none. */
const traps: readonly (readonly [string, string])[] = [
  ['the id of a content', '---\ncurrent:\n  - where: here\n    oid: 9987cb59e9df\n---\n'],
  ['a colour', 'The engine is painted #1a2b3c4 and #771aacd; background: 771aacdd is none.'],
  ['a UUID', 'The engine’s operator is 550e8400-e29b-41d4-a716-446655440000.'],
  ['a number with commas', 'engine 2,279 pass + 1 fail; 1,204,567 rows in the engine.'],
  ['a count', 'engine 1234567 tests pass, and engine 7654321 rows.'],
  ['a day without marks', 'At the engine 20260512 was a Tuesday; engine 20260512.'],
  ['a time', 'The engine at 12:30:55 and at 2026-05-12T10:11:12.'],
  ['a version of a product', 'engine python 3.11.4, fastapi 0.135.3, node 22.1.0.'],
  ['a range of versions', 'engine v0.3–v0.7'],
  [
    'words of the letters a to f',
    'The engine defaced its effaced facade; commit added dead beef; engine acceded.',
  ],
  ['a process or a port', 'The engine runs as process 3120031 and answers at port 8000.'],
  ['a session', 'engine session_01abcdef and engine-771aacd and 771aacd-engine.'],
  ['a hash that nobody calls one', 'The key is 4f5e6d7a.'],
  [
    'a commit of another project',
    'It is fixed in React commit 771aacd, by upstream commit 5534068 and by other/repo commit 0044e3b.',
  ],
  ['a digest', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 of the engine image'],
  ['a path', 'engine/771aacd and desk/e435b30/x.'],
  ['a file', 'engine 771aacd.patch and engine log-771aacd'],
  ['an address', 'See https://forge.example/engine/commit/771aacd there.'],
  ['a number with a sign', 'The engine gained $1234567 and £7654321.'],
  ['a share', 'engine 1234567%'],
  ['the words branch and tag', 'The engine branch is fine, a tag is missing, the tag-and-push step too.'],
  ['a place to be filled in', 'on branch phase-NN-step-0, tag phase-NN-slug, HEAD <supplied by Operator>'],
  ['code in a fence', '```\nengine commit 771aacd\n```'],
];

describe('findMentions() finds commits, branches and tags', () => {
  test.each(finds)('%s', (text, expected) => {
    expect(described(text).filter((one) => !/^(?:file|name)/.test(one))).toEqual(expected);
  });

  test('with the span of the hash alone', () => {
    expect(covered('Filed at engine commit `5534068` (tag object cf24958).')).toEqual(['5534068', 'cf24958']);
  });

  test('gives the repository that was named last in the sentence as a hint', () => {
    expect(described('Engine first. Then commit 771aacd.')).toEqual(['commit 771aacd in nobody']);
  });
});

describe('findMentions() takes for no commit, branch or tag', () => {
  test.each(traps)('%s', (_, text) => {
    expect(described(text)).toEqual([]);
  });
});
