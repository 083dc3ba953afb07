package io.handclasp.examples.hosts.springboot.chat;

import io.handclasp.examples.containers.spring.ChatConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The chat as an application of Spring Boot; {@code ChatConfiguration} is its own code, and Handclasp configures itself. */
// tag::host-boot-application[]
@SpringBootApplication(proxyBeanMethods = false)
@Import(ChatConfiguration.class)
public class ChatApplication {
    /** Runs it. */
    public static void main(String[] args) {
        SpringApplication.run(ChatApplication.class, args);
    }
}
// end::host-boot-application[]
