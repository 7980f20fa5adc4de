package io.releaseconductor.http;

import java.io.IOException;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A body that is never sent a second time behind the caller's back. */
public final class OneShotBody extends RequestBody {

    private final ByteString bytes;
    private final @Nullable MediaType type;

    /**
     * Makes a body.
     *
     * @param bytes what is sent
     * @param type of what kind it is said to be; null to say nothing
     */
    public OneShotBody(ByteString bytes, @Nullable MediaType type) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return bytes.size();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
