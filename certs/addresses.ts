// Where a server's certificate says that it can be reached.
import 'reflect-metadata';
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509';

/** DNS names and IP addresses in it, without its logical name. @throws when it is no certificate */
export function addressesOf(der: Uint8Array): string[] {
  const extensions = new X509Certificate(der).getExtensions(SubjectAlternativeNameExtension);
  const addresses = extensions.flatMap(({ names }) => names.items).filter(({ type }) => type === 'dns' || type === 'ip');
  return addresses.map(({ value }) => value).filter((value) => !value.endsWith('.castellan.internal'));
}
