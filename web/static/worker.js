// Has one thing alone: a page that says that one is offline. It keeps nobody's pages.

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
