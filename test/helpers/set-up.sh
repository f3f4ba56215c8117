#!/bin/sh
# Gets the programs that some tests drive and npm ci does not bring: a browser, a terminal, a sandbox, and Claude Code. The first
# three only as root on a machine with apt-get; the last from the npm registry into a cache folder, in the one version that
# the tests know. What cannot be had is said, and the tests that want it are skipped.
set -u

browser() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

missing=''
browser >/dev/null || missing="$missing chromium"
command -v tmux >/dev/null || missing="$missing tmux"
command -v bwrap >/dev/null || missing="$missing bubblewrap"

if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "set-up: apt-get install$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  for package in $missing; do
    apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null
  done
fi

# Its licence lets everybody use it and nobody hand it on: so it is in no list of dependencies. No script of it runs.
claude_version=2.1.329
claude_folder="${XDG_CACHE_HOME:-$HOME/.cache}/slop-tests/claude-$claude_version"
claude() {
  set -- "$claude_folder"/node_modules/@anthropic-ai/claude-code-*/claude
  [ -x "$1" ]
}

if ! claude; then
  echo "set-up: npm install @anthropic-ai/claude-code@$claude_version into $claude_folder"
  mkdir -p "$claude_folder" && npm install --prefix "$claude_folder" --ignore-scripts --no-audit --no-fund --no-save \
    --loglevel=error "@anthropic-ai/claude-code@$claude_version" </dev/null >/dev/null
fi

browser >/dev/null || echo 'set-up: no Chromium here: the tests that open pages in a browser will be skipped'
command -v tmux >/dev/null || echo 'set-up: no tmux here: the tests that need a terminal will be skipped'
command -v bwrap >/dev/null || echo 'set-up: no bubblewrap here: the test that needs a sandbox will be skipped'
claude || echo 'set-up: no Claude Code here: the tests that drive it will be skipped'
exit 0
