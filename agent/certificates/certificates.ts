// All certificates of the router's table: those of this host's own settings, and those that the server gives it.
import type { CertificateRef } from '../../proto/generated/castellan/v1/CertificateRef.ts';
import type { Certificate } from '../decide/types.ts';
import { type DeliveredOptions, openDelivered } from './delivered.ts';
import { type NamedOptions, openNamed } from './named.ts';

export interface Certificates {
  /** What the accepted assignment names. */
  assign(refs: CertificateRef[]): void;
  /** Of two for the same name the first one counts: this host's own. */
  all(): Certificate[];
  /** The router has taken up a table with these. */
  used(certificates: Certificate[]): void;
  troubles(): string[];
  close(): void;
}

export function openCertificates(options: DeliveredOptions & NamedOptions): Certificates {
  const named = openNamed(options);
  const delivered = openDelivered(options);
  return {
    assign: delivered.assign,
    all: () => [...named.all(), ...delivered.all()],
    used: delivered.used,
    troubles: () => [...named.troubles(), ...delivered.troubles()],
    close: () => {
      named.close();
      delivered.close();
    },
  };
}
