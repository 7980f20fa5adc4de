package io.releaseconductor.github;

/** The current proof of who is asking. Safe for use by several threads. */
interface Credentials {

    /**
     * What to send as {@code Authorization}. May ask GitHub for a new token first; whoever comes meanwhile waits for the
     * same answer.
     *
     * @return the header's value; a secret
     * @throws NoCredentialsException if there is none now; nothing was sent on the caller's behalf
     */
    String authorization() throws NoCredentialsException;

    /**
     * Told that GitHub answered 401 to a request with this header. A token that is newer than the refused one is kept.
     *
     * @param authorization what was sent
     * @return whether {@link #authorization()} may now give another one, so that asking again makes sense
     */
    boolean refused(String authorization);
}
