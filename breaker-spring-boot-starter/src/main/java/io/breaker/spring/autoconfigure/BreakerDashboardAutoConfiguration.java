package io.breaker.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.web.util.HtmlUtils;

import io.breaker.BreakerRegistry;
import io.breaker.spring.dashboard.BreakerDashboardEndpoint;

/**
 * Auto-configuration of the dashboard, where it is switched on.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class,
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class, HtmlUtils.class })
@ConditionalOnProperty("breaker.dashboard.enabled")
@ConditionalOnWebApplication
@ConditionalOnBean({ BreakerRegistry.class, EndpointAccessResolver.class })
public final class BreakerDashboardAutoConfiguration {

	/**
	 * The endpoint, where it is exposed.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(BreakerDashboardEndpoint.class)
	@ImportRuntimeHints(Hints.class)
	static final class Served {

		@Bean
		@ConditionalOnMissingBean
		BreakerDashboardEndpoint breakerDashboardEndpoint(ObjectProvider<PathMappedEndpoints> endpoints,
				EndpointAccessResolver access) {
			return new BreakerDashboardEndpoint(endpoints::getObject, access);
		}

	}

	/**
	 * The files of the page in a native image.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
			hints.resources().registerPattern("io/breaker/spring/dashboard/*");
		}

	}

}
