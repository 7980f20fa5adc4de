# Persian words need it.
input: /ship env:staging ref:feature/\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645
expect: ok
says: feature/
