var changes = {
    '/nothing': function () {},
    '/value': function (h) { h.accept.value = 'x'; },
    '/element': function (h) { h.accept.multiValue[1].value = 'y'; },
    '/both': function (h) { h.accept.value = 'x'; h.accept.multiValue.push({ value: 'z' }); },
    '/delete': function (h) { delete h.accept; },
    '/new': function (h) { h.accept = { value: 'q' }; }
};

function handler(event) {
    changes[event.request.uri](event.request.headers);
    return event.request;
}
