package io.releaseconductor.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real database, with a fault on the way to it. */
final class Overridden {

    private Overridden() {}

    /** What is done instead of a call. */
    private interface Fault {
        Object instead(Method method, Call call) throws Throwable;
    }

    private interface Call {
        Object make() throws Throwable;
    }

    private static <T> T around(Class<T> type, Object real, Fault fault) {
        InvocationHandler handler = (proxy, method, arguments) -> fault.instead(method, () -> {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static DataSource connections(DataSource real, Fault fault) {
        return around(DataSource.class, real, (method, call) -> {
            Object answer = call.make();
            return answer instanceof Connection ? around(Connection.class, answer, fault) : answer;
        });
    }

    /** Says that it is another product. */
    static DataSource product(DataSource real, String name) {
        return connections(real, (method, call) -> {
            Object answer = call.make();
            return answer instanceof DatabaseMetaData
                    ? around(
                            DatabaseMetaData.class,
                            answer,
                            (asked, about) -> asked.getName().equals("getDatabaseProductName") ? name : about.make())
                    : answer;
        });
    }

    /** Loses the answer of so many commits after they took effect, or else before. */
    static DataSource losingCommits(DataSource real, AtomicInteger lost, boolean afterEffect) {
        return connections(real, (method, call) -> {
            if (!method.getName().equals("commit") || lost.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return call.make();
            }
            if (afterEffect) {
                call.make();
            }
            throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
        });
    }
}
