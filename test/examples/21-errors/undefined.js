function handler(event) {
    return undefined;
}
