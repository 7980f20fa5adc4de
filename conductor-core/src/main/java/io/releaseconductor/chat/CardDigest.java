package io.releaseconductor.chat;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of a card. Every text goes in with its length and every list with its size, so that no crafted text can
 * make two different cards look the same, as it could in their {@code toString()}. Texts go in char by char, since an
 * encoding would make all unpaired surrogates one.
 */
final class CardDigest {

    private static final Pattern ESCAPED_OCTET = Pattern.compile("%[0-9a-fA-F]{2}");

    private byte[] bytes = new byte[4096];
    private int size;

    private CardDigest() {}

    static String of(Card card) {
        try {
            CardDigest written = new CardDigest();
            written.card(card);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(written.bytes, 0, written.size);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void card(Card card) {
        text(card.tone().name());
        text(card.title());
        list(card.fields(), this::field);
        list(card.lines(), this::text);
        text(card.summary());
        list(card.links(), this::link);
        list(card.buttons(), this::button);
        // left out where there are none, so that the digests of all other cards stay as they are
        if (card.headline() != null || !card.mentions().isEmpty()) {
            text(card.headline());
        }
        if (!card.mentions().isEmpty()) {
            list(card.mentions(), this::mention);
        }
    }

    private void field(Card.Field field) {
        text(field.name());
        text(field.value());
        Instant at = field.at();
        text(at == null ? null : at.toString());
    }

    private void link(Card.Link link) {
        text(link.label());
        uri(link.target());
    }

    private void mention(Mention mention) {
        if (mention instanceof Mention.Group group) {
            text("group");
            text(group.id());
        } else if (mention instanceof Mention.Person person) {
            text("person");
            text(person.actor().id());
            text(person.actor().chat());
        } else {
            throw new IllegalStateException("There is no digest of " + mention.getClass());
        }
    }

    private void button(Button button) {
        text(button.id().value());
        text(button.label());
        text(button.style().name());
    }

    /** Part by part, since URIs that differ only in the case of scheme, host or escaped octets are equal. */
    private void uri(URI uri) {
        text(lowerCase(uri.getScheme()));
        text(octets(uri.getRawFragment()));
        if (uri.isOpaque()) {
            text(octets(uri.getRawSchemeSpecificPart()));
            return;
        }
        text(octets(uri.getRawPath()));
        text(octets(uri.getRawQuery()));
        text(octets(uri.getHost() == null ? uri.getRawAuthority() : uri.getRawUserInfo()));
        text(lowerCase(uri.getHost()));
        number(uri.getPort());
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String octets(@Nullable String text) {
        return text == null
                ? null
                : ESCAPED_OCTET
                        .matcher(text)
                        .replaceAll((MatchResult r) -> r.group().toUpperCase(Locale.ROOT));
    }

    private <T> void list(List<T> list, Consumer<T> each) {
        number(list.size());
        list.forEach(each);
    }

    private void text(@Nullable String text) {
        if (text == null) {
            number(-1);
            return;
        }
        number(text.length());
        ensureRoomFor(text.length() * Character.BYTES);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[size++] = (byte) (c >> 8);
            bytes[size++] = (byte) c;
        }
    }

    private void number(int number) {
        ensureRoomFor(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (number >> shift);
        }
    }

    private void ensureRoomFor(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
