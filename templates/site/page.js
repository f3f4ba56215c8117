// What every page does beyond being read: the search, the scheme switch, copy buttons, previews. Nothing is lost
// without it. A classic script, since a browser loads no module from disk.
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
    loadSearch().then(() => slopSearch.mount(place, root));
  }
  const toSearch = () => {
    if (place === null) openSearch();
    else place.querySelector('input')?.focus();
  };
  for (const link of document.querySelectorAll('a[data-opens="search"]')) {
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
  const words = { '': 'as the system', light: 'light', dark: 'dark' };
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
    const word = words[/** @type {keyof typeof words} */ (scheme)];
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
})();
