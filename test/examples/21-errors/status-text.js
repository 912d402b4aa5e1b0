function handler(event) {
    return { statusCode: '302' };
}
