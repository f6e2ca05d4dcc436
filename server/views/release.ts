// Versions and releases as operators see them.
import type { GhostInput } from '../../proto/generated/castellan/v1/Ghost.ts';
import type { ReleaseInput } from '../../proto/generated/castellan/v1/Release.ts';
import type { VersionInput } from '../../proto/generated/castellan/v1/Version.ts';
import type { KnownRelease } from '../records/releases.ts';
import type { GhostRow } from '../records/tables.ts';
import type { KnownVersion } from '../records/versions.ts';

export function versionView(version: KnownVersion, signedBy: string[] = [], existed = false): VersionInput {
  return {
    app: version.app,
    name: version.name,
    bundle: version.bundle,
    packedBytes: version.blob_bytes,
    unpackedBytes: version.unpacked_bytes,
    files: version.files,
    createdMs: version.created_at,
    createdBy: version.created_by,
    existed,
    signedBy,
  };
}

export function releaseView(release: KnownRelease, current: number | null | undefined): ReleaseInput {
  const replicas = Object.entries(release.content.processes).map(([name, process]) => [name, process.replicas]);
  return {
    app: release.app,
    environment: release.environment,
    number: release.number,
    version: release.version,
    bundle: release.content.bundle,
    createdMs: release.created_at,
    createdBy: release.created_by,
    reason: release.reason,
    current: release.number === current,
    replicas: Object.fromEntries(replicas),
    stopped: release.content.stopped,
  };
}

export function ghostView({ app, environment, version, reason, deployment, created_at }: GhostRow): GhostInput {
  return { app, environment, version, reason, deployment, createdMs: created_at };
}
