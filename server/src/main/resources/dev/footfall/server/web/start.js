// The start page: a key, the snippet with it, and the newest records that came under it.
// The key lives in this page's memory only: never in a URL, never in storage. What is signed in
// with is in a cookie that no script can read.

const POLL_MILLIS = 2000;
const RETRY_MILLIS = 5000;
const PATIENCE_MILLIS = 8000;
const ROWS = 50;
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TOKEN = /^fft_[A-Za-z0-9_-]{43}$/;
const NO_ANSWER = 'The server does not answer. Is it still running?';

const $ = (id) => document.getElementById(id);
const serverUrl = new URL('.', document.baseURI).href.replace(/\/$/, '');
const snippets = [...document.querySelectorAll('pre')].map((pre) => [pre, pre.textContent]);
const tabs = [...document.querySelectorAll('[role="tab"]')];

let signedIn = false;
let highestId = 0;
/** The number of `api/v1/newest` when the records on the page were read: while it is the same, so are they. */
let shown = null;
let timer = 0;
let asking = null;

/** Calls the server; null when it refused, which the note then says. */
async function call(path, method, content) {
  try {
    const answer = await fetch(path, { method, body: content && JSON.stringify(content) });
    const body = await answer.json();
    if (answer.ok) {
      return body;
    }
    note(body.message, true);
  } catch {
    note(NO_ANSWER, true);
  }
  return null;
}

async function createKey() {
  $('create').disabled = true;
  note('Creating…');
  const key = await call('api/generate', 'POST');
  if (key !== null) {
    $('key').value = key;
    await signIn(key);
    note('Copy it now: it is stored only as a hash and cannot be shown again.');
  }
  $('create').disabled = false;
}

async function keyTyped() {
  const text = $('key').value.trim();
  if (KEY.test(text) || TOKEN.test(text)) {
    note('Signing in…');
    await signIn(text);
  } else {
    showSnippets(null);
    note(text === '' ? ''
      : 'A key looks like 123e4567-e89b-42d3-a456-426614174000, a token begins with fft_.', text !== '');
  }
}

async function signIn(text) {
  const session = await call('api/v1/session', 'POST', { key: text });
  if (session !== null) {
    showSnippets(session.scope === 'admin' ? text : null);
    showSession(session);
  }
}

async function seeDemo() {
  if (await call('api/v1/session', 'POST', { demo: true }) !== null) {
    location.assign('dashboard');
  }
}

async function signOut() {
  if (await call('api/v1/session', 'DELETE') !== null) {
    $('key').value = '';
    showSnippets(null);
    showSession(await call('api/v1/session', 'GET'));
  }
}

function showSession(session) {
  signedIn = session !== null && session.signed_in;
  highestId = 0;
  shown = null;
  $('rows').replaceChildren();
  $('open').hidden = !signedIn;
  $('sign-out').hidden = !signedIn;
  $('create').hidden = signedIn;
  $('demo').hidden = signedIn || !(session !== null && session.server.demo);
  if (session !== null) {
    note(signedIn ? `Signed in${session.name ? ` as ${session.name}` : ''}.` : '');
  }
  poll();
}

function note(text, bad = false) {
  $('key-note').textContent = text;
  $('key-note').dataset.state = bad ? 'bad' : '';
  $('key').setAttribute('aria-invalid', String(bad));
}

function showSnippets(key) {
  $('copy-key').hidden = key === null;
  for (const [pre, text] of snippets) {
    pre.textContent = text
      .replace('YOUR-API-KEY', () => key ?? 'YOUR-API-KEY')
      .replace('http://localhost:8080', () => serverUrl);
  }
}

function showTab(chosen) {
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    $(tab.getAttribute('aria-controls')).hidden = tab !== chosen;
  }
}

function tabKey(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step !== undefined) {
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    showTab(next);
    next.focus();
  }
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
}

async function poll() {
  clearTimeout(timer);
  asking?.abort();
  asking = null;
  if (!signedIn) {
    state('idle', 'Nobody is signed in');
    message('No key yet', 'Create a key or paste one: the newest records that come under it appear here.');
    return;
  }
  if (document.hidden) {
    state('idle', 'Paused');
    return;
  }
  const mine = new AbortController();
  asking = mine;
  const patience = setTimeout(() => mine.abort('late'), PATIENCE_MILLIS);
  try {
    const { requests } = await read('api/v1/newest', mine);
    if (requests !== shown) {
      show((await read(`api/v1/logs/requests?limit=${ROWS}&order_by=created_at%20descending`, mine)).data);
      shown = requests;
    }
    state('live', 'Live');
  } catch (failure) {
    if (mine === asking) {
      const { refused, message } = failure;
      fail(refused ? message : 'The server does not answer. It may be stopped; its data is safe on disk.', refused !== 401);
    }
    return;
  } finally {
    clearTimeout(patience);
  }
  timer = setTimeout(poll, POLL_MILLIS);
}

/** What the server answers; a refusal is thrown with its status, and so is an answer that nobody waits for any more. */
async function read(path, mine) {
  const answer = await fetch(path, { signal: mine.signal });
  const body = await answer.json();
  if (mine !== asking) {
    throw new Error('too late');
  }
  if (!answer.ok) {
    throw Object.assign(new Error(body.message), { refused: answer.status });
  }
  return body;
}

function fail(text, again = true) {
  shown = null;
  state('bad', again ? 'Trying again' : 'Stopped');
  if (again) {
    timer = setTimeout(poll, RETRY_MILLIS);
  }
  message('The records could not be read', text, true);
}

function show(records) {
  const rows = records.map(row);
  if (records.length === 0) {
    message('No records yet',
      'Start your application with the snippet above and call it. Its records arrive within seconds.');
  } else {
    $('message').hidden = true;
    $('table').hidden = false;
  }
  if (highestId > 0) {
    rows.forEach((tr, i) => tr.classList.toggle('fresh', records[i].id > highestId));
  }
  highestId = Math.max(highestId, ...records.map((record) => record.id));
  $('rows').replaceChildren(...rows);
}

function row(record) {
  const tr = document.createElement('tr');
  const time = element('time', clock(record.created_at));
  time.dateTime = record.created_at;
  time.title = record.created_at;
  const status = element('span', record.status, 'status');
  status.dataset.class = String(record.status)[0];
  const path = cell(record.path ?? '', 'grow');
  path.title = [record.path, record.route, record.error].filter(Boolean).join('\n');
  const service = cell(record.service ?? record.hostname ?? '', 'service');
  service.title = [record.service, record.hostname, record.instance].filter(Boolean).join('\n');
  tr.append(
    cell(time, 'time-cell'),
    cell(element('span', record.method, 'method'), 'method-cell'),
    path,
    cell(status, 'status-cell'),
    cell(duration(record.response_time_us), 'number'),
    cell(record.user_id ?? '', 'user'),
    service,
    cell(record.location ?? '', 'location quiet'));
  return tr;
}

function cell(content, className) {
  const td = document.createElement('td');
  td.className = className;
  td.append(content);
  return td;
}

function element(name, text, className = '') {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

function clock(text) {
  const when = new Date(text);
  const time = when.toLocaleTimeString([], { hour12: false });
  return when.toDateString() === new Date().toDateString()
    ? time
    : `${when.toLocaleDateString([], { day: '2-digit', month: 'short' })} ${time}`;
}

function duration(micros) {
  const millis = micros / 1000;
  if (millis >= 10000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  return `${millis < 10 ? millis.toFixed(1) : Math.round(millis)} ms`;
}

function state(name, text) {
  $('state').dataset.state = name;
  if ($('state').textContent !== text) {
    $('state').textContent = text;
  }
}

function message(title, text, retry = false) {
  $('table').hidden = true;
  $('message').hidden = false;
  $('message-title').textContent = title;
  $('message-text').textContent = text;
  $('retry').hidden = !retry;
}

$('address').textContent = serverUrl;
$('create').addEventListener('click', createKey);
$('key').addEventListener('input', keyTyped);
$('copy-key').addEventListener('click', (event) => copy(event.target, $('key').value.trim()));
$('sign-out').addEventListener('click', signOut);
$('demo').addEventListener('click', seeDemo);
$('retry').addEventListener('click', poll);
for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', () => copy(button, $(button.dataset.copy).textContent));
}
for (const tab of tabs) {
  tab.addEventListener('click', () => showTab(tab));
  tab.addEventListener('keydown', tabKey);
}
document.addEventListener('visibilitychange', poll);
showSnippets(null);
showSession(await call('api/v1/session', 'GET'));
