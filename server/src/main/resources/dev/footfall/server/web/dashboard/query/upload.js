import { Failure, session } from './api.js';

const base = document.documentElement.dataset.base ?? '';

/**
 * Sends a file as a call's body, and tells `progress` how much of it has gone: from 0 to 1. Gives the answer, also of
 * one that was broken off and says how far it came.
 */
export function upload(path, file, { signal, progress }) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', base + path);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      const { status, response } = request;
      if (status === 401) session.dispatchEvent(new Event('ended'));
      if (response && 'complete' in response) done(response);
      else fail(new Failure(status, response?.message ?? `The server answered ${status}.`, response?.field));
    });
    request.addEventListener('error', () => fail(new Failure(0, 'The connection was cut. What was taken until then is stored: send the same file again, and nothing is stored twice.')));
    request.addEventListener('abort', () => fail(new Failure(0, 'Stopped. What was taken until then is stored: send the same file again, and nothing is stored twice.')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
