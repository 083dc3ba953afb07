package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.Secret;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;

/** Wraps a secret as soon as it is read. */
@ConfigurationPropertiesBinding
final class SecretConverter implements Converter<String, Secret> {
    @Override
    public Secret convert(String text) {
        return Secret.of(text);
    }
}
