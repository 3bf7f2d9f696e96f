// The page itself: one frame for each width, dressed as asked, and what stands under the pointer.
const WIDTHS = { 390: [390], 820: [820], 1440: [1440], all: [390, 820, 1440], print: [794] };

export class Stage {
  constructor(box) { this.box = box; this.devices = []; this.scroll = new Map(); this.onpoint = () => {}; }

  async show(page, other, changed, looks) {
    this.letterhead(page?.headers ?? [], other?.headers);
    if (!page || page.kind === 'nothing') { this.form = ''; this.devices = []; return this.box.replaceChildren(); }
    if (page.kind !== 'html') return this.plain(page, other);
    const widths = other ? [looks.width === 'all' || looks.width === 'print' ? '820' : looks.width] : WIDTHS[looks.width];
    const wanted = other
      ? [{ width: +widths[0], page: other, name: 'before' }, { width: +widths[0], page, name: 'this working copy' }]
      : widths.map(width => ({ width, page, name: looks.width === 'print' ? 'print, A4' : width + ' px' }));
    const form = wanted.map(w => w.width + w.name).join();
    if (form !== this.form) {
      this.form = form;
      this.devices = wanted.map(w => this.device(w));
      this.box.replaceChildren(...this.devices.map(d => d.figure));
      this.fit();
    }
    this.looks = looks;
    await Promise.all(this.devices.map((device, index) => this.load(device, wanted[index].page, changed)));
    if (other) this.together();
  }

  // What stands above a mail; where it differs from the other version, that one's too.
  letterhead(headers, before) {
    const list = document.getElementById('mail');
    list.hidden = headers.length === 0;
    list.replaceChildren(...headers.flatMap(({ name, value }) => {
      const words = document.createElement('dd'), old = before?.find(header => header.name === name)?.value;
      if (before && old !== value) words.append(Object.assign(document.createElement('del'), { textContent: old ?? 'not there' }), ' ');
      words.append(value);
      return [Object.assign(document.createElement('dt'), { textContent: name }), words];
    }));
  }

  // A text, and how networks would bill it as a text message.
  plain(page, other) {
    this.form = '';
    this.devices = [];
    const figure = text => Object.assign(document.createElement('pre'), { className: 'plain', textContent: text, tabIndex: 0 });
    const sms = page.message, length = [...page.text].length;
    const words = `${length} characters` + (sms ? `; as an SMS ${sms.segments} ${sms.segments === 1 ? 'part' : 'parts'} (${sms.alphabet}, ${sms.length} of ${sms.room} places)` : '');
    const left = document.createElement('div');
    left.append(Object.assign(document.createElement('p'), { textContent: words }), figure(page.text));
    this.box.replaceChildren(...(other ? [figure(other.text)] : []), left);
  }

  device({ width, name }) {
    const figure = Object.assign(document.createElement('figure'), { className: 'device' });
    const caption = document.createElement('figcaption'), screen = Object.assign(document.createElement('div'), { className: 'screen' });
    const wide = Object.assign(document.createElement('span'), { className: 'no wide' });
    caption.append(name, wide);
    figure.append(caption, screen);
    return { width, name, figure, screen, wide, frame: null };
  }

  // The new page grows behind the old one and takes its place, scrolled alike, when it is whole.
  load(device, page, changed) {
    return new Promise(done => {
      const frame = Object.assign(document.createElement('iframe'), { className: 'next', title: `page, ${device.name}` });
      frame.setAttribute('sandbox', 'allow-same-origin');
      frame.onload = () => {
        const view = frame.contentWindow, before = device.frame?.contentWindow;
        const [x, y] = before ? [before.scrollX, before.scrollY] : [0, 0];
        device.marks = read(frame.contentDocument, page.nodes);
        this.wear(frame, this.looks);
        outline(page, device.marks, changed);
        view.scrollTo({ left: x, top: y, behavior: 'instant' });
        this.overflow(device, frame);
        device.frame?.remove();
        device.frame = frame;
        frame.classList.remove('next');
        frame.contentDocument.addEventListener('pointermove', event => this.over(device, page, event.target));
        frame.contentDocument.addEventListener('click', event => { if (event.target.closest('a[href]:not([href^="#"])')) event.preventDefault(); this.over(device, page, event.target); });
        done();
      };
      frame.src = page.url + new URL(location).search.replace(/^\?$/, '');
      device.screen.append(frame);
      this.fit();
    });
  }

  over(device, page, element) {
    if (element === this.last) return;
    this.last = element;
    let id = device.marks.owner.get(element) ?? -1;
    const chain = [];
    while (id >= 0) { chain.unshift(page.nodes[id]); id = page.nodes[id].parent; }
    this.onpoint(chain);
  }

  point(id) {
    const device = this.devices[0], range = device?.marks.ranges.get(id);
    if (!range) return;
    const element = range.find(node => node.nodeType === 1);
    element?.scrollIntoView({ block: 'start', behavior: this.looks.still ? 'auto' : 'smooth' });
    element?.animate?.([{ outline: '4px solid #b4470a' }, { outline: '4px solid transparent' }], 1400);
  }

  dress(looks) {
    this.looks = looks;
    for (const device of this.devices) if (device.frame) { this.wear(device.frame, looks); this.overflow(device, device.frame); }
  }

  // A page that scrolls sideways does not fit: by how much, and what sticks out furthest.
  overflow(device, frame) {
    const root = frame.contentDocument.documentElement, over = root.scrollWidth - root.clientWidth;
    for (const element of frame.contentDocument.querySelectorAll('[data-wide]')) { delete element.dataset.wide; element.style.outline = ''; }
    device.wide.textContent = over > 0 ? `too wide by ${over} px` : '';
    if (over <= 0) return;
    const right = element => element.getBoundingClientRect().right;
    let worst = null;
    for (const element of frame.contentDocument.body.querySelectorAll('*')) {
      if (right(element) > root.clientWidth + 1 && (!worst || right(element) >= right(worst))) worst = element;
    }
    if (worst) { worst.dataset.wide = over; worst.style.outline = '3px dashed #a3210f'; }
  }

  wear(frame, looks) {
    const doc = frame.contentDocument, root = doc.documentElement;
    root.style.colorScheme = looks.theme;
    root.style.fontSize = looks.large ? '200%' : '';
    for (const sheet of doc.styleSheets) media(sheet.cssRules, {
      dark: looks.theme === 'dark', still: looks.still, print: looks.width === 'print',
    });
  }

  fit() {
    const room = document.getElementById('stage').clientWidth - 36;
    const total = this.devices.reduce((sum, d) => sum + d.width, 0) || 1;
    const scale = Math.min(1, (room - 22 * (this.devices.length - 1)) / total);
    const mail = document.getElementById('mail');
    const height = Math.max(360, document.getElementById('stage').clientHeight - 70 - (mail.hidden ? 0 : mail.offsetHeight + 14));
    for (const d of this.devices) {
      Object.assign(d.screen.style, { width: d.width * scale + 'px', height: height + 'px' });
      for (const frame of d.screen.children) Object.assign(frame.style, { width: d.width + 'px', height: height / scale + 'px', transform: `scale(${scale})` });
    }
  }

  // Two pages scroll as one, by the share of their height.
  together() {
    const views = this.devices.map(d => d.frame.contentWindow);
    let busy = false;
    for (const view of views) view.addEventListener('scroll', () => {
      if (busy) return;
      busy = true;
      const share = v => v.document.documentElement.scrollHeight - v.innerHeight || 1;
      for (const other of views) if (other !== view) other.scrollTo({ top: view.scrollY / share(view) * share(other), behavior: 'instant' });
      requestAnimationFrame(() => { busy = false; });
    });
  }
}

// What an author asks of the reader's device is answered as the studio's switches say.
function media(rules, looks) {
  for (const rule of rules) {
    if (rule.media) {
      rule.billow ??= rule.media.mediaText;
      let text = rule.billow;
      const say = is => is ? 'all' : 'not all';
      if (/prefers-color-scheme/.test(text)) text = say(/dark/.test(text) === looks.dark);
      else if (/prefers-reduced-motion/.test(text)) text = say(/reduce\b/.test(text) === looks.still);
      else if (/^\s*print\s*$/.test(text)) text = say(looks.print);
      else if (/^\s*screen\s*$/.test(text)) text = say(!looks.print);
      if (rule.media.mediaText !== text) rule.media.mediaText = text;
    }
    if (rule.cssRules) media(rule.cssRules, looks);
  }
}

// Comments that the studio's copy of the page carries say which rule made what stands between them.
function read(doc, nodes) {
  const owner = new Map(), ranges = new Map(), open = [];
  const walker = doc.createTreeWalker(doc, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const mark = node.nodeType === 8 && /^(\/?)b:(\d+)$/.exec(node.data);
    if (mark && !mark[1]) { open.push(+mark[2]); ranges.set(+mark[2], []); continue; }
    if (mark) { const at = open.lastIndexOf(+mark[2]); if (at >= 0) open.splice(at, 1); continue; }
    if (node.nodeType === 8) continue;
    const inner = open.at(-1);
    if (inner !== undefined) {
      // A text belongs to the element round it: the words say more than the box.
      const element = node.nodeType === 3 ? node.parentElement : node;
      if (node.nodeType === 1 || (node.data.trim() && !deeper(nodes, owner.get(element), inner))) owner.set(element, inner);
      for (const id of open) ranges.get(id).push(node);
    }
  }
  for (const element of doc.querySelectorAll('*')) {
    if (!owner.has(element) && owner.has(element.parentElement)) owner.set(element, owner.get(element.parentElement));
  }
  return { owner, ranges };
}

function deeper(nodes, one, other) {
  for (let id = one ?? -1; id >= 0; id = nodes[id].parent) if (id === other) return true;
  return false;
}

// Blocks that differ from the other version get a line down their side.
function outline(page, marks, changed) {
  for (const [id, range] of marks.ranges) {
    const node = page.nodes[id];
    const isWhole = node.kind === 'partial' && (node.parent < 0 || page.nodes[node.parent].block !== node.block);
    if (!isWhole || !changed.includes(node.block)) continue;
    for (const node of range) {
      if (node.nodeType !== 1 || range.includes(node.parentElement)) continue;
      node.style.outline = '3px solid #b4470a';
      node.style.outlineOffset = '3px';
      node.dataset.changed = page.nodes[id].block;
    }
  }
}
