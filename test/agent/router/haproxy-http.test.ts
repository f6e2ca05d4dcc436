// HTTP through HAProxy, configured as ctl generate prints it and told the rest by the adapter.
import { httpContract } from '../../contracts/http.ts';
import { startHaproxy } from './haproxy-started.ts';

httpContract('haproxy', startHaproxy);
