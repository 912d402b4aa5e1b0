function handler(event) {
    while (1) {}
}
