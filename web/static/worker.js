// Has two things alone: a page that says that one is offline, and notifications. It keeps nobody's pages.

const PAGE = '/-/offline.html';
const FILES = [PAGE, '/-/offline.css', '/-/offline.js'];
const SHELF = 'offline';

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))));
});

addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim()]));
});

addEventListener('fetch', (event) => {
  const { request, preloadResponse } = event;
  const { pathname } = new URL(request.url);
  if (request.mode === 'navigate' && request.method === 'GET') {
    event.respondWith(Promise.resolve(preloadResponse).then((answer) => answer ?? fetch(request))
      .catch(() => caches.match(PAGE)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(pathname)));
  }
});

// What was pushed is the words themselves, and where the program shows more.
addEventListener('push', (event) => {
  const { title, body, path, tag } = event.data?.json() ?? {};
  if (title) event.waitUntil(registration.showNotification(title, { body, tag, lang: 'fr', data: path }));
});

// A window that shows the place already is gone to; no other is led away from what is typed in it.
addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { origin, href } = new URL(event.notification.data ?? '/', location.origin);
  if (origin !== location.origin) return;
  event.waitUntil(clients.matchAll({ type: 'window', includeUncontrolled: true }).then((windows) => {
    const there = windows.find(({ url }) => url === href);
    return there ? there.focus() : clients.openWindow(href);
  }));
});
