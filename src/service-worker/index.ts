import { self } from '$app/service-worker';
import { clientsClaim } from 'workbox-core';
import { registerData } from './data.ts';
import { registerPages } from './pages.ts';
import { registerPhotos } from './photos.ts';
import { registerPush } from './push.ts';
import { registerShell } from './shell.ts';
import { registerTiles } from './tiles.ts';

// A new worker takes over at once, also of open pages. That is safe here: pages come from the network first, scripts
// and styles have their hash in their name and are never replaced, so no page can be given another version's code.
void self.skipWaiting();
clientsClaim();

// Pages are asked for while the worker is still waking up.
self.addEventListener('activate', (event) =>
	event.waitUntil(self.registration.navigationPreload?.enable())
);

// The first that fits answers. What fits none, such as a form that is sent, goes past the worker as if there were none.
registerShell();
registerData();
registerPages();
registerPhotos();
registerTiles();
registerPush();
