// The film: frames as the video has them, when each scene and action is there, all frames of a kind side by side.
import { token, ask } from '/studio.js';

const make = (name, rest = {}, ...children) => { const node = Object.assign(document.createElement(name), rest); node.append(...children); return node; };
const clock = seconds => `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
const MODES = { frames: 'Frames', sheet: 'Contact sheet', player: 'Player' };

export class Film {
  constructor(box, onpoint, onfindings) {
    Object.assign(this, { box, onpoint, onfindings, mode: 'frames', layout: '', popup: '', frame: 0, boxes: true, playing: false });
  }

  // Shows a film, where the last one was left: scene, frame, ratio.
  async show(page, other) {
    this.page = page; this.film = page.film; this.other = other?.kind === 'film' ? other : null;
    const names = this.film.layouts.map(layout => layout.name);
    if (!names.includes(this.layout) && this.layout !== 'all') this.layout = names[0];
    if (!this.scenes(true).some(scene => scene.id === this.popup)) this.popup = '';
    this.frame = Math.min(this.frame, this.count() - 1);
    this.build();
    await this.settled();
    ask('/api/film?number=' + page.number).then(found => { if (this.page === page) this.onfindings(found); });
  }

  hide() { this.stop(); this.page = null; }

  scenes(popups) { return this.film.scenes.filter(scene => Boolean(scene.popup) === popups); }
  length() { return this.popup ? this.scenes(true).find(scene => scene.id === this.popup).duration : this.film.duration; }
  count() { return Math.max(1, Math.round(this.length() * this.film.rate)); }
  time() { return this.frame / this.film.rate; }
  current() {
    if (this.popup) return this.scenes(true).find(scene => scene.id === this.popup);
    return this.scenes(false).findLast(scene => scene.start <= this.time() + 1e-6) ?? this.film.scenes[0];
  }
  layouts() { return this.film.layouts.filter(layout => this.layout === 'all' || layout.name === this.layout); }

  address(layout, frame, longest, { popup = this.popup, number = this.page.number, save = false } = {}) {
    const query = new URLSearchParams({ layout, frame, longest: Math.round(longest) });
    if (popup) query.set('popup', popup);
    if (save) query.set('save', '1');
    if (token) query.set('token', token);
    return `/frame/${number}?${query}`;
  }

  // MARK: The page

  build() {
    const { film } = this;
    const choice = (name, entries, now, choose) => make('div', { className: 'group', role: 'group', ariaLabel: name }, ...entries.map(([value, words]) => {
      const button = make('button', { type: 'button', textContent: words, onclick: () => choose(value) });
      button.dataset.value = value;
      button.setAttribute('aria-pressed', value === now);
      return button;
    }));
    const modes = choice('View of the film', Object.entries(MODES), this.mode, mode => { this.mode = mode; this.stop(); this.rebuild('.film-modes', mode); });
    modes.classList.add('film-modes');
    const ratios = choice('Ratio', [...film.layouts.map(layout => [layout.name, layout.name]), ...(film.layouts.length > 1 ? [['all', 'Side by side']] : [])], this.layout, layout => { this.layout = layout; this.rebuild('.film-ratios', layout); });
    ratios.classList.add('film-ratios');
    const bar = make('div', { className: 'film-bar' }, modes);
    if (this.mode !== 'player') bar.append(ratios);
    if (this.mode === 'frames') bar.append(make('label', { className: 'check' }, make('input', { type: 'checkbox', id: 'film-boxes', checked: this.boxes, onchange: event => { this.boxes = event.target.checked; this.draw(); } }), ' Actions'));
    this.box.replaceChildren(bar);
    this.views = [];
    if (this.mode === 'sheet') this.box.append(...this.layouts().map(layout => this.sheet(layout)));
    else if (this.mode === 'player') this.box.append(this.player());
    else this.box.append(this.stageOf(), ...this.transport(bar));
    if (this.mode === 'frames') this.draw();
  }

  rebuild(group, value) { this.build(); this.box.querySelector(`${group} [data-value="${CSS.escape(value)}"]`)?.focus(); }

  // The frame, once for each ratio, and once more for the version compared with.
  stageOf() {
    const room = this.box.clientWidth, tall = Math.max(280, document.getElementById('stage').clientHeight - 330);
    const shown = this.layouts().flatMap(layout => [...(this.other ? [{ layout, number: this.other.number, name: 'before' }] : []), { layout, number: this.page.number, name: this.other ? 'this working copy' : layout.name }]);
    const share = (room - 22 * (shown.length - 1)) / shown.reduce((sum, { layout }) => sum + layout.width / layout.height, 0);
    const height = Math.min(tall, share);
    this.views = shown.map(({ layout, number, name }) => {
      const width = Math.round(height * layout.width / layout.height);
      const image = make('img', { alt: '', width, height: Math.round(height), decoding: 'sync' });
      const actions = make('div', { className: 'film-actions' });
      const screen = make('div', { className: 'film-screen' }, image, actions);
      screen.style.width = width + 'px';
      screen.addEventListener('pointermove', event => this.over(event.target.closest('[data-action]')?.dataset.action));
      const figure = make('figure', { className: 'film-view' }, make('figcaption', { textContent: this.other ? `${name}, ${layout.name}` : `${name}, ${layout.width} × ${layout.height}` }), screen);
      return { layout, number, image, actions, figure, width, height, longest: Math.min(4096, Math.max(layout.width, layout.height), Math.ceil(Math.max(width, height) * devicePixelRatio)) };
    });
    return make('div', { className: 'film-views' }, ...this.views.map(view => view.figure));
  }

  transport(bar) {
    this.caption = make('p', { className: 'film-caption', id: 'film-caption' });
    this.seek = make('input', { type: 'range', id: 'film-seek', min: 0, max: this.count() - 1, step: 1, value: this.frame, ariaLabel: 'Frame', oninput: event => this.to(+event.target.value) });
    this.play = make('button', { type: 'button', id: 'film-play', onclick: () => this.playing ? this.stop() : this.start() });
    this.where = make('output', { id: 'film-where' });
    const button = (id, words, label, act) => make('button', { type: 'button', id, textContent: words, ariaLabel: label, title: label, onclick: act });
    const row = make('div', { className: 'film-row' },
      this.play, button('film-back', '◀', 'One frame back', () => this.step(-1)), button('film-on', '▶', 'One frame on', () => this.step(1)), this.seek, this.where);
    this.save = make('a', { id: 'film-save', className: 'button', textContent: 'Download PNG' });
    bar.append(this.save, ...this.downloads());
    const popups = this.scenes(true);
    this.track = this.trackOf();
    return [this.caption, row, this.track, ...(popups.length ? [make('p', { className: 'film-popups' }, 'Pop-ups ', ...popups.map(scene => {
      const chip = make('button', { type: 'button', textContent: scene.id, onclick: () => this.open(this.popup === scene.id ? '' : scene.id) });
      chip.dataset.popup = scene.id;
      chip.setAttribute('aria-pressed', this.popup === scene.id);
      return chip;
    }))] : [])];
  }

  downloads() { return []; }

  // Scenes by their length, and under them when which action can be used.
  trackOf() {
    const scenes = this.popup ? [this.current()] : this.scenes(false), total = this.length();
    const percent = seconds => (100 * seconds / total).toFixed(3) + '%';
    const place = (node, from, to) => { node.style.left = percent(from); node.style.width = percent(to - from); return node; };
    const track = make('div', { className: 'film-track' });
    for (const scene of scenes) {
      const start = scene.start ?? 0;
      const bar = place(make('button', { type: 'button', className: 'film-scene', textContent: scene.id, title: `${scene.id}: ${clock(start)}, ${scene.duration} s`, onclick: () => this.to(Math.round(start * this.film.rate)), onpointerenter: () => this.why(scene) }), start, start + scene.duration);
      bar.dataset.scene = scene.id;
      track.append(bar);
      scene.actions.forEach((action, index) => {
        const span = place(make('span', { className: 'film-action', title: `${action.label}: ${action.from} s to ${action.to} s of ${scene.id}`, textContent: action.id }), start + action.from, start + action.to);
        span.style.top = 30 + 18 * index + 'px';
        track.append(span);
      });
    }
    track.style.height = 32 + 18 * Math.max(0, ...scenes.map(scene => scene.actions.length)) + 'px';
    return track;
  }

  // Each scene's beginning, middle and end.
  sheet(layout) {
    const grid = make('div', { className: 'film-sheet' });
    const longest = 300 * devicePixelRatio;
    for (const scene of this.film.scenes) {
      const frames = Math.max(1, Math.round(scene.duration * this.film.rate)), first = scene.popup ? 0 : Math.round(scene.start * this.film.rate);
      const begins = Math.min(frames - 1, Math.ceil((scene.transition?.duration ?? 0) * this.film.rate));
      for (const [name, at] of [['begins', begins], ['middle', Math.floor((begins + frames) / 2)], ['ends', frames - 1]]) {
        const frame = first + at;
        const image = make('img', { alt: `${scene.id} ${name}`, loading: 'lazy', src: this.address(layout.name, frame, longest, { popup: scene.popup ? scene.id : '' }) });
        image.style.aspectRatio = `${layout.width} / ${layout.height}`;
        grid.append(make('button', { type: 'button', className: 'film-thumb', onpointerenter: () => this.why(scene), onclick: () => { this.mode = 'frames'; this.popup = scene.popup ? scene.id : ''; this.layout = layout.name; this.frame = frame; this.build(); this.box.querySelector('#film-seek').focus(); } },
          image, make('span', { textContent: `${scene.id} · ${clock(frame / this.film.rate)}` })));
      }
    }
    return make('section', { className: 'film-sheet-of', ariaLabel: `Contact sheet ${layout.name}` }, make('h2', { textContent: layout.name }), grid);
  }

  // What customers get: the same scenes as animated SVG, with its own script, in an origin that is nobody's.
  player() {
    const frame = make('iframe', { className: 'film-player', title: 'player' });
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = this.page.url + (token ? '?token=' + token : '');
    return frame;
  }

  // MARK: Time

  to(frame) { this.frame = Math.min(Math.max(frame, 0), this.count() - 1); this.draw(); }
  step(by) { this.stop(); this.to(this.frame + by); }
  open(popup) { this.stop(); this.popup = popup; this.frame = 0; this.build(); this.box.querySelector(`[data-popup="${CSS.escape(popup)}"]`)?.focus(); }

  start() {
    if (this.frame >= this.count() - 1) this.frame = 0;
    this.playing = true;
    const begun = performance.now() - this.time() * 1000;
    // Frames that come too late are left out, as a video player does.
    const tick = async () => {
      while (this.playing && this.mode === 'frames' && this.page) {
        const frame = Math.floor((performance.now() - begun) / 1000 * this.film.rate);
        if (frame >= this.count() - 1) { this.to(this.count() - 1); return this.stop(); }
        if (frame !== this.frame) { this.to(frame); await this.settled(); }
        await new Promise(requestAnimationFrame);
      }
    };
    tick();
    this.draw();
  }

  stop() { this.playing = false; if (this.play) this.play.textContent = 'Play'; }

  draw() {
    if (this.mode !== 'frames' || !this.views.length) return;
    const scene = this.current(), own = this.time() - (scene.start ?? 0);
    for (const view of this.views) {
      view.image.src = this.address(view.layout.name, this.frame, view.longest, { number: view.number });
      view.image.alt = `${scene.id} at ${clock(this.time())}`;
      const scale = view.height / view.layout.height;
      view.actions.replaceChildren(...(this.boxes ? scene.actions : []).filter(action => own >= action.from - 1e-6 && own <= action.to + 1e-6).map(action => {
        const box = action.boxes[view.layout.name];
        const node = make('span', { className: box ? 'film-box' : 'film-box below', textContent: `${action.label} · ${action.from}–${action.to} s`, title: `${action.kind}: ${action.target}` });
        node.dataset.action = action.id;
        if (box) Object.assign(node.style, { left: box[0] * scale + 'px', top: box[1] * scale + 'px', width: box[2] * scale + 'px', height: box[3] * scale + 'px' });
        return node;
      }));
    }
    this.caption.textContent = scene.caption ?? '';
    this.seek.max = this.count() - 1;
    this.seek.value = this.frame;
    this.seek.setAttribute('aria-valuetext', `${clock(this.time())}, ${scene.id}`);
    this.where.textContent = `${clock(this.time())} of ${clock(this.length())} · frame ${this.frame} of ${this.count() - 1} · ${scene.id}`;
    this.play.textContent = this.playing ? 'Pause' : 'Play';
    const whole = this.views.at(-1).layout;
    this.save.href = this.address(whole.name, this.frame, Math.max(whole.width, whole.height), { save: true });
    for (const bar of this.track.querySelectorAll('.film-scene')) bar.setAttribute('aria-current', bar.dataset.scene === scene.id);
    this.box.dataset.frame = this.frame;
    if (!this.playing) this.why(scene);
  }

  // All pictures shown are there.
  settled() { return Promise.all(this.views.map(view => view.image.decode().catch(() => {}))); }

  key(event) {
    if (!this.page || this.mode !== 'frames' || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest('input, select, textarea, [role=listbox], [role=tab]')) return;
    const rate = this.film.rate, by = event.shiftKey ? rate : 1;
    if (event.key === ' ' && event.target.closest('button, a')) return;
    const act = { ArrowLeft: () => this.step(-by), ArrowRight: () => this.step(by), Home: () => this.step(-1e9), End: () => this.step(1e9), ' ': () => this.play.click() }[event.key];
    if (act) { event.preventDefault(); act(); }
  }

  // MARK: Why

  why(scene) { this.onpoint([this.block(scene.id)].filter(Boolean)); }
  over(action) { const scene = this.current(); this.onpoint([this.block(scene.id), action && this.block(`${scene.id}: action ${action}`)].filter(Boolean)); }
  block(name) {
    const plain = name.replace(/-\d+$/, '');
    const found = this.page.explanation.shown.find(block => block.block === name) ?? this.page.explanation.shown.find(block => block.block === plain);
    return found && { words: 'scene ' + found.block, because: found.because, file: found.file, line: found.line };
  }
  go(name) {
    const id = name.split(':')[0], scene = this.film.scenes.find(scene => scene.id === id || scene.id.replace(/-\d+$/, '') === id);
    if (!scene) return;
    if (this.mode !== 'frames') this.mode = 'frames';
    this.popup = scene.popup ? scene.id : '';
    this.frame = scene.popup ? 0 : Math.round(scene.start * this.film.rate);
    this.build();
  }
}
