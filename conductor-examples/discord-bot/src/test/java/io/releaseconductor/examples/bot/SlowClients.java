package io.releaseconductor.examples.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin to say something, or nothing, and stay. */
final class SlowClients implements AutoCloseable {

    private final List<Socket> sockets = new ArrayList<>();

    /**
     * Connects.
     *
     * @param port where
     * @param count how often
     * @param beginning what each says
     */
    SlowClients connect(int port, int count, String beginning) {
        for (int i = 0; i < count; i++) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(socket);
                socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // turned away, as it should be where there are too many
            }
        }
        return this;
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
