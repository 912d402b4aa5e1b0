import cf from 'cloudfront';

const regions = { DE: 'eu-central-1' };

function handler(event) {
    const country = event.request.headers['cloudfront-viewer-country'];
    const region = country && regions[country.value] || 'us-east-1';
    cf.updateRequestOrigin({
        domainName: `b-${region}.s3.${region}.amazonaws.com`,
        originAccessControlConfig: {
            enabled: true, region: region, signingBehavior: 'always', signingProtocol: 'sigv4', originType: 's3'
        }
    });
    return event.request;
}
