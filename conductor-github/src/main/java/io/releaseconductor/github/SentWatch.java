package io.releaseconductor.github;

import okhttp3.Call;
import okhttp3.EventListener;

/** Remembers whether any byte of a request may have left. */
final class SentWatch extends EventListener {

    private volatile boolean sent;

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }

    boolean sent() {
        return sent;
    }
}
