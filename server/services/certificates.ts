// Operators -> server: certificates for users' traffic. No reply carries a key.
import { isLabel, labelRule } from '../../lib/names.ts';
import { fail, failOnMistakes } from '../../proto/failure.ts';
import type { ControlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import type { Acme } from '../acme/acme.ts';
import { challengeKinds } from '../acme/proofs.ts';
import { addCertificate, type Keeping, type Place, takeAway } from '../certificates/store.ts';
import { listAccounts } from '../records/acme.ts';
import { accountView, certificateViews } from '../views/certificates.ts';
import { mayRead } from './guard.ts';
import { checkFilter, defaultEnvironment } from './names.ts';
import { certificateSeen } from './seen.ts';

export interface CertificateParts extends Keeping {
  acme: Acme;
  /** Names of the providers in the configuration. */
  dnsProviders: string[];
}

type Calls = 'addCertificate' | 'listCertificates' | 'removeCertificate' | 'setAcme';

const mostBytes = 64 * 1024;

export function certificateHandlers(parts: CertificateParts): Pick<Handlers<ControlService>, Calls> {
  const { records, acme, now } = parts;
  const shown = async ({ environment, name }: Place) => {
    const all = await certificateViews(records.db, environment, now());
    return all.find((one) => one.name === name) ?? {};
  };
  return {
    addCertificate: async ({ chain, key, ...request }, { caller }) => {
      const place = checkPlace(request);
      if (!isLabel(place.name)) throw fail('bad-input', `the name of a certificate is ${labelRule}`);
      if (place.name === 'acme') throw fail('bad-input', 'acme stands for what the server gets by itself: take another name');
      await addCertificate(parts, place, { chain, key, by: caller.name });
      return shown(place);
    },

    listCertificates: async ({ environment }, context) => {
      checkFilter({ app: '', environment });
      const isSeen = (place: { environment?: string }) => mayRead(context, { app: null, environment: place.environment ?? '' });
      const accounts = (await listAccounts(records.db, environment || undefined)).filter(isSeen);
      const all = await certificateViews(records.db, environment, now());
      return {
        certificates: all.flatMap((one) => certificateSeen(one, context) ?? []),
        accounts: accounts.map(accountView),
      };
    },

    removeCertificate: async ({ force, ...request }) => {
      const place = checkPlace(request);
      const before = await shown(place);
      await takeAway(parts, place, force);
      void acme.look();
      return before;
    },

    setAcme: async (request, { caller }) => {
      const { environment } = checkPlace({ ...request, name: 'acme' });
      return accountView(await acme.set({ ...checkAcme(request, parts.dnsProviders), environment, by: caller.name }));
    },
  };
}

function checkPlace({ environment, name }: Place): Place {
  const place = { environment: environment || defaultEnvironment, name };
  checkFilter({ app: '', environment: place.environment });
  if (!/^[a-z0-9*:._-]{1,300}$/.test(name))
    throw fail('bad-input', `${JSON.stringify(name.slice(0, 80))} is no name of a certificate`);
  return place;
}

interface Asked {
  directory: string;
  email: string;
  challenge: string;
  dns: string;
  agreed: boolean;
  ca: string;
  bindingId: string;
  bindingKey: string;
}

function checkAcme({ directory, email, challenge, dns, agreed, ca, bindingId, bindingKey }: Asked, providers: string[]) {
  const kind = challenge || 'http-01';
  const mistakes = [
    ...(isHttps(directory) ? [] : ['the directory is no https URL']),
    ...(/^[^\s@<>,;?&"]{1,64}@[^\s@<>,;?&"]{1,190}$/.test(email) ? [] : ['the e-mail address is none']),
    ...(challengeKinds.some((known) => known === kind) ? [] : [`the challenge is one of ${challengeKinds.join(', ')}`]),
    ...(kind === 'dns-01' && !providers.includes(dns) ? [providerMistake(dns, providers)] : []),
    ...(kind !== 'dns-01' && dns !== '' ? ['a DNS provider is for dns-01 alone'] : []),
    ...(ca.length > mostBytes || (ca !== '' && !ca.includes('-----BEGIN CERTIFICATE-----'))
      ? ['the authorities are no certificates in PEM']
      : []),
    ...(bindingId === '' ? [] : bindingMistakes(bindingId, bindingKey)),
  ];
  failOnMistakes(mistakes);
  const binding = bindingId === '' ? null : { id: bindingId, key: bindingKey };
  return { directory, email, challenge: kind, dns, agreed, ca, binding };
}

/** What is wrong with the key is not quoted. */
function bindingMistakes(id: string, key: string): string[] {
  const isId = /^[\x21-\x7e]{1,200}$/.test(id);
  const isKey = /^[A-Za-z0-9_-]{16,1000}={0,2}$/.test(key);
  return [...(isId ? [] : ['the id of the binding is none']), ...(isKey ? [] : ['the key of the binding is no base64url'])];
}

function isHttps(text: string): boolean {
  return text.length <= 1000 && URL.parse(text)?.protocol === 'https:';
}

function providerMistake(dns: string, providers: string[]): string {
  const known = providers.length > 0 ? `there is ${providers.join(', ')}` : 'there is none (dns.providers)';
  return `the server’s configuration has no DNS provider ${JSON.stringify(dns.slice(0, 80))}: ${known}`;
}
