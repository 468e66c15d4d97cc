package io.breaker.spring.autoconfigure;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.WebFilter;

import io.breaker.spring.dashboard.BreakerDashboardEndpoint;
import io.breaker.spring.dashboard.ReactiveDashboardFilter;
import io.breaker.spring.dashboard.ServletDashboardFilter;

/**
 * Auto-configuration of the headers of the dashboard, in the context that serves the
 * endpoints: that of the application, or one of its own where the management port is
 * another.
 *
 * @since 0.1.0
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnProperty("breaker.dashboard.enabled")
@ConditionalOnAvailableEndpoint(BreakerDashboardEndpoint.class)
public final class BreakerDashboardHeadersAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
	static final class Servlet {

		@Bean
		@ConditionalOnMissingBean
		ServletDashboardFilter breakerDashboardFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new ServletDashboardFilter(endpoints::getObject);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static final class Reactive {

		@Bean
		@ConditionalOnMissingBean
		ReactiveDashboardFilter breakerDashboardFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
			return new ReactiveDashboardFilter(endpoints::getObject);
		}

	}

}
