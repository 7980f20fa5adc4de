package io.releaseconductor.checks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Why there was no whole answer. Messages of exceptions are not passed on: some quote what the other side sent, which may
 * be secret.
 */
final class NetworkTroubles {

    private NetworkTroubles() {}

    static Trouble of(Stage stage, IOException failure, WebRequest request) {
        AddressRefusedException refused = find(failure, AddressRefusedException.class);
        if (refused != null) {
            return refused(refused.kind(), request);
        }
        if (find(failure, ReadBudget.ExceededException.class) != null) {
            return Trouble.unclear(
                    "Answer too large",
                    "More came than an answer of the largest size needs, and no end of it. Look at it with another client, or raise"
                            + " SHIP_CHECK_MAX_BODY_BYTES.",
                    request.label() + ": more than is read of an answer, and no end of it");
        }
        if (find(failure, UnknownHostException.class) != null) {
            return Trouble.outage(
                    "Host name not found",
                    "Check the base URL for a typing error, that the name has a DNS record, and that the conductor can"
                            + " use DNS.",
                    request.label() + ": no address for " + request.url().host());
        }
        if (failure instanceof InterruptedIOException) {
            return timedOut(stage, request, failure instanceof SocketTimeoutException);
        }
        return switch (stage) {
            case LOOKING_UP, CONNECTING -> notConnected(failure, request);
            case SECURING -> notSecured(failure, request);
            case SENDING, WAITING -> notAnswered(failure, request);
            case READING -> notRead(failure, request);
        };
    }

    private static Trouble notRead(IOException failure, WebRequest request) {
        // what ends a connection has a class of its own; what unpacks an answer has none
        if (failure.getClass() == IOException.class) {
            return Trouble.outage(
                    "Answer cannot be unpacked",
                    "The answer is said to be compressed, but what came is not. Check what compresses it, and proxies that change"
                            + " headers or bodies.",
                    request.label() + ": the answer is not compressed in the way that its headers say");
        }
        return Trouble.unanswered(
                "Answer broken off",
                "The connection ended before the answer was whole. Check the application's logs for a crash, and"
                        + " proxies for limits on size or time.",
                request.label() + ": the connection ended in the middle of the answer");
    }

    private static Trouble refused(AddressKind kind, WebRequest request) {
        return Trouble.unclear(
                "Address is not asked",
                "An answer of the application names an address on the conductor's own machine or of its cloud, which is asked"
                        + " only if the base address is there itself. Check the public addresses that the application is"
                        + " configured with.",
                request.label() + ": leads to " + kind.words());
    }

    static Trouble timedOut(Stage stage, WebRequest request, boolean silent) {
        return switch (stage) {
            case LOOKING_UP ->
                Trouble.outage(
                        "Looking up the host timed out",
                        "DNS does not answer. Check the name servers of the machine that the conductor runs on.",
                        request.label() + ": no address for " + request.url().host() + " in time");
            case CONNECTING ->
                Trouble.unanswered(
                        "Connecting timed out",
                        "Nothing answers at this address. Check firewalls and security groups, and that the conductor may"
                                + " reach it.",
                        request.label() + ": no connection in time");
            case SECURING ->
                Trouble.unanswered(
                        "TLS handshake timed out",
                        "The port is open but TLS is not spoken there. Check that the URL's port is the https one, and the"
                                + " load of the proxy.",
                        request.label() + ": connected, but no TLS handshake in time");
            case SENDING ->
                Trouble.unanswered(
                        "Sending the request timed out",
                        "The server takes the connection but not the request. Check whether its workers are all busy.",
                        request.label() + ": the request could not be sent in time");
            case WAITING ->
                Trouble.unanswered(
                        "No answer in time",
                        "The application took the request and kept silent. Check its logs for a hanging database or"
                                + " service call and whether its workers are all busy.",
                        request.label() + ": no answer in time");
            case READING ->
                silent
                        ? Trouble.unanswered(
                                "Answer stalled",
                                "The answer began and then stopped. Check what the application does while it streams, and"
                                        + " proxies that buffer.",
                                request.label() + ": silence in the middle of the answer")
                        : Trouble.outage(
                                "Answer not finished in time",
                                "The answer comes, but too slowly to be whole within the time limit. Check the network"
                                        + " throughput and the size of the answer.",
                                request.label() + ": the answer was still coming when the time was up");
        };
    }

    /** Something came that nobody thought of. */
    static Trouble unreadable(WebRequest request) {
        return Trouble.unclear(
                "Answer cannot be read",
                "The answer is one that the conductor's HTTP client does not bear. Look at it with another client.",
                request.label() + ": the answer could not be read");
    }

    /** The check's time was used up by what it asked before. */
    static Trouble outOfTime(WebRequest request) {
        return Trouble.unclear(
                "No time left",
                "What the check asked before took all of its time. Make that faster, or raise SHIP_CHECK_TIMEOUT_MS.",
                request.label() + ": not asked, the time limit was reached before");
    }

    private static Trouble notConnected(IOException failure, WebRequest request) {
        if (mentions(failure, "refused")) {
            return Trouble.unanswered(
                    "Connection refused",
                    "Nothing listens at this host and port. Check that the application started, its port, and the base"
                            + " URL.",
                    request.label() + ": connection refused");
        }
        return Trouble.unanswered(
                "Host not reachable",
                "The network has no way to this host. Check routes, VPN and firewalls between the conductor and the"
                        + " application.",
                request.label() + ": no connection (" + failure.getClass().getSimpleName() + ")");
    }

    private static Trouble notSecured(IOException failure, WebRequest request) {
        if (failure instanceof SSLPeerUnverifiedException) {
            return Trouble.outage(
                    "Certificate is for another host",
                    "The certificate does not name this host. Check which certificate the server or proxy presents, and"
                            + " the host in the base URL.",
                    request.label() + ": the certificate does not name "
                            + request.url().host());
        }
        if (find(failure, CertificateExpiredException.class) != null) {
            return Trouble.outage(
                    "Certificate expired",
                    "Renew the certificate, and check why it was not renewed by itself.",
                    request.label() + ": a certificate of the chain has expired");
        }
        if (find(failure, CertificateNotYetValidException.class) != null) {
            return Trouble.outage(
                    "Certificate not yet valid",
                    "Check the clock of the machine that the conductor runs on, and when the certificate starts to hold.",
                    request.label() + ": a certificate of the chain is not valid yet");
        }
        if (find(failure, GeneralSecurityException.class) != null) {
            return Trouble.outage(
                    "Certificate not trusted",
                    "The certificate is self-signed, from an unknown authority, or sent without its intermediate"
                            + " certificates. Install the full chain, or add the authority to the JVM's trust store.",
                    request.label() + ": the certificate chain leads to no trusted authority");
        }
        if (!(failure instanceof SSLException)
                || find(failure, EOFException.class) != null
                || find(failure, SocketException.class) != null) {
            return Trouble.unanswered(
                    "TLS handshake broken off",
                    "The server took the connection and hung up before anything was said. Check whether it is restarting, and"
                            + " proxies for what they forward to.",
                    request.label() + ": the connection was closed before the TLS handshake");
        }
        return Trouble.outage(
                "TLS handshake failed",
                "Server and conductor agree on no TLS version or cipher, or plain http is spoken at this port. Check the"
                        + " URL's scheme and port, and the server's TLS settings.",
                request.label() + ": no TLS handshake (TLS error)");
    }

    private static Trouble notAnswered(IOException failure, WebRequest request) {
        if (failure instanceof ProtocolException) {
            return Trouble.outage(
                    "Not an HTTP answer",
                    "Something else than HTTP is spoken at this port. Check the URL's scheme and port.",
                    request.label() + ": what came back is not HTTP");
        }
        return Trouble.unanswered(
                "Connection closed without an answer",
                "The server took the request and hung up. Check its logs for a crash or a restart, and proxies for what they"
                        + " forward to.",
                request.label() + ": the connection was closed before any answer");
    }

    private static boolean mentions(Throwable failure, String word) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (t instanceof ConnectException
                    && message != null
                    && message.toLowerCase(Locale.ROOT).contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
