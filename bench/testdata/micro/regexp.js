// The expressions that functions use: paths, user agents, cookies, dates, replacement.
var agents = [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.5.0'
];
var paths = ['/blog/2024/05/17/a-title-here', '/products/1234/', '/assets/app.3f2a9c.js', '/en-us/docs/index.html', '/old/path/page.php?id=5'];

function run() {
    var hits = 0, i, m;
    for (i = 0; i < agents.length; i++) {
        if (/Mobile|Android|iP(?:hone|od|ad)|IEMobile/.test(agents[i])) { hits++; }
        if (/(?:bot|crawl|spider)/i.test(agents[i])) { hits += 2; }
        m = /(Chrome|Safari|Version)\/(\d+)\.(\d+)/.exec(agents[i]);
        if (m) { hits += Number(m[2]); }
    }
    for (i = 0; i < paths.length; i++) {
        m = paths[i].match(/^\/blog\/(\d{4})\/(\d{2})\/(\d{2})\/([a-z-]+)$/);
        if (m) { hits += m[4].length; }
        hits += paths[i].replace(/\.[0-9a-f]{6}\.js$/, '.js').length;
        hits += paths[i].replace(/\/+$/, '').split(/[\/?=]/).length;
        if (/^\/([a-z]{2})-([a-z]{2})\//.test(paths[i])) { hits++; }
    }
    return hits + 'a=1; session=abc123; b=2'.replace(/(\w+)=(\w+)/g, '$2=$1');
}
