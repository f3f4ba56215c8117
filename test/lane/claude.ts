import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The one version that the tests drive; `test/helpers/set-up.sh` installs it. */
export const CLAUDE_VERSION = '2.1.329';

const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
const installed = path.join(
  cache,
  `slop-tests/claude-${CLAUDE_VERSION}/node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`,
);

/** Path of the real program in the version that the tests know; null where it was not set up. */
export async function findClaude(): Promise<string | null> {
  const place = process.env['SLOP_CLAUDE'] ?? installed;
  try {
    await access(place);
    const { stdout } = await execute(place, ['--version'], {
      env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
    });
    return stdout.startsWith(CLAUDE_VERSION) ? place : null;
  } catch {
    return null;
  }
}

/** Names of the variables that a lane must pass on for `claudeEnvironment`. */
export const PASSED = [
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_API_KEY',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'CLAUDE_CONFIG_DIR',
  'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
  'CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL',
  'CLAUDE_CODE_MAX_RETRIES',
  'DISABLE_TELEMETRY',
  'DISABLE_AUTOUPDATER',
  'DISABLE_ERROR_REPORTING',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'IS_SANDBOX',
];

const API_KEY = 'sk-test-dummy-key-of-no-account';

/**
 * An environment in which the program knows the scripted service alone: an empty home, a dummy key or token, and a
 * proxy that nobody answers at for every other address.
 */
export function claudeEnvironment(
  home: string,
  url: string,
  login: 'key' | 'token' = 'key',
): Readonly<Record<string, string>> {
  return {
    ANTHROPIC_BASE_URL: url,
    ...(login === 'key' ? { ANTHROPIC_API_KEY: API_KEY } : { CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-dummy' }),
    HOME: home,
    TMPDIR: path.join(home, 'tmp'),
    CLAUDE_CONFIG_DIR: path.join(home, 'config'),
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL: '1',
    CLAUDE_CODE_MAX_RETRIES: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_ERROR_REPORTING: '1',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '127.0.0.1,localhost',
    IS_SANDBOX: '1',
  };
}

/** Makes the empty home; with `folder` it has answered the first-run dialogs for it, as a person would have. */
export async function makeHome(home: string, folder: string | null): Promise<void> {
  await mkdir(path.join(home, 'tmp'), { recursive: true });
  await mkdir(path.join(home, 'config'), { recursive: true });
  if (folder === null) return;
  const answered = {
    hasCompletedOnboarding: true,
    customApiKeyResponses: { approved: [API_KEY.slice(-20)], rejected: [] },
    projects: { [folder]: { hasTrustDialogAccepted: true } },
  };
  await writeFile(path.join(home, 'config/.claude.json'), JSON.stringify(answered));
}
