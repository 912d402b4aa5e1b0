function handler(event) {
    eval('1');
}
