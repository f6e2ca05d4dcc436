// Where to listen, and how connections there begin: `80`, `443/tls`, `127.0.0.1:8080/proxy`, `[::1]:8443/tls+proxy`.

export interface ListenOn {
  /** undefined: all addresses. */
  address: string | undefined;
  port: number;
  /** Connections begin with a TLS handshake, behind the PROXY header if there is one. */
  tls?: boolean;
  /** Connections begin with a PROXY protocol header, version 2; others are refused. */
  proxy?: boolean;
}

const shape = /^(?:(\[[0-9a-fA-F:.]+\]|[0-9A-Za-z.-]+):)?(\d{1,5})(?:\/(tls|proxy|tls\+proxy|proxy\+tls))?$/;

/** Several with commas. @throws Error naming the part that is none of these. */
export function readListen(text: string): ListenOn[] {
  return text.split(',').map((part) => {
    const found = shape.exec(part.trim());
    const port = Number(found?.[2]);
    if (!found || port > 65535)
      throw new Error(`"${part}" is none of PORT, ADDRESS:PORT, and these with /tls, /proxy or /tls+proxy`);
    const means = found[3]?.split('+') ?? [];
    return { address: found[1]?.replace(/^\[|\]$/g, ''), port, tls: means.includes('tls'), proxy: means.includes('proxy') };
  });
}
