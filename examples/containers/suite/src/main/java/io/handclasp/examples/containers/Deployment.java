package io.handclasp.examples.containers;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs on a container.
 *
 * @param endpoints programmatic endpoints
 * @param annotated annotated endpoints
 * @param filters registers filters as an application does; called while the application starts, before endpoints are added
 */
public record Deployment(List<ServerEndpointConfig> endpoints, List<Class<?>> annotated, Filters filters) {

    /** Registers filters. */
    @FunctionalInterface
    public interface Filters {
        /** Registers them in the application that starts. */
        void register(ServletContext context);
    }

    /** Copies the lists. */
    public Deployment {
        endpoints = List.copyOf(endpoints);
        annotated = List.copyOf(annotated);
    }

    /** Starts with nothing. */
    public static Deployment empty() {
        return new Deployment(List.of(), List.of(), context -> {});
    }

    /** Adds an endpoint. */
    public Deployment with(ServerEndpointConfig endpoint) {
        List<ServerEndpointConfig> more = new ArrayList<>(endpoints);
        more.add(endpoint);
        return new Deployment(more, annotated, filters);
    }

    /** Adds an annotated endpoint. */
    public Deployment with(Class<?> endpoint) {
        List<Class<?>> more = new ArrayList<>(annotated);
        more.add(endpoint);
        return new Deployment(endpoints, more, filters);
    }

    /** Adds filters. */
    public Deployment with(Filters more) {
        return new Deployment(endpoints, annotated, context -> {
            filters.register(context);
            more.register(context);
        });
    }
}
