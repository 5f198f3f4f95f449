// Makes the pages quicker; every one of them is complete without it. No markup is ever parsed from a string.
'use strict';
{
  const live = document.getElementById('kb-live');
  const icons = document.body.dataset.icons;
  const ticket = new URLSearchParams(location.search).get('ticket');
  let lastSaid = '';

  const say = text => {
    // A live region stays silent when its text does not change.
    lastSaid = text === lastSaid ? text + '\u00a0' : text;
    live.textContent = lastSaid;
  };

  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.includes('-') || key === 'role') element.setAttribute(key, value); else element[key] = value;
    }
    element.append(...children);
    return element;
  };

  const icon = name => {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    svg.setAttribute('class', 'i');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS(space, 'use');
    use.setAttribute('href', icons + name);
    svg.append(use);
    return svg;
  };

  // Copying

  // A link is shown as a path and copied whole.
  const textOf = parts => parts.map(part => {
    const link = part.querySelector('[data-link]');
    const text = part.textContent;
    return link ? text.replace(link.textContent, new URL(link.textContent, location.href).href) : text;
  }).join('\n').trim();

  const select = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  const copyButton = (parts, what, label, className = 'btn mini') => {
    const word = make('span', {}, label ?? 'Copy');
    const button = make('button', { type: 'button', className }, icon('copy'), word);
    if (!label) button.append(make('span', { className: 'sr' }, ` ${what}`));
    const show = (name, text, className) => {
      button.firstChild.replaceWith(icon(name));
      word.textContent = text;
      button.classList.remove('done', 'fail');
      if (className) button.classList.add(className);
    };
    let timer;
    button.addEventListener('click', async () => {
      clearTimeout(timer);
      try {
        await navigator.clipboard.writeText(textOf(parts));
        show('check', 'Copied', 'done');
        say(`${what[0].toUpperCase()}${what.slice(1)} copied`);
      } catch {
        select(parts[0]);
        show('warn', 'Press Ctrl C', 'fail');
        say('Selected. Press Ctrl C to copy.');
      }
      timer = setTimeout(() => show('copy', label ?? 'Copy'), 2000);
    });
    return button;
  };

  for (const plate of document.querySelectorAll('.plate')) {
    const head = plate.querySelector('figcaption, summary');
    const parts = [...plate.querySelectorAll('pre')];
    const button = copyButton(parts, plate.dataset.copy ?? head?.textContent.trim() ?? 'text');
    if (head?.localName === 'summary') head.after(button); else (head ?? plate).append(button);
  }
  for (const details of document.querySelectorAll('details.forticket')) {
    details.hidden = true;
    details.before(copyButton([details.querySelector('pre')], details.dataset.copy, 'Copy for the ticket', 'fill' in details.dataset ? 'btn fill' : undefined));
  }
  for (const place of document.querySelectorAll('[data-print]')) {
    const button = make('button', { type: 'button', className: 'btn' }, icon('print'), place.dataset.print);
    button.addEventListener('click', () => print());
    place.append(button);
  }
  for (const chip of document.querySelectorAll('li.chip[data-copy]')) {
    const text = make('span', { className: 'code' }, chip.textContent);
    const button = copyButton([text], chip.textContent, chip.textContent, 'chip code');
    button.append(button.firstChild);
    button.setAttribute('aria-label', `Copy ${chip.textContent}`);
    chip.replaceWith(make('li', {}, button));
  }

  // Search boxes

  const boxes = [...document.querySelectorAll('form[role=search] textarea[name=q]')];
  const main = boxes.find(box => box.closest('main')) ?? boxes[0];
  for (const box of boxes) {
    box.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.defaultPrevented) return;
      event.preventDefault();
      box.form.requestSubmit();
    });
    box.form.addEventListener('submit', event => {
      if (!box.value.trim()) {
        event.preventDefault();
        box.focus();
        say('Paste a message, a code or words first.');
      }
    });
    suggest(box);
  }
  if (main) {
    document.addEventListener('keydown', event => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const box = boxes.find(b => b.checkVisibility?.() ?? b.offsetParent) ?? main;
      event.preventDefault();
      box.focus();
      box.select();
    });
    const header = document.querySelector('.head .box');
    if (header) header.append(make('kbd', { 'aria-hidden': 'true' }, 'Ctrl K'));
    // Pasted beside every field, it was meant for the search, or for the step that asks for it.
    document.addEventListener('paste', event => {
      const text = event.clipboardData?.getData('text');
      if (!text || event.target.closest?.('input, textarea, [contenteditable]')) return;
      event.preventDefault();
      const box = document.querySelector('textarea#kb-answer') ?? main;
      box.value = text;
      box.focus();
    });
  }

  function suggest(box) {
    const id = `kb-list-${boxes.indexOf(box)}`;
    const list = make('ul', { id, className: 'list', role: 'listbox', hidden: true, 'aria-label': 'Suggestions' });
    box.form.append(list);
    // A textarea may be a combobox for those who are in it; for everybody else it is a text field.
    const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-expanded': 'false' };
    box.addEventListener('focus', () => { for (const [name, value] of Object.entries(combobox)) box.setAttribute(name, value); });
    box.addEventListener('blur', () => { close(); for (const name of Object.keys(combobox)) box.removeAttribute(name); });
    let chosen = -1, waiting, telling, request;

    const close = () => {
      clearTimeout(waiting);
      clearTimeout(telling);
      request?.abort();
      list.hidden = true;
      box.setAttribute('aria-expanded', 'false');
      choose(-1);
    };
    const choose = index => {
      chosen = index;
      [...list.children].forEach((option, i) => option.setAttribute('aria-selected', i === index));
      if (index < 0) box.removeAttribute('aria-activedescendant'); else box.setAttribute('aria-activedescendant', list.children[index].id);
    };
    const open = index => {
      const url = list.children[index].dataset.url;
      if (url) location.href = keep(url); else { close(); box.form.requestSubmit(); }
    };
    const show = (found, typed) => {
      const options = found.map((s, i) => {
        const name = make('span', { className: s.title === s.text ? '' : 'code' });
        const at = s.text.toLowerCase().indexOf(typed.toLowerCase());
        if (at < 0) name.append(s.text);
        else name.append(s.text.slice(0, at), make('mark', {}, s.text.slice(at, at + typed.length)), s.text.slice(at + typed.length));
        const title = s.title !== s.text ? [make('span', {}, s.title)] : [];
        const option = make('li', { id: `${id}-${i}`, role: 'option', 'aria-selected': 'false' }, name, ...title);
        option.dataset.url = s.url;
        return option;
      });
      options.push(make('li', { id: `${id}-all`, className: 'all', role: 'option', 'aria-selected': 'false' }, `Search for “${typed}”`));
      list.replaceChildren(...options);
      list.hidden = false;
      box.setAttribute('aria-expanded', 'true');
      choose(-1);
      clearTimeout(telling);
      telling = setTimeout(() => say(found.length === 1 ? '1 suggestion' : `${found.length} suggestions`), 500);
    };
    const ask = async typed => {
      request = new AbortController();
      try {
        // An exported knowledge base answers by itself.
        const { suggestions } = await globalThis.marskb?.suggest?.(typed)
          ?? await (await fetch(`/api/v1/suggest?limit=6&q=${encodeURIComponent(typed)}`, { signal: request.signal })).json();
        if (box.value.trim() !== typed || document.activeElement !== box) return;
        if (suggestions?.length) show(suggestions, typed); else close();
      } catch {
        // Left, typed on or no network: the search itself still works.
      }
    };
    box.addEventListener('input', () => {
      clearTimeout(waiting);
      request?.abort();
      const typed = box.value.trim();
      if (typed.length < 2 || typed.length > 60 || typed.includes('\n')) close(); else waiting = setTimeout(ask, 80, typed);
    });
    box.addEventListener('keydown', event => {
      if (list.hidden) return;
      const count = list.children.length;
      if (event.key === 'ArrowDown') choose(chosen + 1 >= count ? -1 : chosen + 1);
      else if (event.key === 'ArrowUp') choose(chosen < 0 ? count - 1 : chosen - 1);
      else if (event.key === 'Escape') close();
      else if (event.key === 'Enter' && chosen >= 0 && !event.shiftKey) open(chosen);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, { capture: true });
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => {
      const option = event.target.closest('li');
      if (option) open([...list.children].indexOf(option));
    });
  }

  function keep(url) {
    if (!ticket) return url;
    const place = new URL(url, location.href);
    place.searchParams.set('ticket', ticket);
    return place.pathname + place.search + place.hash;
  }

  // A step of a session: what went wrong has the focus, else the step; answers have number keys while the focus is among them.

  (document.querySelector('.problem, .note[tabindex]') ?? (location.hash === '#now' ? document.getElementById('now') : null))?.focus();
  const answers = [...document.querySelectorAll('.answers button')];
  answers.forEach((answer, i) => answer.prepend(make('kbd', { 'aria-hidden': 'true' }, `${i + 1}`)));
  answers[0]?.parentElement.addEventListener('keydown', event => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat) answers[event.key - 1]?.click();
  });

  // A matrix table is filtered while typing; what the address asked for is what it starts from.
  const table = document.querySelector('table[data-rows]');
  const filter = document.querySelector('form.filter');
  if (table && filter && Number(table.dataset.rows) === table.tBodies[0].rows.length) {
    const rows = [...table.tBodies[0].rows];
    const caption = table.caption;
    let telling;
    const apply = () => {
      const text = filter.elements.q.value.trim();
      const only = [...filter.querySelectorAll('[name=only]:checked')].map(box => box.dataset.column);
      const ranges = [];
      let count = 0;
      for (const mark of table.querySelectorAll('mark')) mark.replaceWith(mark.textContent);
      for (const row of rows) {
        const fits = row.textContent.toLowerCase().includes(text.toLowerCase()) && only.every(c => row.cells[c]?.querySelector('.ok'));
        row.hidden = !fits;
        count += fits;
        if (fits && text) ranges.push(...found(row, text));
      }
      caption.textContent = text || only.length ? `${count} of ${rows.length} rows${text ? ` contain “${text}”` : ''}` : `${rows.length} rows`;
      if (globalThis.Highlight) CSS.highlights.set('found', new Highlight(...ranges));
      const view = new URLSearchParams(new FormData(filter));
      if (!text) view.delete('q');
      const query = view.size ? `?${view}` : '';
      history.replaceState(null, '', location.pathname + query + location.hash);
      for (const link of document.querySelectorAll('a[data-view]')) link.search = query;
      clearTimeout(telling);
      telling = setTimeout(() => say(caption.textContent), 500);
    };
    const found = (row, text) => {
      const ranges = [];
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode());) {
        const words = node.data.toLowerCase();
        for (let at = -1; (at = words.indexOf(text.toLowerCase(), at + 1)) >= 0;) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + text.length);
          ranges.push(range);
        }
      }
      return ranges;
    };
    filter.addEventListener('input', apply);
    filter.addEventListener('submit', event => { event.preventDefault(); apply(); });
  }

  // Feedback without leaving the page: the server's answer ends at an address that names the receipt.

  document.addEventListener('submit', async event => {
    const form = event.target.closest('form.feedback');
    if (!form) return;
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form, event.submitter));
    try {
      const reply = await fetch(form.action, { method: 'POST', body: data });
      if (!reply.ok) throw new Error(reply.statusText);
      const receipt = new URL(reply.url).searchParams.get('receipt');
      const thanks = make('p', { tabIndex: -1 }, make('b', {}, 'Thank you.'));
      if (data.get('helped') === 'false' && receipt && !data.has('note')) {
        const field = make('textarea', { id: 'kb-missing', name: 'note', rows: 3, maxLength: 2000 });
        form.replaceChildren(
          thanks,
          make('label', { htmlFor: 'kb-missing' }, 'What was missing?'), field,
          make('input', { type: 'hidden', name: 'helped', value: 'false' }), make('input', { type: 'hidden', name: 'receipt', value: receipt }),
          make('button', { className: 'btn' }, 'Send'));
        field.focus();
      } else {
        form.replaceChildren(thanks);
        thanks.focus();
      }
      say('Thank you.');
    } catch {
      // The page that the server sends says what is wrong.
      if (event.submitter?.name) form.append(make('input', { type: 'hidden', name: event.submitter.name, value: event.submitter.value }));
      form.submit();
    }
  });
}
