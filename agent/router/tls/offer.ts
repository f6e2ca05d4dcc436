// What of TLS is offered: Mozilla's "intermediate" list, guidelines 5.7 (https://wiki.mozilla.org/Security/Server_Side_TLS),
// without its finite-field Diffie-Hellman, which only costs: who speaks TLS 1.2 with that speaks it with elliptic curves.
import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
];

/** How long a session can be resumed, in seconds. */
const sessionSeconds = 6 * 60 * 60;

export const contextOptions: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  ciphers: ciphers.join(':'),
  ecdhCurve: 'X25519MLKEM768:X25519:prime256v1:secp384r1',
  // All of the list are good: a client without hardware for AES may prefer another.
  honorCipherOrder: false,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  // The same for each certificate and in each process, or no session would be taken up again.
  sessionIdContext: 'castellan-router',
  sessionTimeout: sessionSeconds,
};

/** In the order in which they are chosen. */
export const protocols = ['h2', 'http/1.1'];
