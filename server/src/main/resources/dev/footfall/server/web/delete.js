// Deletes what came with a key. The key lives in this page's memory only, and goes out in a header.

const $ = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat('en-GB');
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const WORD = 'delete';
const MINUTE_MILLIS = 60_000;
/** A deletion waits until the data file is not being written anew, and takes its time. */
const PATIENCE_MILLIS = { GET: MINUTE_MILLIS, DELETE: 10 * MINUTE_MILLIS };
/** A proxy's, whatever it says of it: the server itself has neither. */
const OF_PROXIES = [502, 504];

/** The key whose records are shown now. */
let key = '';

/** The server said neither yes nor no. */
class NoAnswer extends Error {
  /** With what is to be done about it. */
  with(what) {
    return `${this.message} ${what}`;
  }
}

async function call(path, method, shown) {
  let answer;
  let text;
  try {
    // whoever is signed in with this browser is another matter
    answer = await fetch(path, {
      method, headers: { 'X-AUTH-TOKEN': shown }, credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MILLIS[method]),
    });
    text = await answer.text();
  } catch {
    throw new NoAnswer('The server does not answer.');
  }
  const body = read(text);
  if (OF_PROXIES.includes(answer.status) || typeof body?.message !== 'string' && !Array.isArray(body?.data)) {
    throw new NoAnswer(`What answered, with status ${answer.status}, is not this server but something before it, such as a proxy.`);
  }
  if (!answer.ok) {
    throw new Error(body.message);
  }
  return body;
}

/** Null when it is not JSON. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function note(id, text, bad = false) {
  $(id).textContent = text;
  $(id).dataset.state = bad ? 'bad' : '';
}

function noteKey(text, bad = false) {
  note('note', text, bad);
  $('key').setAttribute('aria-invalid', String(bad));
}

async function ask(event) {
  event.preventDefault();
  const shown = $('key').value.trim();
  $('found').hidden = $('done').hidden = true;
  $('show').disabled = true;
  noteKey('Looking…');
  try {
    // no key has other characters, and no header may
    if (!/^[!-~]+$/.test(shown)) {
      throw new Error('This is not a key.');
    }
    const { data } = await call('api/v1/keys', 'GET', shown);
    key = shown;
    show(data);
    noteKey('');
    $('found-title').focus();
  } catch (failure) {
    noteKey(
      failure instanceof NoAnswer ? failure.with('Wait a minute and press “Show what is there” again; if that does not help, ask whoever runs the server.') : failure.message,
      true);
    $('key').focus();
  }
  $('show').disabled = false;
}

function show(keys) {
  const own = keys.find((each) => each.current);
  const others = keys.filter((each) => each !== own && !each.revoked_at).length;
  const { requests, events, first_created_at: first } = own;
  $('found-title').textContent = own.name ?? `Key ${own.id}`;
  $('counts').replaceChildren(
    ...(first === null
      ? ['No record came with it.']
      : [figure('requests', requests), ' and ', figure('events', events), ` came with it, the first made on ${day.format(new Date(first))}.`]),
  );
  $('account-note').textContent =
    others === 0
      ? 'It is the project’s last: all records of the project go, also those that came with keys that were revoked, and so do its tokens and share links.'
      : `So are the tokens and share links that were made with it. ${others === 1 ? 'Another key' : `${others} other keys`} of the project, and what came with ${others === 1 ? 'it' : 'them'}, stay${others === 1 ? 's' : ''}.`;
  $('deletion').reset();
  note('deletion-note', '');
  $('delete').disabled = true;
  $('found').hidden = false;
}

function figure(name, count) {
  const element = document.createElement('b');
  element.textContent = `${whole.format(count)} ${name}`;
  element.dataset.figure = `key/total/${name}`;
  element.dataset.value = count;
  return element;
}

async function remove(event) {
  event.preventDefault();
  if ($('again').value.trim().toLowerCase() !== WORD) {
    return;
  }
  $('delete').disabled = true;
  note('deletion-note', 'Deleting…');
  try {
    const { message } = await call(`api/${$('deletion').elements.what.value}`, 'DELETE', key);
    key = '';
    $('ask').reset();
    $('found').hidden = true;
    $('done-text').textContent = message;
    $('done').hidden = false;
    $('done').focus();
  } catch (failure) {
    note(
      'deletion-note',
      failure instanceof NoAnswer ? failure.with('Whether anything was deleted is not known: press “Show what is there” to see.') : failure.message,
      true);
    $('delete').disabled = false;
    $('delete').focus();
  }
}

$('ask').addEventListener('submit', ask);
$('deletion').addEventListener('submit', remove);
$('again').addEventListener('input', () => {
  $('delete').disabled = $('again').value.trim().toLowerCase() !== WORD;
});
// Until now the browser would have sent the form by itself.
$('show').disabled = false;
