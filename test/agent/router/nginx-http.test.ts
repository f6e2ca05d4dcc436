// HTTP through nginx, as rendered for it, and the built-in router behind it.
import { httpContract } from '../../contracts/http.ts';
import { startNginx } from './nginx-started.ts';

httpContract('nginx', startNginx);
