# Chat clients put them between words.
input: /ship\u00a0env:prod\u00a0version:1.4.2
expect: ok
says: env:prod
says: version:1.4.2
