package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.WebSocketAuthenticatorBuilder;
import io.handclasp.websocket.observe.AuthListener;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.session.SessionGuardBuilder;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.net.http.HttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * An authenticator and a guard, from the properties {@code handclasp.*}. Each bean gives way to one of the application's own.
 * Spring closes them with the context, those that depend on others first: the guard, the authenticator, the threads.
 */
// tag::host-boot-beans[]
@AutoConfiguration
@EnableConfigurationProperties(HandclaspProperties.class)
@Import({SecretConverter.class, HandclaspHealthConfiguration.class, HandclaspMetricsConfiguration.class})
public class HandclaspAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    TimeSource handclaspTimeSource() {
        return TimeSource.system();
    }

    @Bean
    @ConditionalOnMissingBean
    HandclaspThreads handclaspThreads(HandclaspProperties properties) {
        return new HandclaspThreads(properties.threads());
    }

    @Bean
    @ConditionalOnMissingBean
    RevocationStore handclaspRevocations() {
        return Revocations.inMemory();
    }

    @Bean
    @ConditionalOnMissingBean
    WebSocketAuthenticator handclaspAuthenticator(
            TokenVerifier verifier,
            RevocationStore revocations,
            ObjectProvider<AuthListener> listeners,
            HandclaspProperties properties,
            HandclaspThreads threads,
            TimeSource timeSource) {
        WebSocketAuthenticatorBuilder builder = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .revocations(revocations)
                .resilience(ResiliencePolicy.standard().withDeadline(properties.deadline()))
                .execution(threads.executor(), threads.scheduler())
                .timeSource(timeSource);
        listeners.orderedStream().forEach(builder::listener);
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    SessionGuard handclaspSessionGuard(
            WebSocketAuthenticator authenticator,
            ObjectProvider<RevocationFeed> feeds,
            HandclaspProperties properties,
            HandclaspThreads threads) {
        SessionGuardBuilder builder = SessionGuard.builder(authenticator)
                .policy(GuardPolicy.standard().withWarnBefore(properties.warnBefore()))
                .scheduler(threads.scheduler());
        feeds.orderedStream().forEach(builder::feed);
        return builder.build();
    }
    // end::host-boot-beans[]

    @Bean
    @ConditionalOnMissingBean
    TokenVerifier handclaspVerifier(HandclaspProperties properties, HandclaspThreads threads, TimeSource timeSource) {
        if (properties.audiences().isEmpty()) {
            throw new IllegalStateException("handclasp.audiences was not set: whom must tokens be for?");
        }
        String[] audiences = properties.audiences().toArray(String[]::new);
        HttpClient httpClient =
                HttpClient.newBuilder().executor(threads.executor()).build();
        HandclaspProperties.Introspection introspection = properties.introspection();
        if (introspection != null) {
            return TokenVerifiers.introspection(introspection.endpoint())
                    .clientSecretBasic(introspection.clientId(), introspection.clientSecret())
                    .audiences(audiences)
                    .httpClient(httpClient)
                    .timeSource(timeSource)
                    .build();
        }
        if (properties.issuer() != null) {
            return TokenVerifiers.issuer(properties.issuer())
                    .audiences(audiences)
                    .httpClient(httpClient)
                    .timeSource(timeSource)
                    .build();
        }
        throw new IllegalStateException("neither handclasp.issuer nor handclasp.introspection.endpoint was set,"
                + " and there is no bean of type TokenVerifier: nobody could judge a token");
    }
}
