package io.releaseconductor.checks;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Follows one request: how far it got, and when it began to be sent. Latency counts from there, so that looking up the
 * host, connecting and the TLS handshake, which a visitor pays once, do not eat up a budget of 200 ms.
 */
final class ExchangeWatch extends EventListener {

    private final long readBudget;
    private volatile Stage stage = Stage.LOOKING_UP;
    private volatile long sentNanos = System.nanoTime();
    private volatile @Nullable Response head;

    /** With how many bytes may be read for the answer, what is around its body included. */
    ExchangeWatch(long readBudget) {
        this.readBudget = readBudget;
    }

    Stage stage() {
        return stage;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** {@return the status and the headers that came, or null if none did yet} */
    @Nullable
    Response head() {
        return head;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        stage = Stage.CONNECTING;
    }

    @Override
    public void secureConnectStart(Call call) {
        stage = Stage.SECURING;
    }

    @Override
    public void requestHeadersStart(Call call) {
        stage = Stage.SENDING;
        ReadBudget.set(readBudget);
        sentNanos = System.nanoTime();
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        stage = Stage.WAITING;
    }

    @Override
    public void requestBodyStart(Call call) {
        stage = Stage.SENDING;
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        stage = Stage.WAITING;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        head = response;
        stage = Stage.READING;
    }
}
