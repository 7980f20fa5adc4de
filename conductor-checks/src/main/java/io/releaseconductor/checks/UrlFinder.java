package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the presigned URL in an answer: of several the one that is signed, and of several that are the one to upload with. */
final class UrlFinder {

    private static final int DEEPEST = 8;
    private static final int MOST = 500;

    private static final Set<String> URLS = Set.of("url", "uri", "href", "urls", "uris", "hrefs", "link", "links");
    private static final Set<String> UPLOAD =
            Set.of("upload", "put", "post", "presign", "presigned", "signed", "signature", "write", "direct", "sas");
    private static final Set<String> DOWNLOAD = Set.of(
            "download", "get", "read", "view", "public", "preview", "thumbnail", "cdn", "display", "access", "self");

    private static final Set<String> WRAPPERS = Set.of("data", "result", "response", "payload", "body", "attributes");

    private final List<Place> places = new ArrayList<>();

    /** A text that is or should be a URL; null if there is nothing in its place. */
    private record Place(List<String> words, @Nullable String text, List<JsonNode> around) {

        Optional<PresignedUrl> url() {
            return text == null ? Optional.empty() : PresignedUrl.parse(text, around);
        }

        /** Whether it can be nothing but the place of the URL that was asked for. */
        boolean isMeant() {
            return aptness() > 0 || words.stream().allMatch(word -> URLS.contains(word) || WRAPPERS.contains(word));
        }

        int aptness() {
            int apt = 0;
            for (String word : words) {
                apt += UPLOAD.contains(word) ? 1 : 0;
                apt -= DOWNLOAD.contains(word) ? 1 : 0;
            }
            return apt;
        }
    }

    private UrlFinder() {}

    /**
     * What is at the field, or anywhere if none is set.
     *
     * @param root the answer
     * @param field where to look, or null for everywhere
     */
    static UrlFinder in(JsonNode root, @Nullable String field) {
        UrlFinder finder = new UrlFinder();
        JsonNode node = field == null ? Json.opened(root) : Json.at(root, field);
        if (node != null && node.isValueNode()) {
            finder.add(List.of("url"), node, field == null ? List.of() : around(root, field));
        } else if (node != null) {
            finder.walk(List.of(), node, field == null ? List.of() : List.of(root), DEEPEST);
        }
        return finder;
    }

    /** The objects on the way to a field, the innermost first: fields of a form stand beside the URL or further out. */
    private static List<JsonNode> around(JsonNode root, String field) {
        List<JsonNode> around = new ArrayList<>(List.of(root));
        for (int i = 1; i < field.length(); i++) {
            if (field.charAt(i) == '.' || field.charAt(i) == '[') {
                JsonNode object = Json.at(root, field.substring(0, i));
                if (object != null && object.isObject()) {
                    around.add(0, object);
                }
            }
        }
        return around;
    }

    private void walk(List<String> words, JsonNode node, List<JsonNode> around, int depth) {
        if (depth == 0 || places.size() >= MOST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> visit(words, element, around, depth));
            return;
        }
        List<JsonNode> inner = Stream.concat(Stream.of(node), around.stream()).toList();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            visit(
                    Stream.concat(words.stream(), Words.of(field.getKey()).stream())
                            .toList(),
                    field.getValue(),
                    inner,
                    depth);
        }
    }

    private void visit(List<String> words, JsonNode found, List<JsonNode> around, int depth) {
        JsonNode node = Json.opened(found);
        if (node.isContainerNode()) {
            walk(words, node, around, depth - 1);
        } else if (URLS.contains(Words.last(words)) || isAddress(node)) {
            add(words, node, around);
        }
    }

    private static boolean isAddress(JsonNode node) {
        return node.isTextual() && node.textValue().strip().matches("(?is)https?://.*");
    }

    private void add(List<String> words, JsonNode node, List<JsonNode> around) {
        String text = node.isTextual() && !node.textValue().isBlank() ? node.textValue() : null;
        places.add(new Place(words, text, around));
    }

    /** The URL that fits best, signed or not. */
    Optional<PresignedUrl> best() {
        return places.stream()
                .sorted(Comparator.comparingInt(Place::aptness).reversed())
                .flatMap(place -> place.url().stream())
                .min(Comparator.comparing(PresignedUrl::signature).reversed());
    }

    /** Whether there is a text where the URL has to be. */
    boolean hasText() {
        return places.stream().anyMatch(place -> place.isMeant() && place.text() != null);
    }

    /** Whether there is a place for the URL, with or without something in it. */
    boolean hasPlace() {
        return places.stream().anyMatch(Place::isMeant);
    }
}
