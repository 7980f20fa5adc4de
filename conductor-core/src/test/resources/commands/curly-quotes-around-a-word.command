# Around the whole word, curly.
input: /ship \u201cenv:prod\u201d
expect: ok
says: env:prod
