package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import java.time.Duration;

/**
 * How long and how much each of the checks may ask.
 *
 * @param timeLimit how long one check may take in all
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long the other side may be silent
 * @param maxBodyBytes how much of an answer is read, 1 to 104,857,600 bytes
 */
public record HttpLimits(Duration timeLimit, Duration connectTimeout, Duration readTimeout, int maxBodyBytes) {

    static final int LARGEST_BODY = 100 * 1024 * 1024;

    static final HttpLimits DEFAULTS =
            new HttpLimits(Check.DEFAULT_TIME_LIMIT, Duration.ofSeconds(3), Duration.ofSeconds(5), 1024 * 1024);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a time is not more than zero or longer than an hour, or the size is not allowed
     */
    public HttpLimits {
        Require.span("limits: time limit", timeLimit);
        Require.span("limits: connect timeout", connectTimeout);
        Require.span("limits: read timeout", readTimeout);
        if (maxBodyBytes < 1 || maxBodyBytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "limits: body size is " + maxBodyBytes + " bytes; allowed: 1 to " + LARGEST_BODY);
        }
    }

    /** {@return 10 s for a check, 3 s to connect, 5 s of silence, 1 MB of an answer} */
    public static HttpLimits defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another time limit.
     *
     * @param value how long one check may take in all
     * @return the changed limits
     */
    public HttpLimits withTimeLimit(Duration value) {
        return new HttpLimits(value, connectTimeout, readTimeout, maxBodyBytes);
    }

    /**
     * The same with another limit for connecting.
     *
     * @param value how long a connection may take to be made
     * @return the changed limits
     */
    public HttpLimits withConnectTimeout(Duration value) {
        return new HttpLimits(timeLimit, value, readTimeout, maxBodyBytes);
    }

    /**
     * The same with another limit for silence.
     *
     * @param value how long the other side may be silent
     * @return the changed limits
     */
    public HttpLimits withReadTimeout(Duration value) {
        return new HttpLimits(timeLimit, connectTimeout, value, maxBodyBytes);
    }

    /**
     * The same with another size.
     *
     * @param value how much of an answer is read, in bytes
     * @return the changed limits
     */
    public HttpLimits withMaxBodyBytes(int value) {
        return new HttpLimits(timeLimit, connectTimeout, readTimeout, value);
    }
}
