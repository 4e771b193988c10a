// Files: sent with their progress said, and saved.

import * as focus from './focus.js';
import * as live from './live.js';
import * as text from './text.js';

const SAID_EVERY = 25;
// A page of A4 that can be read.
const LONGEST = 2200;

// A photograph is sent no larger than it is read; of a kind that is the browser's own, a JPEG is made.
async function smaller(file) {
  if (!file.type.startsWith('image/')) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    if (scale === 1 && /jpeg|png/.test(file.type)) return file;
    const canvas = new OffscreenCanvas(picture.width * scale, picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  } catch {
    return file;
  }
}

export function save(url) {
  const link = Object.assign(document.createElement('a'), { href: url, download: '' });
  document.body.append(link);
  link.click();
  link.remove();
}

// Sends a file that was chosen, with its progress beside the field; returns the token that stands for it, null where it
// was given up.
export async function send(field, file) {
  const content = await smaller(file);
  const bar = Object.assign(document.createElement('progress'), { max: 100, value: 0, ariaLabel: file.name });
  const cancel = Object.assign(document.createElement('button'), {
    type: 'button', className: 'press plain', textContent: text.CANCEL,
  });
  const box = document.createElement('div');
  box.dataset.own = 'upload';
  box.append(bar, cancel);
  (field.closest('label') ?? field).after(box);
  const request = new XMLHttpRequest();
  cancel.addEventListener('click', () => request.abort());
  let said = 0;
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = Math.round(100 * loaded / total);
    if (bar.value < said + SAID_EVERY) return;
    said = bar.value;
    live.say(text.sending(file.name, said));
  };
  return new Promise((done) => {
    const end = (message, token = null) => {
      const back = focus.keep();
      box.remove();
      back();
      if (message) live.say(message);
      done(token);
    };
    request.onload = () => {
      if (request.status === 200) end('', JSON.parse(request.responseText).file);
      else end(request.status === 413 ? text.TOO_LARGE : text.NOT_SENT);
    };
    request.onerror = () => end(text.NOT_SENT);
    request.onabort = () => end(text.CANCELLED);
    request.open('POST', `/-/files?name=${encodeURIComponent(file.name)}`);
    request.send(content);
  });
}
