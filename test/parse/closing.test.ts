import { expect, test } from 'vitest';
import { readBody } from '../../src/parse/body.ts';
import { closingOf } from '../../src/parse/closing.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';

function closing(footer: string, before = '') {
  const text = `# Handoff\n\n${before}\n\n## 12. Footer\n\n${footer}\n`;
  const place = { headSpan: { start: 0, end: 0 }, body: { start: 0, end: text.length } };
  const { blocks, sections } = readBody(text, place, satteriEngine);
  const found = closingOf(blocks, sections);
  return found && [text.slice(found.span.start, found.span.end).replace(/\s+/g, ' '), ...found.named];
}

test.each([
  [
    'This handoff closes the build session that drafted it.',
    'This handoff closes the build session',
    'build',
  ],
  ['This handoff closes session build-57.', 'This handoff closes session build-57', 'build-57'],
  [
    'So ends it. This note ends this session `build-57`.',
    'This note ends this session `build-57',
    'build-57',
  ],
  ['The build session does not resume from here; a chat does.', 'The build session does not resume', 'build'],
  ['This\nsession is **not to be resumed**.', 'This session is **not to be resumed'],
  ['The session won’t be reopened.', 'The session won’t be reopened'],
  ['This chat ends here.', 'This chat ends'],
  ['The drafting chat is closed.', 'The drafting chat is closed', 'drafting'],
  ['Do not resume this session.', 'Do not resume this session'],
  ['Session closed.', 'Session closed'],
])('the footer "%s" closes its session', (footer, written, ...named) => {
  expect(closing(footer)).toEqual([written, ...named]);
});

test.each([
  'The next session does not resume from here.',
  'If this session ends here, the desk waits.',
  'The session resumes after lunch.',
  'The scoping chat does not draft the change request.',
  'This handoff closes the gap; a session follows.',
  'Session closed-loop tests pass.',
  'A closed session is read again.',
])('the footer "%s" closes nothing', (footer) => {
  expect(closing(footer)).toBeNull();
});

test('words above the footer close nothing', () => {
  expect(closing('Done.', 'This handoff closes the build session.')).toBeNull();
});

test.each(['Closed questions', 'Closer looks', 'Footerless pages'])(
  'a section "%s" above the last one is no footer',
  (title) => {
    expect(closing('Done.', `## ${title}\n\nThis handoff closes the build session.`)).toBeNull();
  },
);

test.each(['Close', '9. Closing', 'Session close: lane 2', 'End of session'])(
  'a section "%s" above the last one is a footer',
  (title) => {
    expect(closing('Done.', `## ${title}\n\nThis handoff closes the build session.`)).not.toBeNull();
  },
);
