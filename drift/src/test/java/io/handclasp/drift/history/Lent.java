package io.handclasp.drift.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Data sources that are not quite what they seem. */
final class Lent {
    private Lent() {}

    /** Hands out one connection, which stays open. */
    static DataSource dataSource(Connection connection) {
        Connection lent = proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : call(connection, method, arguments));
        return proxy(DataSource.class, (method, arguments) -> lent);
    }

    /** Fails where a method has that name or a statement that beginning. */
    static DataSource failing(DataSource dataSource, String what) {
        return proxy(DataSource.class, (method, arguments) -> {
            Connection connection = dataSource.getConnection();
            return proxy(Connection.class, (inner, values) -> {
                boolean meant = inner.getName().equals(what)
                        || (values != null && values[0] instanceof String sql && sql.startsWith(what));
                if (meant) {
                    throw new SQLException("broken on purpose, password=hunter2", "08006");
                }
                return call(connection, inner, values);
            });
        });
    }

    interface Watcher {
        void sees(String method, Connection connection) throws SQLException;
    }

    /** Says what is about to be called on a connection. */
    static DataSource watched(DataSource dataSource, Watcher watcher) {
        return proxy(DataSource.class, (method, arguments) -> {
            Connection connection = dataSource.getConnection();
            return proxy(Connection.class, (inner, values) -> {
                watcher.sees(inner.getName(), connection);
                return call(connection, inner, values);
            });
        });
    }

    /** A database that nobody has heard of. */
    static DataSource ofProduct(String product) {
        DatabaseMetaData metaData = proxy(DatabaseMetaData.class, (method, arguments) -> product);
        Connection connection =
                proxy(Connection.class, (method, arguments) -> method.getName().equals("close") ? null : metaData);
        return proxy(DataSource.class, (method, arguments) -> connection);
    }

    /** A pool whose exceptions are not those of JDBC. */
    static DataSource broken() {
        return proxy(DataSource.class, (method, arguments) -> {
            throw new IllegalStateException("cannot connect with password=hunter2");
        });
    }

    private interface Call {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                Lent.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.to(method, arguments)));
    }
}
