package io.breaker.spring.order;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * An application in which everything is on that the breaker stands in a row with.
 */
final class OrderedApplication {

	private OrderedApplication() {
	}

	static ConfigurableApplicationContext start(Class<?> bean, String... properties) {
		return new SpringApplicationBuilder(Everything.class, bean).web(WebApplicationType.NONE)
			.properties("spring.datasource.url=jdbc:h2:mem:order", "spring.datasource.generate-unique-name=true",
					"spring.main.banner-mode=off")
			.properties(properties)
			.run();
	}

	static Breaker breaker(ConfigurableApplicationContext context, String name) {
		return context.getBean(BreakerRegistry.class).find(name).orElseThrow();
	}

	static void open(Breaker breaker) {
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
	}

	static void enforce(Breaker breaker) {
		breaker.overrideMode(BreakerMode.ENFORCE, Intervention.by("test"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EnableResilientMethods
	@EnableCaching
	@EnableMethodSecurity
	static class Everything {

	}

}
