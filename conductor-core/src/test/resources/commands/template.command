# A template that nothing filled in.
input: /ship env:staging version:${VERSION}
expect: refused
says: ${VERSION}
