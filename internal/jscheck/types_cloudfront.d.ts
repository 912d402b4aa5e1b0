
// The module cloudfront. Source: the AWS developer guide, "helper methods for key value stores", "helper methods for origin
// modification" and "general helper methods".
interface CloudFrontModule {
    /** A handle to the key value store of the function. id is its UUID, and may be left out. */
    kvs(id?: string): CloudFrontKVS;
    /** Changes the origin of this request; what is left out stays as it is. Only in viewer-request functions. */
    updateRequestOrigin(origin: CloudFrontOrigin): void;
    /** Takes another origin of the distribution for this request. Only in viewer-request functions. */
    selectRequestOriginById(originId: string, overrides?: CloudFrontOriginOverrides): void;
    /** Makes an origin group with failover for this request. Only in viewer-request functions. */
    createRequestOriginGroup(group: CloudFrontOriginGroup): void;
    /** Where the request is handled. Empty in viewer-response functions. */
    readonly edgeLocation: { readonly name: string; readonly serverIp: string; readonly region: string };
    /** Writes a text of up to 800 bytes, when encoded, into the access log. The last one wins. */
    logCustomData(text: string): void;
    /** Only while the handler runs, and only of multi-tenant distributions. */
    readonly distributionTenant: { readonly id: string; readonly parameters: { get(name: string): string } };
    readonly cwt: CloudFrontCWT;
    readonly mtls: CloudFrontMTLS;
}
interface CloudFrontKVS {
    /** The value of a key. The promise is rejected when there is no such key. */
    get(key: string, options?: { format?: 'string' }): Promise<string>;
    get(key: string, options: { format: 'json' }): Promise<any>;
    get(key: string, options: { format: 'bytes' }): Promise<Buffer>;
    exists(key: string): Promise<boolean>;
    meta(): Promise<{ creationDateTime: string; lastUpdatedDateTime: string; keyCount: number }>;
    count(): Promise<number>;
}
interface CloudFrontOriginOverrides {
    hostHeader?: string;
    sni?: string;
    allowedCertificateNames?: string[];
}
interface CloudFrontOrigin extends CloudFrontOriginOverrides {
    domainName?: string;
    /** It begins with a slash and does not end with one. */
    originPath?: string;
    /** Names in lower case; {} removes those of the origin. */
    customHeaders?: { [name: string]: string };
    /** 1 to 3. */
    connectionAttempts?: number;
    originShield?: { enabled: boolean; region?: string };
    originAccessControlConfig?: {
        enabled: boolean;
        signingBehavior?: 'always' | 'never' | 'no-override';
        signingProtocol?: 'sigv4';
        originType?: 's3' | 'mediapackagev2' | 'mediastore' | 'lambda';
    };
    /** In seconds. */
    timeouts?: { readTimeout?: number; responseCompletionTimeout?: number; keepAliveTimeout?: number; connectionTimeout?: number };
    customOriginConfig?: {
        port: number;
        protocol: 'http' | 'https';
        sslProtocols: ('SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2')[];
        ipAddressType?: 'ipv4' | 'ipv6' | 'dualstack';
    };
    mTLSConfig?: 'off';
}
interface CloudFrontOriginGroup {
    /** The primary origin and the one for failover. */
    originIds: (string | { originId: string; originOverrides?: CloudFrontOriginOverrides })[];
    failoverCriteria: { statusCodes: (400 | 403 | 404 | 416 | 429 | 500 | 502 | 503 | 504)[] };
    selectionCriteria?: 'default' | 'media-quality-score';
}
interface CloudFrontCWT {
    /** Checks the MAC of a token, and no claims. It throws when that is wrong. */
    validateToken(token: Buffer, options: { key: string | Buffer }): { protectedHeaders: any; unprotectedHeaders: any; payload: any };
    generateToken(payload: any, context: { coseTag: 'MAC0'; key: string | Buffer; cwtTag?: boolean }): Buffer;
}
interface CloudFrontPemFormat {
    newHeaderName: string;
    pemCertFormatInfo?: { certHeader?: string; certFooter?: string; certEndMarker?: string; keepNewlinesInCertData?: boolean };
}
interface CloudFrontMTLS {
    renameClientCertHeaders(names: { [source: string]: string }): void;
    renamePemHeaders(names: { [source: string]: CloudFrontPemFormat }): void;
    combinePemHeaders(format: CloudFrontPemFormat): void;
}
declare module 'cloudfront' {
    const cf: CloudFrontModule;
    export = cf;
}
declare function require(module: 'cloudfront'): CloudFrontModule;
