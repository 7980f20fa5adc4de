package io.releaseconductor.checks;

/** Where a request may be redirected to. */
enum Redirects {
    /** Nowhere: a redirect is an answer like any other. */
    NONE,
    /** To hosts of the same site, such as from {@code valine.app} to {@code www.valine.app}. */
    SAME_SITE,
    /** To any host; for what is public and carries nothing of ours. */
    ANYWHERE
}
