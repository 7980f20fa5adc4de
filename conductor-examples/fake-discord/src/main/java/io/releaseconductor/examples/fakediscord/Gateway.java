package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** The gateway: sessions that outlive their connections, and events that are kept until a session has seen them. */
final class Gateway {

    private final String token;
    private final Supplier<List<Map.Entry<String, JsonNode>>> greeting;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private int identified;

    /** What one node is told. */
    private static final class Session {
        final String id;
        final List<String> frames = new ArrayList<>();

        @Nullable
        WebSocket socket;

        @Nullable
        Socket connection;

        Session(String id) {
            this.id = id;
        }

        void send(String type, JsonNode data) {
            ObjectNode frame = Json.object();
            frame.put("op", 0).put("t", type).put("s", frames.size() + 1);
            frame.set("d", data);
            frames.add(frame.toString());
            if (socket != null) {
                socket.send(frame.toString());
            }
        }
    }

    Gateway(String token, Supplier<List<Map.Entry<String, JsonNode>>> greeting) {
        this.token = token;
        this.greeting = greeting;
    }

    WebSocketListener accept(Socket connection) {
        return new WebSocketListener() {
            private @Nullable Session session;

            @Override
            public void onOpen(WebSocket socket, Response response) {
                ObjectNode hello = Json.object().put("op", 10);
                hello.putObject("d").put("heartbeat_interval", 41250);
                socket.send(hello.toString());
            }

            @Override
            public void onMessage(WebSocket socket, String text) {
                JsonNode frame = Json.parse(text);
                switch (frame.path("op").asInt()) {
                    case 1 -> socket.send("{\"op\":11}");
                    case 2 -> session = identify(socket, connection, frame.path("d"));
                    case 6 -> session = resume(socket, connection, frame.path("d"));
                    default -> {}
                }
            }

            @Override
            public void onClosing(WebSocket socket, int code, String reason) {
                socket.close(code == 1005 ? 1000 : code, null);
                leave(session, socket, code == 1000 || code == 1001);
            }

            @Override
            public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
                leave(session, socket, false);
            }
        };
    }

    private synchronized @Nullable Session identify(WebSocket socket, Socket connection, JsonNode data) {
        if (!data.path("token").asText().equals(token)) {
            socket.close(4004, "Authentication failed.");
            return null;
        }
        Session session = new Session("session-" + ++identified);
        session.socket = socket;
        session.connection = connection;
        sessions.put(session.id, session);
        for (Map.Entry<String, JsonNode> event : greeting.get()) {
            JsonNode greeted = event.getValue();
            if (event.getKey().equals("READY")) {
                ((ObjectNode) greeted).put("session_id", session.id);
            }
            session.send(event.getKey(), greeted);
        }
        notifyAll();
        return session;
    }

    private synchronized @Nullable Session resume(WebSocket socket, Socket connection, JsonNode data) {
        Session session = sessions.get(data.path("session_id").asText());
        if (session == null) {
            socket.send("{\"op\":9,\"d\":false}");
            return null;
        }
        session.socket = socket;
        session.connection = connection;
        int seen = data.path("seq").asInt();
        List.copyOf(session.frames.subList(Math.min(seen, session.frames.size()), session.frames.size()))
                .forEach(socket::send);
        session.send("RESUMED", Json.object());
        notifyAll();
        return session;
    }

    private synchronized void leave(@Nullable Session session, WebSocket socket, boolean forGood) {
        if (session != null && session.socket == socket) {
            session.socket = null;
            session.connection = null;
            if (forGood) {
                sessions.remove(session.id);
            }
            notifyAll();
        }
    }

    /** To every node, or to the one of that number, from 0, in the order in which they came. */
    synchronized void send(String type, JsonNode data, int node) {
        List<Session> all = new ArrayList<>(sessions.values());
        for (int i = 0; i < all.size(); i++) {
            if (node < 0 || node == i) {
                all.get(i).send(type, data);
            }
        }
    }

    /** Cuts all connections. Sessions stay, and what happens meanwhile is told when they are resumed. */
    synchronized void cut() {
        for (Session session : sessions.values()) {
            Socket connection = session.connection;
            session.socket = null;
            session.connection = null;
            if (connection != null) {
                try {
                    connection.close();
                } catch (IOException e) {
                    throw new IllegalStateException("a socket does not close", e);
                }
            }
        }
    }

    /** Closes all connections with a code, and forgets the sessions, as Discord does after those that end them. */
    synchronized void close(int code, String reason) {
        for (Session session : sessions.values()) {
            WebSocket socket = session.socket;
            session.socket = null;
            session.connection = null;
            if (socket != null) {
                socket.close(code, reason);
            }
        }
        sessions.clear();
        notifyAll();
    }

    synchronized int connected() {
        return (int) sessions.values().stream().filter(s -> s.socket != null).count();
    }
}
