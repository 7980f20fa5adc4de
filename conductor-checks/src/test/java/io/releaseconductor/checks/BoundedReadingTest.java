package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What somebody could send to keep a check busy. The time limits only end a hang: they are some hundred times what is needed, and
 * a fraction of what such input once took.
 */
@DisplayName("However it was made to last")
class BoundedReadingTest {

    @Test
    @Timeout(60)
    void a_script_of_nothing_but_imports_is_read() {
        assertThat(Imports.ofModule("import\n".repeat(1_500_000))).isEmpty();
        assertThat(Imports.ofModule("export{a}\n".repeat(1_500_000))).isEmpty();
    }

    @Test
    void a_token_of_nothing_but_signatures_has_few_readings() {
        assertThat(TokenText.readings("a--".repeat(1000))).hasSizeLessThan(60);
    }

    @Test
    @Timeout(60)
    void a_URL_among_millions_of_fields_is_found() {
        ObjectNode innermost = JsonNodeFactory.instance.objectNode();
        ArrayNode urls = innermost.putArray("urls");
        for (int i = 0; i < 600; i++) {
            urls.add("https://storage.example/" + i);
        }
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        ObjectNode root = innermost;
        for (int depth = 0; depth < 6; depth++) {
            ArrayNode fields = root.putArray("fields");
            for (int i = 0; i < 1_000_000; i++) {
                fields.add(empty);
            }
            root = (ObjectNode) JsonNodeFactory.instance.objectNode().set("inner", root);
        }

        assertThat(UrlFinder.in(root, null).best()).isPresent();
    }
}
