#!/bin/sh
# Gets the programs that some tests drive and npm does not bring: a browser and a terminal. Installs only as
# root on a machine with apt-get; elsewhere it says what is missing, and the tests that want it are skipped.
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

if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "set-up: apt-get install$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  for package in $missing; do
    apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null
  done
fi

browser >/dev/null || echo 'set-up: no Chromium here: the tests that open pages in a browser will be skipped'
command -v tmux >/dev/null || echo 'set-up: no tmux here: the tests that need a terminal will be skipped'
exit 0
