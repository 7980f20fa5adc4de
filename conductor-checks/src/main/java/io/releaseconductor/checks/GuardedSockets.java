package io.releaseconductor.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that ask a guard before they connect. By then it is known what a host leads to, so that neither a strange way to write
 * an address nor a name that leads elsewhere the second time it is looked up makes a difference. No more is read of them than the
 * budget of the thread that reads.
 */
final class GuardedSockets extends SocketFactory {

    private final Guard guard;

    /** Says which addresses may be connected to. */
    interface Guard {

        /**
         * Lets the address pass.
         *
         * @throws IOException if it may not be connected to
         */
        void check(InetAddress address) throws IOException;
    }

    GuardedSockets(Guard guard) {
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        return new ReadBudget.BudgetedSocket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (endpoint instanceof InetSocketAddress target && target.getAddress() != null) {
                    guard.check(target.getAddress());
                }
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnectedOnly();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unconnectedOnly();
    }

    private static UnsupportedOperationException unconnectedOnly() {
        return new UnsupportedOperationException("only sockets that are not connected yet are guarded");
    }
}
