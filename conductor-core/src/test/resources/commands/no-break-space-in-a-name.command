# It looks like a space and is none.
input: /ship env:staging version:"1.4.2\u00a0beta"
expect: refused
says: "1.4.2 beta"
