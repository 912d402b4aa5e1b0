import cf from 'cloudfront';

function handler(event) {
    cf.logCustomData('a b');
    cf.logCustomData('c d');
    return event.request;
}
