import cf from 'cloudfront';

function handler(event) {
    return { statusCode: 200, body: cf.distributionTenant.id };
}
