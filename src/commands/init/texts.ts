import type { About } from '../terminal.ts';

/** What slop makes and nobody commits. The site stands beside slop.yaml; `templates/site` is no such thing. */
export const ignoredPaths: readonly string[] = ['slop.local.yaml', '.slop/', '/site/'];

/** slop.yaml for a record that stands in a folder of that name. */
export function configText(name: string, { homepage }: About): string {
  const schema = `${homepage.replace('//github.com/', '//raw.githubusercontent.com/')}/main/schemas/config.json`;
  return `# yaml-language-server: $schema=${schema}
#
# Settings of slop. Every key has a default; an empty file works.
title: ${JSON.stringify(name)}
record: record

# Where the site will stand (on GitHub Pages https://<owner>.github.io/<repository>/): feeds, the sitemap and the page
# for addresses that are not there need to know.
# address: https://example.org/record/

# A level per rule; slop explain lists the rules:
# rules:
#   section/numbering: off
`;
}

/** A note that says how notes are kept, and passes every rule. \`date\` is YYYY-MM-DD. */
export function firstNoteText(date: string): string {
  return `---
kind: standing-note
id: how-we-keep-this-record
title: How we keep this record
version: "0.1"
date: ${date}
status: standing
summary: What a note is, how versions work, and how notes are checked and published.
---
# How we keep this record — v0.1

## What holds

- A note is one Markdown file. Its head, between the \`---\` lines, says what kind of note it is, which version, from when, and how far along.
- A note is not rewritten once others lean on it: the next version is a new file, the old one moves to an \`archive\` folder beside it.
- The version stands in the file name (\`v0_1\`), in the head and in the title, and all agree.
- Other notes are named by file name, by link, or by section number, so that every mention can be followed.

## Why

A reader who was not there should find what was decided, when and why, and be able to trust that what a note points at is really there.

## Working with it

\`slop check\` says what is wrong and how to mend it, \`slop explain\` tells about a rule, and \`slop render\` makes the site.
`;
}

/** The GitHub workflow for a record in a folder of the repository (\`''\` at its top). */
export function workflowText(folder: string, { homepage }: About): string {
  const action = new URL(homepage).pathname.slice(1);
  const where = folder === '' ? '' : `\n          working-directory: ${JSON.stringify(folder)}`;
  const site = JSON.stringify(folder === '' ? 'site' : `${folder}/site`);
  return `# Checks the record on every push and pull request, publishes its site from the default branch, and keeps the
# site of a pull request as an artifact: download it, and open its index.html.
# To publish, choose once in the repository's settings: Pages, Source: GitHub Actions.
name: record

on:
  push:
  pull_request:
  workflow_dispatch:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - name: Check the record
        uses: ${action}@main
        with:
          command: check${where}

  preview:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - name: Render the site
        uses: ${action}@main
        with:
          command: render${where}
      - uses: actions/upload-artifact@v4
        with:
          name: site-preview
          path: ${site}
          retention-days: 14

  site:
    if: github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pages: write
      id-token: write
    concurrency:
      group: pages
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - name: Render the site
        uses: ${action}@main
        with:
          command: render${where}
      - uses: actions/configure-pages@v5
      - uses: actions/upload-pages-artifact@v4
        with:
          path: ${site}
      - id: deployment
        uses: actions/deploy-pages@v4
`;
}
