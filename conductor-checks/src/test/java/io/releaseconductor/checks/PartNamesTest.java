package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The names of parts")
class PartNamesTest {

    @ParameterizedTest
    @CsvSource({
        "db, Database",
        "database, Database",
        "prisma, Database (prisma)",
        "postgres:responseTime, Database (postgres)",
        "redisCache, Redis (redis cache)",
        "diskSpace, disk space",
        "MySQLHealthCheck, Database (my sql health check)",
        "Keycloak database connections async health check, keycloak database connections async hea…",
        "poststarthook/start-informers, poststarthook/start informers",
        "Datenbank-Verfügbarkeit, datenbank verfügbarkeit",
        "app@db-3.internal, a part",
        "'key=value', a part",
        "a8f3c09e77b1d2, a part",
        "'', a part"
    })
    void are_shown_in_plain_words_cut_and_never_as_what_may_be_secret(String name, String shown) {
        assertThat(PartNames.shown(name)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "database, Database connections health check, true",
        "database, DatabaseBackend, true",
        "database, ordersDataSource, true",
        "database, PostgreSQL, true",
        "database, MongoDB readiness, true",
        "database, Elasticsearch, false",
        "redis, Redis connection health check, true",
        "redis, valkey, true",
        "payment-api, paymentApi, true",
        "payments, payment api, false"
    })
    void are_found_under_a_longer_name(String required, String name, boolean found) {
        assertThat(PartNames.isAbout(required, name)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "database, db, true",
        "database, Database health check, true",
        "diskSpace, disk_space, true",
        "redis, redis-exporter, false",
        "database, database migrations, false"
    })
    void are_the_same_if_they_mean_the_same(String required, String name, boolean same) {
        assertThat(PartNames.isSame(required, name)).isEqualTo(same);
    }
}
