
// What functions get and return. Source: the AWS developer guide, "CloudFront Functions event structure".
declare namespace AWSCloudFrontFunction {
    /** What a handler is called with. */
    interface Event {
        /** Always "1.0", in both runtimes. */
        version: '1.0';
        context: Context;
        viewer: Viewer;
        request: Request;
        /** Only of viewer-response events. */
        response: Response;
    }
    interface Context {
        /** The domain name of the distribution, such as d111111abcdef8.cloudfront.net. Multi-tenant distributions have endpoint. */
        distributionDomainName: string;
        /** The domain of the connection group; only of multi-tenant distributions. */
        endpoint?: string;
        distributionId: string;
        eventType: 'viewer-request' | 'viewer-response';
        /** Unique for each request, and the first word of its log lines. */
        requestId: string;
    }
    interface Viewer {
        /** The address that sent the request: that of a proxy, when there is one. */
        ip: string;
    }
    interface Value {
        value: string;
    }
    /** A value of a name. */
    interface ValueObject extends Value {
        /** All values, when the name occurred more than once. When it was changed it wins over value. */
        multiValue?: Value[];
    }
    interface ValueMap {
        [name: string]: ValueObject;
    }
    interface Request {
        readonly method: string;
        /** The path without the query string. It begins with a slash; nothing in it is decoded. */
        uri: string;
        /** Names and values as the viewer sent them; nothing is decoded. A text without "?" may be assigned. */
        querystring: ValueMap;
        /** The names are in lower case. Cookies are in cookies. */
        headers: ValueMap;
        cookies: ValueMap;
RAWQUERYSTRING    }
    interface CookieValue extends Value {
        /** Attributes as they stand in Set-Cookie: "Path=/; Secure; HttpOnly". */
        attributes?: string;
    }
    interface ResponseCookie extends CookieValue {
        multiValue?: CookieValue[];
    }
    interface ResponseCookieMap {
        [name: string]: ResponseCookie;
    }
    interface Body {
        encoding: 'text' | 'base64';
        data: string;
    }
    interface Response {
        /** A whole number. */
        statusCode: number;
        statusDescription?: string;
        /** The names are in lower case. */
        headers?: ValueMap;
        cookies?: ResponseCookieMap;
        /** Replaces the body. A function never sees the body of the origin. */
        body?: string | Body;
    }
    /** A handler returns the request to go on with, or the response for the viewer. */
    type Result = Request | Response;
}
