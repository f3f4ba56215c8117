// The search: asks for the few files of search/ that a query needs, and shows notes with section and sentence.
// MiniSearch's map of terms finds those that begin like a word, or nearly are one.
(() => {
  /** @typedef {{ title: string, meta: string, view: string, raw: string, sections: [string, string, number][], start: number }} Entry */
  /** @typedef {{ note: number, score: number }} Hit */
  /** @typedef {{ name: string, values: [string, string, number][] }} Facet */
  /** @typedef {{ version: string, word: string, notes: number, current: number, chunk: number, heads: string[], texts: string[], facets: Facet[] }} Index */

  const SHOWN = 8;
  /** Milliseconds without a key after which sentences are looked for. */
  const PAUSE = 200;
  const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
  const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const HEAD_WEIGHTS = [0, 4, 9, 10];
  const TEXT_WEIGHTS = [1, 1.4, 1.8];

  /** The words of an address that is not there: names that come near it are found by them. */
  const missed = () => {
    const parts = location.pathname.split('/').filter((part) => part !== '' && part !== 'index.html');
    try {
      const name = decodeURIComponent(parts.at(-1) ?? '');
      return name.replace(/(?:\.(?:md|html|docx))+$/, '').replace(/-v\d+(?:[_.]\d+)+$/, '');
    } catch {
      return '';
    }
  };

  /**
   * Calls back for each note of a list of postings with its weight.
   * @param {string} postings
   * @param {(note: number, weight: number) => void} tell
   */
  const eachPosting = (postings, tell) => {
    let note = 0;
    let value = 0;
    for (const digit of postings) {
      const bits = VALUES.get(digit) ?? 0;
      value = value * 32 + (bits & 31);
      if (bits > 31) continue;
      note += value >> 2;
      tell(note, value & 3);
      value = 0;
    }
  };

  /** @param {string} text */
  const folded = (text) =>
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replaceAll('ß', 'ss');

  /**
   * Texts are not searched by a letter or digit that stands alone: it ranks, and is not needed.
   * @param {string} word
   */
  const isLone = (word) => word.length === 1 && word <= '\x7f';

  /** @param {URL} root */
  const openIndex = async (root) => {
    /** @type {Map<string, Promise<any>>} */
    const kept = new Map();
    let version = '';
    /** @param {string} path */
    const fetchJson = (path) => {
      let answer = kept.get(path);
      if (answer === undefined) {
        answer = fetch(new URL(`search/${path}${version}`, root)).then((response) => {
          if (!response.ok) throw new Error(`${response.status}`);
          return response.json();
        });
        answer.catch(() => kept.delete(path));
        kept.set(path, answer);
      }
      return answer;
    };
    /** @type {Index} */
    const index = await fetch(new URL('search/index.json', root), { cache: 'no-cache' }).then((response) =>
      response.json(),
    );
    version = `?${index.version}`;
    const pattern = new RegExp(index.word, 'gu');
    /** @type {Map<string, Promise<any>>} */
    const maps = new Map();

    /**
     * Maps of the terms that begin with a prefix: the first few files of them.
     * @param {'heads' | 'texts'} part
     * @param {string} prefix
     * @param {boolean} open whether longer words count
     */
    const termMaps = (part, prefix, open) => {
      const starts = index[part];
      let at = starts.findLastIndex((start) => start <= prefix);
      if (at === -1) at = 0;
      const most = part === 'heads' ? 3 : 2;
      const wanted = [];
      for (; at < starts.length && wanted.length < most; at += 1) {
        const start = starts[at] ?? '';
        if (wanted.length > 0 && !(open && start.startsWith(prefix))) break;
        const name = `${part}/${at}.json`;
        let map = maps.get(name);
        if (map === undefined) {
          map = fetchJson(name).then((terms) => MiniSearch.from(Object.entries(terms)));
          map.catch(() => maps.delete(name));
          maps.set(name, map);
        }
        wanted.push(map);
      }
      return Promise.all(wanted);
    };

    /**
     * Notes that hold a word, each with what that is worth.
     * @param {string} word
     * @param {boolean} open
     */
    const notesWith = async (word, open) => {
      /** @type {Map<number, number>} */
      const found = new Map();
      /**
       * @param {string} postings
       * @param {number[]} weights
       * @param {number} factor
       */
      const take = (postings, weights, factor) => {
        const rarity = Math.log(1 + index.notes / Math.max(1, postings.length));
        eachPosting(postings, (note, weight) => {
          const score = (weights[weight] ?? 1) * factor * rarity;
          if (score > (found.get(note) ?? 0)) found.set(note, score);
        });
      };
      const parts = await Promise.all([termMaps('heads', word, open), termMaps('texts', word, open)]);
      const both = [HEAD_WEIGHTS, TEXT_WEIGHTS];
      for (const [at, part] of parts.entries()) {
        for (const map of part) {
          const exact = map.get(word);
          if (exact !== undefined) take(exact, both[at] ?? [], 1);
          if (!open) continue;
          for (const [term, postings] of map.atPrefix(word)) {
            if (term !== word) take(postings, both[at] ?? [], 0.7 * (word.length / term.length) + 0.2);
          }
        }
      }
      if (found.size > 0 || word.length < 4) return found;
      for (const [at, part] of parts.entries()) {
        for (const map of part) {
          for (const [postings, distance] of map.fuzzyGet(word, word.length > 7 ? 2 : 1).values()) {
            take(postings, both[at] ?? [], 0.4 / distance);
          }
        }
      }
      return found;
    };

    /**
     * @param {string} name
     * @param {string} key
     */
    const notesOf = async (name, key) => {
      const notes = new Set();
      const values = await fetchJson(`${name}.json`);
      const [, postings = ''] = values.find((/** @type {[string, string]} */ [value]) => value === key) ?? [];
      eachPosting(postings, (note) => notes.add(note));
      return notes;
    };

    return {
      facets: index.facets,
      current: index.current,
      notes: index.notes,
      /** @param {string} query */
      words: (query) => (folded(query).match(pattern) ?? []).map((word) => word.slice(0, 40)),
      /**
       * The notes that hold every word and pass every filter, best first; when none holds all, those with most.
       * @param {string[]} words
       * @param {Record<string, string>} filters
       * @param {boolean} earlier whether versions that are not in force count
       * @returns {Promise<Hit[]>}
       */
      find: async (words, filters, earlier) => {
        const chosen = Object.entries(filters).filter(([, key]) => key !== '');
        const [founds, passing] = await Promise.all([
          Promise.all(words.map((word, at) => notesWith(word, at === words.length - 1))),
          Promise.all(chosen.map(([name, key]) => notesOf(name, key))),
        ]);
        /** @type {Map<number, { score: number, words: number }>} */
        const scores = new Map();
        for (const [at, found] of founds.entries()) {
          const counts = isLone(words[at] ?? '') ? 0 : 1;
          for (const [note, score] of found) {
            if (!earlier && note >= index.current) continue;
            if (passing.some((notes) => !notes.has(note))) continue;
            const sum = scores.get(note) ?? { score: 0, words: 0 };
            scores.set(note, { score: sum.score + score, words: sum.words + counts });
          }
        }
        const most = Math.max(1, ...new Set([...scores.values()].map((sum) => sum.words)));
        return [...scores]
          .filter(([, sum]) => sum.words === most)
          .map(([note, sum]) => ({ note, score: sum.score }))
          .sort((one, other) => other.score - one.score || one.note - other.note);
      },
      /**
       * @param {number} note
       * @returns {Promise<Entry>}
       */
      entry: async (note) => {
        const chunk = await fetchJson(`notes/${Math.floor(note / index.chunk)}.json`);
        const [title, version, kind, status, phase, date, view, raw, sections, start] =
          chunk[note % index.chunk];
        const meta = [kind, version, status, phase, date?.replaceAll('-', '\u2011')]
          .filter(Boolean)
          .join(' · ');
        return { title, meta, view, raw, sections, start };
      },
    };
  };

  /**
   * The section and the sentence of a text that hold most of the words; its head, up to `from`, is passed over.
   * @param {string} text
   * @param {number} from
   * @param {[string, string, number][]} sections
   * @param {string[]} words
   */
  const bestPlace = (text, from, sections, words) => {
    /** @param {string} of */
    const count = (of) => {
      const plain = folded(of);
      return words.filter((word) => plain.includes(word)).length;
    };
    const places = /** @type {[string, string, number][]} */ ([['', '', from], ...sections]);
    let best = { slug: '', heading: '', sentence: '', score: 0 };
    for (const [at, [slug, heading, start]] of places.entries()) {
      const end = places[at + 1]?.[2] ?? text.length;
      const inside = text
        .slice(Math.max(start, from), end)
        // What the page does not show: comments, but for those in code, and the marks of callouts.
        .replace(/(`{3,})[\s\S]*?\1|`[^`\n]+`|<!--[\s\S]*?-->|^[ \t>]*\[!\w+\][ \t]*$/gm, (found) =>
          found.startsWith('`') ? found : '',
        )
        .replace(/^\s*(?:#+ .*|\S.*\n {0,3}(?:=+|-+) *)(\n|$)/, '');
      const held = count(`${heading} ${inside}`);
      if (held === 0) continue;
      if (count(heading) > best.score) best = { slug, heading, sentence: '', score: count(heading) };
      for (const sentence of inside.split(/(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:\||(?:[-*+>]|\d+\.)\s))/)) {
        if (sentence.trim() === '') continue;
        const score = count(sentence) * 2 + held + count(heading);
        if (score > best.score) best = { slug, heading, sentence, score };
      }
    }
    return best;
  };

  /** @param {string} written */
  const plain = (written) =>
    written
      .replace(/^\s*(?:#+|[-*+>]|\d+\.)\s/g, '')
      // Fences of code, and the rules of tables.
      .replace(/^(?:[ \t]*(?:`{3}|~{3}).*|(?=.*-)[ \t:|-]+)$/gm, '')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[*`]+/g, '')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1')
      .replace(/[|\s]+/g, ' ')
      .trim();

  /**
   * A pattern for a word of the query: where words stand apart, only at the beginning of one.
   * @param {string} word
   */
  const begins = (word) =>
    (/^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{N}]/u.test(word) ? '(?<![\\p{L}\\p{N}])' : '') + word;

  /**
   * Text with the words marked, cut around the first of them.
   * @param {string} text
   * @param {string[]} words
   */
  const marked = (text, words) => {
    const pattern = new RegExp(`(${words.map(begins).join('|')})`, 'giu');
    const first = text.search(pattern);
    const from = first > 140 ? text.lastIndexOf(' ', first - 80) + 1 : 0;
    const cut = `${from > 0 ? '… ' : ''}${text.slice(from, from + 260)}${text.length > from + 260 ? ' …' : ''}`;
    return cut.split(pattern).map((part, at) => {
      if (at % 2 === 0) return part;
      const mark = document.createElement('mark');
      mark.textContent = part;
      return mark;
    });
  };

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} inside
   */
  const element = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  /**
   * Titles alone, for a site opened from disk.
   * @param {URL} root
   */
  const openTitles = (root) => {
    /** @type {Promise<string[][]>} */
    const titles = new Promise((resolve, reject) => {
      Object.assign(window, { slopTitles: resolve });
      const script = element('script', { src: new URL('search/titles.js', root).href });
      script.addEventListener('error', () => reject(new Error('search/titles.js')));
      document.head.append(script);
    });
    return {
      /** @param {string} query */
      find: async (query) => {
        const words = folded(query).split(/\s+/).filter(Boolean);
        const known = await titles;
        const held = known.filter(([title = '', version = '', id = '']) => {
          const text = folded(`${title} ${version} ${id}`);
          return words.every((word) => text.includes(word));
        });
        return held.map(([title = '', version = '', , view = '']) => ({ title, meta: version, view }));
      },
    };
  };

  /**
   * Puts a search into an element: a field, filters, results.
   * @param {HTMLElement} place
   * @param {URL} root
   */
  const mount = (place, root) => {
    const fromDisk = root.protocol === 'file:';
    const titles = fromDisk ? openTitles(root) : null;
    /** @type {ReturnType<typeof openIndex> | undefined} */
    let opening;
    /** The index, asked for again where it did not come the last time: the connection may be back. */
    const opened = () => {
      if (opening === undefined) {
        opening = openIndex(root);
        opening.then(addFilters, () => {
          opening = undefined;
        });
      }
      return opening;
    };
    const input = /** @type {HTMLInputElement} */ (
      element('input', {
        type: 'search',
        id: 'slop-search',
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-describedby': 'slop-search-told',
        autofocus: '',
      })
    );
    const told = element('p', { id: 'slop-search-told', class: 'search-told', role: 'status' });
    const list = element('ol', { class: 'search-results' });
    const filters = element('div', { class: 'search-filters' });
    const more = /** @type {HTMLButtonElement} */ (
      element('button', { type: 'button', class: 'search-more', hidden: '' }, 'More results')
    );
    const form = element(
      'form',
      { role: 'search', class: 'search-form' },
      element('label', { for: 'slop-search' }, 'Search'),
      input,
      filters,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      /** @type {HTMLAnchorElement | null} */ (list.querySelector('a'))?.click();
    });
    place.replaceChildren(form, told, list, more);
    if (place instanceof HTMLDialogElement) {
      const close = element('button', { type: 'button', class: 'search-close', 'aria-label': 'Close' }, '×');
      close.addEventListener('click', () => place.close());
      place.prepend(close);
      place.addEventListener('click', (event) => {
        if (
          event.target === place ||
          (event.target instanceof HTMLElement && event.target.closest('.search-results a'))
        )
          place.close();
      });
    }
    place.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined || event.isComposing || event.target instanceof HTMLSelectElement) return;
      const stops = /** @type {HTMLElement[]} */ ([input, ...list.querySelectorAll('a')]);
      const next = stops[stops.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    });

    /**
     * @param {string} id
     * @param {string} words
     * @param {HTMLElement} field
     * @param {boolean} before whether the words stand before the field
     */
    const filter = (id, words, field, before) => {
      const label = element('label', { for: id }, words);
      return element('span', {}, ...(before ? [label, ' ', field] : [field, ' ', label]));
    };
    // Only the page of the search keeps what is looked for in its address: it is found again on the way back.
    const own = place.dataset['search'] === '';
    const asked = new URLSearchParams(own ? location.search : '');
    /** @type {Record<string, HTMLSelectElement>} */
    const selects = {};
    const earlier = /** @type {HTMLInputElement} */ (
      element('input', { type: 'checkbox', id: 'slop-search-earlier' })
    );
    /** @param {Awaited<ReturnType<typeof openIndex>>} index */
    const addFilters = ({ facets, notes, current }) => {
      for (const { name, values } of facets) {
        if (values.length < 2) continue;
        const options = values.map(([key, word, documents]) =>
          element('option', { value: key }, `${word} (${documents})`),
        );
        const id = `slop-search-${name}`;
        const select = element('select', { id }, element('option', { value: '' }, 'any'), ...options);
        selects[name] = /** @type {HTMLSelectElement} */ (select);
        selects[name].value = asked.get(name) ?? '';
        if (selects[name].selectedIndex === -1) selects[name].value = '';
        filters.append(filter(id, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, select, true));
      }
      if (notes > current) filters.append(filter(earlier.id, 'Earlier versions too', earlier, false));
      earlier.checked = asked.has('earlier');
    };
    const remember = () => {
      const held = Object.entries(selects).map(([name, select]) => [name, select.value]);
      const said = [['q', input.value.trim()], ...held, ['earlier', earlier.checked ? 'yes' : '']];
      const query = new URLSearchParams(said.filter(([, value]) => value !== '')).toString();
      if (own) history.replaceState(history.state, '', query === '' ? location.pathname : `?${query}`);
    };
    list.addEventListener('click', remember);

    /** @param {{ title: string, meta: string, view: string }} entry */
    const resultItem = ({ title, meta, view }) => {
      const link = /** @type {HTMLAnchorElement} */ (
        element(
          'a',
          { href: new URL(view.split('/').map(encodeURIComponent).join('/'), root).href, dir: 'auto' },
          title,
        )
      );
      return { link, item: element('li', {}, link, ' ', element('span', { class: 'entry-meta' }, meta)) };
    };

    /**
     * Results whose sentence is not told yet: one takes a whole text, so it waits for a pause and until it is in view.
     * @type {Map<Element, () => void>}
     */
    const quotes = new Map();
    const seen = new IntersectionObserver((changes) => {
      for (const { isIntersecting, target } of changes) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        quotes.get(target)?.();
        quotes.delete(target);
      }
    });
    let pause = 0;
    let round = 0;
    let shown = SHOWN;
    const show = async () => {
      round += 1;
      const mine = round;
      clearTimeout(pause);
      seen.disconnect();
      quotes.clear();
      const query = input.value.trim();
      const tell = (/** @type {string} */ text) => {
        told.textContent = text;
      };
      try {
        if (titles !== null) {
          const found = query === '' ? [] : await titles.find(query);
          if (mine !== round) return;
          list.replaceChildren(...found.slice(0, shown).map((entry) => resultItem(entry).item));
          more.hidden = found.length <= shown;
          const reach = 'Opened from disk: titles and ids only.';
          tell(query === '' ? reach : `${counted(found.length).replace(/\.?$/, '.')} ${reach}`);
          return;
        }
        const index = await opened();
        const words = index.words(query);
        const ready = !words.every(isLone);
        const chosen = Object.fromEntries(
          Object.entries(selects).map(([name, select]) => [name, select.value]),
        );
        const hits = ready ? await index.find(words, chosen, earlier.checked) : [];
        const entries = await Promise.all(hits.slice(0, shown).map(({ note }) => index.entry(note)));
        if (mine !== round) return;
        const items = entries.map((entry) => ({ entry, ...resultItem(entry) }));
        list.replaceChildren(...items.map(({ item }) => item));
        more.hidden = hits.length <= shown;
        tell(ready ? counted(hits.length) : query === '' ? '' : 'A word of two letters or digits is needed.');
        for (const { entry, link, item } of items) {
          if (entry.raw === '') continue;
          item.className = 'search-quoted';
          quotes.set(item, () => quote(entry, link, item, words, () => mine === round));
        }
        pause = setTimeout(() => {
          if (mine !== round) return;
          remember();
          for (const item of quotes.keys()) seen.observe(item);
        }, PAUSE);
      } catch {
        if (mine === round) tell('The search could not be loaded. Is the connection there?');
      }
    };

    /** @type {Map<string, Promise<string>>} */
    const texts = new Map();
    /**
     * @param {Entry} entry
     * @param {HTMLAnchorElement} link
     * @param {HTMLElement} item
     * @param {string[]} words
     * @param {() => boolean} wanted
     */
    const quote = async ({ raw, sections, start }, link, item, words, wanted) => {
      let reading = texts.get(raw);
      if (reading === undefined) {
        reading = fetch(new URL(raw.split('/').map(encodeURIComponent).join('/'), root))
          .then((response) => response.arrayBuffer())
          .then((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
        texts.set(raw, reading);
      }
      const text = await reading.catch(() => '');
      if (!wanted()) return;
      const { slug, heading, sentence } = bestPlace(text, start, sections, words);
      if (slug !== '') {
        link.hash = slug;
        item.append(
          ' ',
          element('span', { class: 'search-section', dir: 'auto' }, ...marked(`§ ${heading}`, words)),
        );
      }
      if (sentence !== '')
        item.append(
          element('p', { class: 'search-sentence', dir: 'auto' }, ...marked(plain(sentence), words)),
        );
    };

    /** @param {number} count */
    const counted = (count) =>
      count === 0 ? 'Nothing found.' : count === 1 ? '1 result' : `${count} results`;
    const again = () => {
      shown = SHOWN;
      show();
    };
    input.addEventListener('input', again);
    filters.addEventListener('change', again);
    more.addEventListener('click', () => {
      shown += SHOWN;
      show();
    });
    if (place instanceof HTMLDialogElement) input.focus();
    else if (place.dataset['search'] === 'missed') input.value = missed();
    else input.value = asked.get('q') ?? '';
    show();
  };

  Object.assign(window, { slopSearch: { mount } });
})();
