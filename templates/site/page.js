// What every page does beyond being read: the search, the scheme switch, copy buttons, links of headings, previews.
// Nothing is lost without it. A classic script, since a browser loads no module from disk.
(() => {
  const self = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL('..', self.src);

  /**
   * An element with attributes and what stands in it; texts are never read as markup.
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

  /** @type {Promise<void> | undefined} */
  let loading;
  const loadSearch = () => {
    loading ??= new Promise((resolve, reject) => {
      const script = element('script', { src: new URL('search.js', self.src).href });
      script.addEventListener('load', () => resolve());
      script.addEventListener('error', reject);
      document.head.append(script);
    });
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };

  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  const openSearch = async () => {
    await loadSearch();
    if (dialog === undefined) {
      dialog = /** @type {HTMLDialogElement} */ (
        element('dialog', { class: 'search-dialog', 'aria-label': 'Search' })
      );
      document.body.append(dialog);
      slopSearch.mount(dialog, root);
    }
    if (!dialog.open) dialog.showModal();
    dialog.querySelector('input')?.select();
  };

  const place = /** @type {HTMLElement | null} */ (document.querySelector('[data-search]'));
  if (place !== null) {
    loadSearch().then(
      () => slopSearch.mount(place, root),
      () => {},
    );
  }
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll('a[data-opens="search"]')
  );
  const toSearch = () => {
    if (place !== null) return place.querySelector('input')?.focus();
    // A site that was published anew has its script at another address, and its page of the search leads there.
    return openSearch().catch(() => location.assign(links[0]?.href ?? root.href));
  };
  for (const link of links) {
    link.addEventListener('click', (event) => {
      const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
      if (ctrlKey || metaKey || shiftKey) return;
      event.preventDefault();
      toSearch();
    });
  }
  document.addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    if (key !== '/' || ctrlKey || metaKey || altKey) return;
    if (target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    toSearch();
  });

  const schemes = ['', 'light', 'dark'];
  const readScheme = () => {
    try {
      return localStorage.getItem('slop-scheme') ?? '';
    } catch {
      return '';
    }
  };
  let scheme = readScheme();
  const button = element('button', { type: 'button', class: 'scheme-switch' });
  /** @param {string} wanted */
  const setScheme = (wanted) => {
    scheme = schemes.includes(wanted) ? wanted : '';
    if (scheme === '') delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    const word = scheme || 'as the system';
    button.textContent = { '': '◐', light: '○', dark: '●' }[scheme] ?? '';
    button.setAttribute('aria-label', `Colours: ${word}. Change`);
    button.title = `Colours: ${word}`;
  };
  setScheme(scheme);
  button.addEventListener('click', () => {
    setScheme(schemes[(schemes.indexOf(scheme) + 1) % schemes.length] ?? '');
    try {
      localStorage.setItem('slop-scheme', scheme);
    } catch {
      // A browser that keeps nothing still switches this page.
    }
  });
  document.querySelector('.ways ul')?.append(element('li', {}, button));

  for (const block of document.querySelectorAll('.body pre, [data-copy]')) {
    if (navigator.clipboard === undefined) break;
    const copy = element('button', { type: 'button', class: 'copy' }, 'Copy');
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(block.textContent ?? '');
      copy.textContent = 'Copied';
      setTimeout(() => {
        copy.textContent = 'Copy';
      }, 2000);
    });
    block.before(copy);
  }

  // The sign of the link comes from the style sheet, and the heading is named without the link's label.
  for (const heading of document.querySelectorAll('.body :is(h2, h3, h4, h5, h6)[id]')) {
    heading.ariaLabel = heading.textContent;
    heading.append(
      element('a', { class: 'heading-link', href: `#${heading.id}`, 'aria-label': 'Link to this section' }),
    );
  }

  // A drawing is wider than a small screen, and begins at its own note.
  const here = document.querySelector('.drawing [aria-current]');
  const drawing = here?.closest('.drawing');
  if (here && drawing) {
    /** @param {Element} one */
    const middleOf = (one) => one.getBoundingClientRect().x + one.getBoundingClientRect().width / 2;
    drawing.scrollLeft += middleOf(here) - middleOf(drawing);
  }

  // What a mention leads to, shown beside it for a pointer that rests there and for the keyboard. Escape puts it away.
  const DELAY = 300;
  const PASSAGE = 320;

  /** @param {Element | null | undefined} of */
  const wordsOf = (of) => (of?.textContent ?? '').replace(/\s+/g, ' ').trim();

  /**
   * @param {Document} page
   * @param {string} id
   */
  const passageOf = (page, id) => {
    let at = id === '' ? null : page.getElementById(id);
    if (at?.matches('div.anchor')) at = /** @type {HTMLElement | null} */ (at.nextElementSibling);
    if (at === null || at.matches('h1')) return wordsOf(page.querySelector('.summary, .body > p, .lead'));
    const heading = at.closest('h1, h2, h3, h4, h5, h6');
    if (heading === null) return wordsOf(at);
    let text = '';
    for (
      let next = heading.nextElementSibling;
      next && text.length < PASSAGE;
      next = next.nextElementSibling
    ) {
      if (next.matches('h1, h2, h3, h4, h5, h6')) break;
      if (!next.matches('.copy, .anchor')) text += `${wordsOf(next)} `;
    }
    return `${wordsOf(heading)} — ${text}`;
  };

  /** @type {Map<string, Promise<Document | null>>} */
  const pages = new Map();
  /** @param {URL} url */
  const pageAt = (url) => {
    const address = url.href.replace(/#.*/, '');
    if (address === location.href.replace(/#.*/, '')) return Promise.resolve(document);
    // From disk a page reads no other.
    if (!url.protocol.startsWith('http')) return Promise.resolve(null);
    const known = pages.get(address);
    if (known !== undefined) return known;
    const asked = fetch(address)
      .then((answer) => (answer.ok ? answer.text() : null))
      .then((text) => (text === null ? null : new DOMParser().parseFromString(text, 'text/html')))
      .catch(() => null);
    pages.set(address, asked);
    return asked;
  };

  /** @type {{ link: HTMLAnchorElement, title: string, card: HTMLElement | null } | undefined} */
  let shown;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const hide = () => {
    clearTimeout(waiting);
    shown?.card?.remove();
    if (shown?.card) {
      shown.link.removeAttribute('aria-describedby');
      if (shown.title !== '') shown.link.title = shown.title;
    }
    shown = undefined;
  };
  /** @param {HTMLAnchorElement} link */
  const show = async (link) => {
    hide();
    const mine = { link, title: link.title, card: /** @type {HTMLElement | null} */ (null) };
    shown = mine;
    const url = new URL(link.href);
    const page = await pageAt(url);
    if (shown !== mine || page === null) return;
    const title = page === document ? '' : wordsOf(page.querySelector('h1'));
    const standing = page === document ? '' : wordsOf(page.querySelector('.standing dd'));
    const passage = passageOf(page, decodeURIComponent(url.hash.slice(1)));
    const short = passage.length > PASSAGE ? `${passage.slice(0, PASSAGE).replace(/\s\S*$/, '')}…` : passage;
    const lines = [
      ['preview-title', title],
      ['preview-standing', mine.title || standing],
      ['', short],
    ];
    const card = element('div', { class: 'preview', id: 'page-preview', role: 'tooltip' });
    for (const [name = '', text = ''] of lines) {
      if (text !== '') card.append(element('p', { class: name, dir: 'auto' }, text));
    }
    if (card.childElementCount === 0) return;
    mine.card = card;
    link.removeAttribute('title');
    link.setAttribute('aria-describedby', card.id);
    card.addEventListener('pointerenter', () => clearTimeout(waiting));
    card.addEventListener('pointerleave', leave);
    document.body.append(card);
    const { top, bottom } = link.getBoundingClientRect();
    const above = bottom + card.offsetHeight + 16 > innerHeight && top > card.offsetHeight + 16;
    const right = document.documentElement.clientWidth - card.offsetWidth - 12;
    card.style.top = `${scrollY + (above ? top - card.offsetHeight - 6 : bottom + 6)}px`;
    card.style.left = `${scrollX + Math.max(12, Math.min(link.getClientRects()[0]?.left ?? 0, right))}px`;
  };
  const leave = () => {
    clearTimeout(waiting);
    waiting = setTimeout(hide, DELAY / 2);
  };
  for (const link of document.querySelectorAll('a.mention, a.badge')) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const { host, pathname } = new URL(link.href);
    if (host !== location.host || !/(\.html|\/)$/.test(pathname)) continue;
    const enter = () => {
      clearTimeout(waiting);
      if (shown?.link !== link) waiting = setTimeout(show, DELAY, link);
    };
    link.addEventListener('pointerenter', ({ pointerType }) => {
      if (pointerType !== 'touch') enter();
    });
    link.addEventListener('focus', () => {
      if (link.matches(':focus-visible')) enter();
    });
    link.addEventListener('pointerleave', leave);
    link.addEventListener('blur', leave);
  }
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
})();
