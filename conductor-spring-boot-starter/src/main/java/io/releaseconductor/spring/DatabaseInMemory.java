package io.releaseconductor.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.util.ClassUtils;

/** Whether a database is gone when the application ends, as the one that Spring Boot makes where H2 is there and no address is set. */
final class DatabaseInMemory {

    private static final String EMBEDDED = "org.springframework.jdbc.datasource.embedded.EmbeddedDatabase";

    /** What pools call their address. */
    private static final List<String> ADDRESS = List.of("jdbcUrl", "url");

    private DatabaseInMemory() {}

    /** Looks at the source alone and connects to nothing, since the database may be away for now. */
    static boolean isOf(DataSource source) {
        boolean embedded = Arrays.stream(ClassUtils.getAllInterfaces(source))
                .anyMatch(each -> each.getName().equals(EMBEDDED));
        BeanWrapper properties = new BeanWrapperImpl(source);
        return embedded
                || ADDRESS.stream()
                        .filter(properties::isReadableProperty)
                        .map(properties::getPropertyValue)
                        .map(Objects::toString)
                        .anyMatch(url -> url.contains(":mem:") || url.contains(":memory:"));
    }
}
