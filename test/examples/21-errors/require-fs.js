function handler(event) {
    require('fs');
}
