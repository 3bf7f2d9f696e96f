// The right side: why, data, checks.
const $ = id => document.getElementById(id);
const make = (name, words = '', rest = {}) => Object.assign(document.createElement(name), { textContent: words, ...rest });

export class Panes {
  constructor({ edit, reset, point, go, audit, checkFilms, checkSamples }) {
    Object.assign(this, { edit, point, go, folder: '' });
    this.tabs = [...document.querySelectorAll('[role=tab]')];
    for (const tab of this.tabs) {
      tab.onclick = () => this.open(tab);
      tab.onkeydown = event => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const next = this.tabs[(this.tabs.indexOf(tab) + step + this.tabs.length) % this.tabs.length];
        this.open(next); next.focus();
      };
    }
    $('reset').onclick = reset;
    $('only-read').onchange = $('field-search').oninput = () => this.fields();
    this.checks($('film-checks'), $('film-checked'), checkFilms, 'Films of all samples pass: texts, pace, contrast, flashes.');
    this.checks($('sample-checks'), $('sample-checked'), checkSamples, 'Every sample has its pages, and their markup, names and references are right.');
    $('audit').onclick = async () => {
      $('audit').disabled = true;
      $('axe').replaceChildren(make('p', 'Looking …'));
      try { this.violations(await audit(this.page)); }
      catch (error) { $('axe').replaceChildren(make('p', error.message, { className: 'no' })); }
      $('audit').disabled = false;
    };
  }

  // A button that asks for findings, and where they go.
  checks(button, place, ask, passed) {
    button.onclick = async () => {
      button.disabled = true;
      place.replaceChildren(make('p', 'Looking …'));
      const found = await ask();
      place.replaceChildren(...(found.length ? found.map(f => this.finding(f)) : [make('p', passed, { className: 'ok' })]));
      button.disabled = false;
    };
  }

  open(tab) {
    for (const each of this.tabs) {
      const is = each === tab;
      each.setAttribute('aria-selected', is);
      each.tabIndex = is ? 0 : -1;
      $(each.getAttribute('aria-controls')).hidden = !is;
    }
  }

  show(answer, page, edits) {
    this.answer = answer; this.page = page; this.edits = edits;
    $('reset').disabled = Object.keys(edits).length === 0;
    this.blocks(page);
    this.fields();
    this.weigh(page);
    $('axe').replaceChildren();
    $('film-findings').hidden = page?.kind !== 'film';
    this.why([]);
  }

  place(where) {
    const whole = `${where.file}:${where.line}`, start = this.folder.replace(/\/*$/, '/');
    const button = make('button', whole.startsWith(start) ? whole.slice(start.length) : whole, { type: 'button', className: 'place', title: `Copy ${whole}` });
    button.onclick = () => navigator.clipboard?.writeText(whole);
    return button;
  }

  because(decision) {
    const box = make('span');
    box.append(make('q', decision.question), ': ', make('b', decision.answer));
    if (decision.values.length) {
      const values = make('div', '', { className: 'values' });
      decision.values.forEach((value, index) => values.append(index ? ', ' : '', make('b', value.name), ' is ' + value.value));
      box.append(values);
    }
    return box;
  }

  // From the outermost rule to what stands under the pointer.
  why(chain) {
    if (!chain.length) return $('why').replaceChildren(make('p', 'Point at anything on the page, or choose a block below.', { className: 'hint' }));
    const list = make('ol');
    for (const node of chain) {
      const item = make('li');
      if (node.because) item.append(this.because(node.because));
      else item.append(make('q', node.words));
      const where = make('div');
      where.append(this.place(node));
      item.append(where);
      list.append(item);
    }
    $('why').replaceChildren(list);
  }

  blocks(page) {
    const shown = (page?.explanation.shown ?? []).map(block => {
      const item = make('li'), button = make('button', block.block, { type: 'button', className: 'block' });
      const id = page.nodes.findIndex(node => node.kind === 'partial' && node.line === block.line && node.file === block.file);
      button.onclick = () => {
        if (page.kind === 'film') this.go(block.block);
        else if (id >= 0) { this.point(id); this.why(chain(page.nodes, id)); }
      };
      item.append(button, ' ', this.place(block));
      if (block.because) item.append(make('br'), this.because(block.because));
      return item;
    });
    const hidden = (page?.explanation.hidden ?? []).map(block => {
      const item = make('li');
      item.append(make('b', block.block), ' ', this.place(block));
      if (block.because) item.append(make('br'), this.because(block.because));
      return item;
    });
    for (const rule of this.answer.rules) {
      const item = make('li');
      item.append(make('b', 'rule'), ' ', this.place(rule), make('br'), this.because(rule));
      hidden.push(item);
    }
    $('shown').replaceChildren(...shown);
    $('hidden').replaceChildren(...hidden);
  }

  fields() {
    const words = $('field-search').value.toLowerCase(), onlyRead = $('only-read').checked;
    const focus = document.activeElement?.dataset?.path;
    const rows = (this.answer?.fields ?? [])
      .filter(field => (!onlyRead || field.read) && field.path.toLowerCase().includes(words)).slice(0, 400)
      .map(field => {
        const row = make('div', '', { className: 'field' + (field.read ? ' read' : '') + (field.path in this.edits ? ' edited' : '') });
        const input = make('input', '', { id: 'field-' + field.path, value: this.edits[field.path] ?? field.text, spellcheck: false });
        input.dataset.path = field.path;
        input.onchange = () => this.edit(field.path, input.value);
        row.append(make('label', field.path, { htmlFor: input.id, title: field.read ? 'read by this template' : 'not read' }), input);
        return row;
      });
    $('fields').replaceChildren(...(rows.length ? rows : [make('p', 'No such field.', { className: 'hint' })]));
    if (focus) $('field-' + focus)?.focus();
  }

  finding(f) {
    const box = make('div', '', { className: 'finding' });
    box.append(make('b', f.severity + ': '), f.message, ' ', make('code', '[' + f.code + ']'));
    if (f.file) box.append(make('br'), this.place(f));
    if (f.snippet) box.append(make('pre', f.snippet, { tabIndex: 0 }));
    if (f.hint) box.append(make('div', 'help: ' + f.hint, { className: 'help' }));
    return box;
  }

  findings(info) {
    this.folder = info.folder;
    const list = info.findings.map(f => this.finding(f));
    $('findings').replaceChildren(...(list.length ? list : [make('p', 'billow check finds nothing.', { className: 'ok' })]));
    this.weight = info;
  }

  // What does not fit, or cannot be shown, in which ratio.
  filmFindings(found) {
    const list = $('film-findings').querySelector('ul');
    list.replaceChildren(...(found.length
      ? found.map(f => make('li', `${f.layout} ${f.scene}: ${f.words}`, { className: 'no' }))
      : [make('li', 'Every text fits, in every ratio.', { className: 'ok' })]));
  }

  weigh(page) {
    if (!page) return $('weight').replaceChildren();
    const list = make('dl'), kilo = bytes => (bytes / 1024).toFixed(1) + ' KB';
    const put = (name, value) => list.append(make('dt', name), make('dd', value));
    put(page.kind === 'film' ? 'storyboard.html' : page.file, kilo(page.bytes));
    if (page.kind === 'film') {
      put('scenes', page.film.scenes.filter(scene => !scene.popup).length);
      put('length', page.film.duration.toFixed(1) + ' s');
      put('frames', page.film.frames);
      return $('weight').replaceChildren(list);
    }
    if (page.styles) put('of it style sheets', kilo(page.styles));
    if (page.drawings) put('of it drawings', kilo(page.drawings));
    put('elements', page.elements);
    $('weight').replaceChildren(list);
  }

  violations(result) {
    if (result.error) return $('axe').replaceChildren(make('p', result.error, { className: 'no' }));
    const list = make('ul');
    for (const rule of result.violations) {
      const item = make('li');
      item.append(make('b', rule.id), ' ', rule.help, make('br'), make('code', rule.targets.join(' ')));
      list.append(item);
    }
    const contrast = result.violations.some(rule => rule.id === 'color-contrast');
    $('axe').replaceChildren(
      make('p', result.violations.length ? `${result.violations.length} violations` : `No violation of WCAG 2.2 A and AA in ${result.passes} rules (axe ${result.version}).`, { className: result.violations.length ? 'no' : 'ok' }),
      make('p', contrast ? 'Contrast: too low, see below' : `Contrast: ${result.contrast} texts, all 4.5 : 1 or more (3 : 1 large)`, { className: contrast ? 'no' : 'ok' }), list);
  }
}

export function chain(nodes, id) {
  const list = [];
  while (id >= 0) { list.unshift(nodes[id]); id = nodes[id].parent; }
  return list;
}
