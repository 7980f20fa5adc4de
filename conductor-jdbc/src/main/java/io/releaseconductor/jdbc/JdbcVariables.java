package io.releaseconductor.jdbc;

import io.releaseconductor.config.VariableFamily;

/** Which variables are the store's own, and which are not although they are called like them. */
final class JdbcVariables {

    static final VariableFamily FAMILY = VariableFamily.of("JDBC_")
            .butFor(
                    // what hosts of databases hand out, and what images of applications take
                    "JDBC_DATABASE_*", "JDBC_DRIVER*", "JDBC_PARAMS", "JDBC_OPTIONS");

    private JdbcVariables() {}
}
