# Word processors have hyphens of their own, which look the same.
input: /ship env:staging ref:hot\u2011fix
expect: refused
says: U+2011
says: hot-fix
