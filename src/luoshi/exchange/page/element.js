// Small ways of making elements. Text goes in as text; nothing here reads markup.
const SVG = 'http://www.w3.org/2000/svg';

// element('button', {class: 'x', 'aria-label': 'y'}, 'text', child …); without a value an attribute is left out.
function element(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function drawn(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'click') node.addEventListener('click', value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== '') node.append(child);
  }
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

function button(label, click, attributes) {
  return element('button', { type: 'button', click, ...attributes }, label);
}

// A class of clauses by name and sign, so that colour is never alone.
function klassTag(klass) {
  return element('span', { class: 'tag k-' + klass }, pick(KLASS_WORDS[klass]));
}

function flag(text, kind) {
  return element('span', { class: 'flag ' + (kind || '') }, text);
}

function shortened(text, length) {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > length ? flat.slice(0, length - 1) + '…' : flat;
}

// The line, and below it the document where there are several.
function placeParts(place) {
  const line = say('line', { line: lineAt(place.doc, place.start) });
  return documents.length > 1 ? [line, element('small', { class: 'others', lang: 'zh-Hans' }, place.doc.title)] : [line];
}

function placeName(place) {
  const line = say('line', { line: lineAt(place.doc, place.start) });
  return documents.length > 1 ? shortened(place.doc.title, 14) + ' · ' + line : line;
}
