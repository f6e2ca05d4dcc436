// Serves, and stops politely.
import { serve } from './serve.js';

const { close } = serve();
process.on('SIGTERM', close);
