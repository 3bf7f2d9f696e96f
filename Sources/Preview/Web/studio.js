// The studio's state, its talk with the server, its controls.
import { Stage } from '/stage.js';
import { Panes } from '/panes.js';
import { Film } from '/film.js';

const $ = id => document.getElementById(id);
export const token = new URLSearchParams(location.search).get('token') ?? '';
export const ask = async (path, body) => {
  const headers = { 'x-billow': '1', ...(token && { authorization: 'Bearer ' + token }) };
  const options = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  return answer.json();
};

const state = { source: null, edits: {}, output: '', width: '820', info: null, people: [], turn: 0 };
const stage = new Stage($('frames'));
const panes = new Panes({ edit, reset: () => { state.edits = {}; refresh(); }, point: id => stage.point(id), go: name => film.go(name), audit, checkFilms: () => ask('/api/film-checks'), checkSamples: () => ask('/api/sample-checks') });
const film = new Film($('film'), chain => panes.why(chain), found => panes.filmFindings(found));
stage.onpoint = chain => panes.why(chain);

async function start() {
  await readTemplate();
  await list('');
  await greet();
  listen();
}

// The first whose document there is: a suppressed customer is a poor greeting.
async function greet() {
  for (const person of state.people.slice(0, 5)) {
    await choose(person.source);
    if (stage.devices.length) break;
  }
}

async function readTemplate() {
  const info = await ask('/api/template');
  state.info = info;
  $('template-name').textContent = info.name;
  document.title = info.name + ' · Billow studio';
  const language = $('language'), now = language.value;
  language.replaceChildren(new Option('Record’s own', ''), ...info.languages.map(tag => new Option(tag, tag)));
  language.value = info.languages.includes(now) ? now : '';
  panes.findings(info);
  problems(info.broken ? info.findings : []);
  // Samples came or went, or the template works at last.
  const samples = info.samples.join();
  if (state.samples !== undefined && samples !== state.samples) {
    await list($('search').value);
    if (!state.source) await greet();
  }
  state.samples = samples;
}

function problems(findings) {
  const box = $('problems');
  box.hidden = findings.length === 0;
  if (box.hidden) return box.replaceChildren();
  const heading = document.createElement('h2');
  heading.textContent = state.source ? 'The template cannot be used; below is its last good rendering.' : 'The template cannot be used.';
  box.replaceChildren(heading, ...findings.map(f => panes.finding(f)));
}

async function list(words) {
  const { people, more } = await ask('/api/people?search=' + encodeURIComponent(words));
  state.people = people;
  $('customers').replaceChildren(...people.map((person, index) => {
    const item = document.createElement('li');
    item.role = 'option'; item.id = 'person-' + index; item.dataset.source = person.source;
    item.append(person.name, Object.assign(document.createElement('small'), { textContent: person.note }));
    item.setAttribute('aria-selected', person.source === state.source);
    return item;
  }));
  $('count').textContent = people.length + (more ? '+' : '') + (people.length === 1 ? ' customer' : ' customers');
}

async function choose(source) {
  state.source = source; state.edits = {};
  for (const item of $('customers').children) {
    const is = item.dataset.source === source;
    item.setAttribute('aria-selected', is);
    if (is) { $('customers').setAttribute('aria-activedescendant', item.id); item.scrollIntoView({ block: 'nearest' }); }
  }
  await refresh();
}

export async function refresh() {
  if (!state.source) return;
  const turn = ++state.turn, root = document.documentElement;
  root.dataset.asked = turn;
  const answer = await ask('/api/render', {
    source: state.source, edits: state.edits, language: $('language').value, asOf: $('as-of').value,
    worst: $('worst').value, against: $('against').value.trim(), output: state.output,
  });
  if (turn !== state.turn) return;
  if (answer.error) { $('outcome').hidden = false; $('outcome').textContent = answer.error; root.dataset.turn = turn; return; }
  $('outcome').hidden = answer.outcome === 'rendered' && !answer.note;
  $('outcome').textContent = answer.outcome === 'rendered' ? answer.note ?? '' : 'No document: ' + answer.outcome;
  // Only the output being looked at comes whole.
  const page = answer.pages.find(page => page.kind), other = answer.other?.find(page => page.kind);
  outputs(answer.pages, page);
  $('as-of').title = 'rendered as of ' + answer.asOf;
  panes.show(answer, page, state.edits);
  const isFilm = page?.kind === 'film';
  $('film').hidden = !isFilm;
  $('frames').hidden = isFilm;
  for (const id of ['devices', 'theme', 'still', 'large']) ($(id).closest('label') ?? $(id)).classList.toggle('idle', isFilm);
  if (isFilm) await film.show(page, other);
  else { film.hide(); await stage.show(page, other, answer.changed ?? [], looks()); }
  root.dataset.turn = turn; root.dataset.reading = answer.reading;
}

function outputs(pages, shown) {
  const box = $('outputs'), hadFocus = box.contains(document.activeElement);
  box.replaceChildren(...(pages.length < 2 ? [] : pages.map(page => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: page.name });
    button.setAttribute('aria-pressed', page === shown);
    button.onclick = () => { state.output = page.name; refresh(); };
    return button;
  })));
  if (hadFocus) box.querySelector('[aria-pressed=true]')?.focus();
}

const looks = () => ({
  width: state.width, theme: $('theme').value, still: $('still').checked, large: $('large').checked, turn: state.turn,
});

function edit(path, value) { state.edits[path] = value; refresh(); }

async function audit(page) {
  const frame = Object.assign(document.createElement('iframe'), { title: 'audited page', tabIndex: -1 });
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.style.cssText = 'position:fixed;left:-4000px;width:820px;height:1200px;border:0';
  const done = new Promise((resolve, reject) => {
    addEventListener('message', function hear(event) {
      if (event.source !== frame.contentWindow) return;
      removeEventListener('message', hear); resolve(event.data);
    });
    setTimeout(() => reject(new Error('axe did not answer in 30 seconds')), 30000);
  });
  frame.src = page.url + '?audit=1' + (token ? '&token=' + token : '');
  document.body.append(frame);
  try { return await done; } finally { frame.remove(); }
}

function listen() {
  const events = new EventSource('/api/events' + (token ? '?token=' + token : ''));
  let isAgain = false;
  events.onopen = () => {
    $('live').className = ''; $('live').textContent = 'live';
    // What was saved while nobody listened was not told.
    if (isAgain) { readTemplate(); refresh(); }
    isAgain = true;
  };
  events.onerror = () => { $('live').className = 'off'; $('live').textContent = 'waiting for the server'; };
  events.addEventListener('changed', async () => {
    await Promise.all([readTemplate(), refresh()]);
  });
}

// Controls.
let typing;
$('search').oninput = event => { clearTimeout(typing); typing = setTimeout(() => list(event.target.value), 120); };
$('customers').onclick = event => { const item = event.target.closest('li'); if (item) choose(item.dataset.source); };
$('customers').onkeydown = event => {
  const at = state.people.findIndex(person => person.source === state.source);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: state.people.length - 1 }[event.key];
  if (to === undefined || !state.people[to]) return;
  event.preventDefault(); choose(state.people[to].source);
};
$('devices').onclick = event => {
  const button = event.target.closest('button');
  if (!button) return;
  state.width = button.dataset.width;
  for (const each of $('devices').children) each.setAttribute('aria-pressed', each === button);
  refresh();
};
$('against').onfocus = async () => {
  const revisions = await ask('/api/revisions');
  $('revisions').replaceChildren(...revisions.map(r => new Option(r.words, r.revision)));
};
for (const id of ['language', 'as-of', 'worst', 'against']) $(id).onchange = () => refresh();
for (const id of ['theme', 'still', 'large']) $(id).onchange = () => stage.dress(looks());
addEventListener('resize', () => { if (film.page) film.build(); else stage.fit(); });
addEventListener('keydown', event => film.key(event));
addEventListener('keydown', event => {
  if (event.key !== '/' || event.target.closest('input, select, textarea')) return;
  event.preventDefault(); $('search').focus();
});
start();
