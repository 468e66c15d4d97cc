package io.breaker.spring.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is shown by the endpoints.
 *
 * @param showValues When to show the messages of exceptions, which may hold secrets.
 * @param roles Roles used to determine whether a user is authorized to be shown them.
 * When empty, all authenticated users are authorized.
 */
@ConfigurationProperties("management.endpoint.breakers")
record BreakersEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {
}
