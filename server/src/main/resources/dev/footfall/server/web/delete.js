// Deletes what came with a key. The key lives in this page's memory only, and goes out in a header.

const $ = (id) => document.getElementById(id);
const whole = new Intl.NumberFormat('en-GB');
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const WORD = 'delete';

/** The key whose records are shown now. */
let key = '';

async function call(path, method, shown) {
  let answer;
  try {
    // whoever is signed in with this browser is another matter
    answer = await fetch(path, { method, headers: { 'X-AUTH-TOKEN': shown }, credentials: 'omit' });
  } catch {
    throw new Error('The server does not answer. Is it still running?');
  }
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.message);
  }
  return body;
}

function note(text, bad = false) {
  $('note').textContent = text;
  $('note').dataset.state = bad ? 'bad' : '';
  $('key').setAttribute('aria-invalid', String(bad));
}

async function ask(event) {
  event.preventDefault();
  const shown = $('key').value.trim();
  $('found').hidden = $('done').hidden = true;
  $('show').disabled = true;
  note('Looking…');
  try {
    // no key has other characters, and no header may
    if (!/^[!-~]+$/.test(shown)) {
      throw new Error('This is not a key.');
    }
    const { data } = await call('api/v1/keys', 'GET', shown);
    key = shown;
    show(data);
    note('');
  } catch (failure) {
    note(failure.message, true);
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
  try {
    const { message } = await call(`api/${$('deletion').elements.what.value}`, 'DELETE', key);
    key = '';
    $('ask').reset();
    $('found').hidden = true;
    $('done-text').textContent = message;
    $('done').hidden = false;
    note('');
  } catch (failure) {
    note(failure.message, true);
    $('delete').disabled = false;
  }
}

$('ask').addEventListener('submit', ask);
$('deletion').addEventListener('submit', remove);
$('again').addEventListener('input', () => {
  $('delete').disabled = $('again').value.trim().toLowerCase() !== WORD;
});
