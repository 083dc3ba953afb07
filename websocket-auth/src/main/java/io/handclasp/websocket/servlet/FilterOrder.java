package io.handclasp.websocket.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a filter before those of containers that upgrade WebSockets. */
final class FilterOrder {
    /**
     * Jetty puts its own filter before all others, unless it finds it registered already; then it stays where it is. Tomcat and
     * Undertow append theirs.
     */
    private static final List<String> UPGRADE_FILTERS = List.of(
            "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter",
            "org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter");

    private FilterOrder() {}

    static void putFirst(ServletContext context, Filter filter, String... urlPatterns) {
        EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
        String name = filter.getClass().getName() + List.of(urlPatterns);
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        if (registration == null) {
            throw new IllegalStateException("the AuthenticationFilter is registered for " + List.of(urlPatterns)
                    + " already, register it once for all its paths");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(requests, false, urlPatterns);
        for (String upgrade : UPGRADE_FILTERS) {
            boolean missing = isJetty(context)
                    && isThere(upgrade, loader(context))
                    && context.getFilterRegistration(upgrade) == null;
            if (missing) {
                FilterRegistration.Dynamic upgrades = context.addFilter(upgrade, upgrade);
                upgrades.setAsyncSupported(true);
                upgrades.addMappingForUrlPatterns(requests, true, "/*");
            }
        }
    }

    /** Its classes may be on the class path of another server. */
    private static boolean isJetty(ServletContext context) {
        String server = context.getServerInfo();
        return server != null && server.toLowerCase(Locale.ROOT).startsWith("jetty");
    }

    /** An embedded container may have no class loader of its own. */
    private static @Nullable ClassLoader loader(ServletContext context) {
        ClassLoader own = context.getClassLoader();
        return own != null ? own : Thread.currentThread().getContextClassLoader();
    }

    private static boolean isThere(String type, @Nullable ClassLoader loader) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
