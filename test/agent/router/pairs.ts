// Certificates as files, made by openssl, and a log that is kept to be looked at.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Certificate } from '../../../agent/decide/types.ts';

export function tempFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Self-signed, for these names; the first is the subject. Under another `name` its files are others. */
export function makePair(folder: string, hosts: string[], { name = hosts[0] ?? '', key = 'ec', days = 2 } = {}): Certificate {
  const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const kind = key === 'ec' ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-newkey', 'rsa:2048'];
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  const common = ['-nodes', '-days', String(days), '-subj', `/CN=${hosts[0]}`, '-addext', `subjectAltName=${names}`];
  execFileSync('openssl', ['req', '-x509', ...kind, ...common, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
  return { name, hosts, certFile, keyFile };
}

interface Told {
  level: 'info' | 'error';
  fields: Record<string, unknown>;
  message: string;
}

export interface KeptLog {
  told: Told[];
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export function keptLog(): KeptLog {
  const told: Told[] = [];
  const keep = (level: Told['level']) => (fields: object, message: string) =>
    void told.push({ level, fields: { ...fields }, message });
  return { told, info: keep('info'), error: keep('error') };
}
