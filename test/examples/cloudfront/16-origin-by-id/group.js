import cf from 'cloudfront';

function handler(event) {
    cf.createRequestOriginGroup({
        originIds: [{ originId: 'a' }, { originId: 'b' }],
        failoverCriteria: { statusCodes: [500, 502, 503, 504] }
    });
    return event.request;
}
