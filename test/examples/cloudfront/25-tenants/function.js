import cf from 'cloudfront';

function tried(f) {
    try {
        return f();
    } catch (e) {
        return String(e);
    }
}

function handler(event) {
    return { statusCode: 200, body: JSON.stringify([
        tried(() => cf.distributionTenant.id),
        tried(() => cf.distributionTenant.parameters.get('TenantPath')),
        tried(() => cf.distributionTenant.parameters.get('Other')).includes('DistributionTenantParameterKeyNotFound'),
        event.context.endpoint,
        event.context.distributionDomainName
    ]) };
}
