package io.breaker.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;

import io.breaker.BreakerRegistry;
import io.breaker.spring.web.RejectedCallHandler;

/**
 * Auto-configuration of the answer to rejected calls in Spring WebFlux. Looks before
 * Spring Boot adds its error pages, so it sees whether the application has its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class,
		beforeName = "org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerWebFluxAutoConfiguration {

	private static final String ERROR_HANDLER = "org.springframework.boot.webflux.error.ErrorWebExceptionHandler";

	/**
	 * Spring Boot will show its error pages.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(type = ERROR_HANDLER)
	static final class WithErrorPages {

		@Bean
		@ConditionalOnMissingBean
		RejectedCallHandler breakerRejectedCallHandler() {
			return RejectedCallHandler.beforeErrorPages();
		}

	}

	/**
	 * The application handles errors itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(type = ERROR_HANDLER)
	static final class WithOwnErrorHandler {

		@Bean
		@ConditionalOnMissingBean
		RejectedCallHandler breakerRejectedCallHandler() {
			return RejectedCallHandler.last();
		}

	}

}
