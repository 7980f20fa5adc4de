package io.releaseconductor.redis;

import io.releaseconductor.config.VariableFamily;

/** Which variables are the store's own, and which are not although they are called like them. */
final class RedisVariables {

    static final VariableFamily FAMILY = VariableFamily.of("REDIS_")
            .butFor(
                    // Kubernetes and Docker, for a service or container called redis
                    "REDIS_PORT*",
                    "REDIS_SERVICE_*",
                    "REDIS_ENV_*",
                    "REDIS_NAME",
                    // images of Redis, and what hosts of it hand out
                    "REDIS_ACLFILE",
                    "REDIS_ALLOW_*",
                    "REDIS_AOF_ENABLED",
                    "REDIS_ARGS",
                    "REDIS_BASE_DIR",
                    "REDIS_BIN_DIR",
                    "REDIS_CONF_*",
                    "REDIS_DAEMON_*",
                    "REDIS_DATA*",
                    "REDIS_DB",
                    "REDIS_DEFAULT_*",
                    "REDIS_DISABLE_COMMANDS",
                    "REDIS_DOWNLOAD_*",
                    "REDIS_EXPORTER_*",
                    "REDIS_EXTRA_FLAGS",
                    "REDIS_HOST",
                    "REDIS_HOSTS",
                    "REDIS_IO_THREADS*",
                    "REDIS_LOG_*",
                    "REDIS_MASTER_*",
                    "REDIS_MODULES_DIR",
                    "REDIS_MOUNTED_CONF_DIR",
                    "REDIS_OVERRIDES_FILE",
                    "REDIS_PASSWORD_FILE",
                    "REDIS_PID_FILE",
                    "REDIS_RDB_*",
                    "REDIS_REPLICA_*",
                    "REDIS_REPLICATION_MODE",
                    "REDIS_SENTINEL_*",
                    "REDIS_TLS_*",
                    "REDIS_TMP_DIR",
                    "REDIS_USER",
                    "REDIS_USERNAME",
                    "REDIS_VERSION",
                    "REDIS_VOLUME_DIR");

    private RedisVariables() {}
}
