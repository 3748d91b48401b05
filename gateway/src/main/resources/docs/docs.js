'use strict';
// A page of /docs-json. Every text of the document goes in as text, never as markup.
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
let api;

function make(tag, content, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  for (const part of [].concat(content ?? [])) element.append(part);
  return element;
}

// `code` is the one piece of Markdown that descriptions use.
function prose(text) {
  return String(text ?? '').split('`').map((part, i) => (i % 2 ? make('code', part) : part));
}

function deref(node) {
  let found = node;
  while (found && found.$ref) found = found.$ref.slice(2).split('/').reduce((at, name) => at[name], api);
  return found || {};
}

function typeOf(schema) {
  const s = deref(schema);
  const name = schema.$ref ? schema.$ref.split('/').pop() : '';
  const type = [].concat(s.type || (s.oneOf ? s.oneOf.map(typeOf) : [])).join(' or ');
  if (type === 'array') return 'array of ' + typeOf(s.items || {});
  return [name || type || 'any', s.format, s.enum && s.enum.join(' | ')].filter(Boolean).join(', ');
}

function fields(schema, seen) {
  const s = deref(schema);
  const target = s.type === 'array' ? s.items : schema;
  const object = deref(target);
  if (!object.properties || seen.includes(object)) return [];
  const rows = Object.entries(object.properties).map(([name, property]) => make('tr', [
    make('td', make('code', name)),
    make('td', typeOf(property) + ((object.required || []).includes(name) ? ', required' : '')),
    make('td', [].concat(prose(deref(property).description), fields(property, seen.concat(object)))),
  ]));
  return [make('table', rows)];
}

function json(value) {
  return make('pre', JSON.stringify(value, null, 2));
}

function content(node) {
  const media = Object.values(node.content || {})[0];
  if (!media) return [];
  const examples = media.examples
    ? Object.entries(media.examples).map(([name, example]) => [name, deref(example).value])
    : media.example === undefined ? [] : [['Example', media.example]];
  const rows = media.schema && !/Error$/.test(media.schema.$ref || '') ? fields(media.schema, []) : [];
  return rows.concat(examples.map(([name, value]) => make('details', [make('summary', name), json(value)])));
}

function operation(path, method, op) {
  const parameters = (op.parameters || []).map(deref);
  const ways = (op.security || []).flatMap(Object.keys).join(' or ');
  const section = make('section', [
    make('h3', [make('span', method.toUpperCase() + ' ', { class: 'method' }), path]),
    make('p', prose(op.summary)),
    make('p', prose(op.description)),
    make('p', ['Credential: ' + (ways || 'none') + '. Scope: ', make('code', op['x-scope'] || 'none')], { class: 'note' }),
  ], { id: method + path });
  if (parameters.length) {
    section.append(make('h4', 'Parameters'), make('table', parameters.map((p) => make('tr', [
      make('td', make('code', p.name)),
      make('td', p.in + ', ' + typeOf(p.schema || {}) + (p.required ? ', required' : '')),
      make('td', prose(p.description)),
    ]))));
  }
  if (op.requestBody) section.append(make('h4', 'Body'), ...content(deref(op.requestBody)));
  section.append(make('h4', 'Answers'), make('table', Object.entries(op.responses || {}).map(([status, response]) => {
    const answer = deref(response);
    return make('tr', [make('td', make('code', status)), make('td', prose(answer.description).concat(content(answer)))]);
  })));
  return section;
}

function show(found) {
  api = found;
  const main = document.getElementById('main');
  const index = document.getElementById('index');
  main.replaceChildren(make('h1', api.info.title), make('p', prose(api.info.description)),
    make('p', make('a', '/docs-json', { href: '/docs-json' })));
  const tags = new Map((api.tags || []).map((tag) => [tag.name, []]));
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((name) => item[name])) {
      const tag = (item[method].tags || ['Other'])[0];
      tags.set(tag, (tags.get(tag) || []).concat([[path, method, item[method]]]));
    }
  }
  for (const [tag, operations] of tags) {
    if (!operations.length) continue;
    index.append(make('h2', tag));
    main.append(make('h2', tag), make('p', prose(((api.tags || []).find((t) => t.name === tag) || {}).description)));
    for (const [path, method, op] of operations) {
      index.append(make('a', [make('span', method.toUpperCase(), { class: 'method' }), path], { href: '#' + method + path }));
      main.append(operation(path, method, op));
    }
  }
  document.getElementById('filter').addEventListener('input', (typed) => {
    for (const link of index.querySelectorAll('a')) {
      link.classList.toggle('hidden', !link.textContent.toLowerCase().includes(typed.target.value.toLowerCase()));
    }
  });
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

fetch('/docs-json').then((answer) => answer.json()).then(show);
