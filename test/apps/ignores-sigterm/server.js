// Serves well, and takes no notice of SIGTERM. Its WebSockets are closed, with notice, after a second each.
import { serve } from './serve.js';

serve({ webSocketMs: 1000 });
process.on('SIGTERM', () => console.log('no'));
