package io.breaker.spring.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.spring.faults.BreakerFaults;
import io.breaker.spring.faults.BreakerFaultsEndpoint;
import io.breaker.spring.faults.BreakerFaultsJmxExtension;
import io.breaker.spring.faults.BreakerFaultsWebExtension;
import io.breaker.spring.faults.FaultOrders;
import io.breaker.spring.request.BodyAdvisor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of faults on purpose, where they are switched on.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
@ConditionalOnProperty("breaker.faults.enabled")
public final class BreakerFaultsAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	BreakerFaults breakerFaults(BreakerRegistry registry, ObjectProvider<TimeSource> time, ObjectProvider<Alarm> alarm,
			@Qualifier("breakerScheduler") ScheduledExecutorService scheduler) {
		return new BreakerFaults(registry, time.getIfAvailable(TimeSource::system),
				alarm.getIfAvailable(() -> Alarm.of(scheduler)));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint
		@ConditionalOnMissingBean
		BreakerFaultsEndpoint breakerFaultsEndpoint(BreakerFaults faults) {
			return new BreakerFaultsEndpoint(faults);
		}

		@Bean
		@ConditionalOnBean(BreakerFaultsEndpoint.class)
		@ConditionalOnMissingBean
		FaultOrders breakerFaultOrders(BreakerRegistry registry, BreakerFaults faults) {
			return new FaultOrders(registry, faults);
		}

		@Bean
		@ConditionalOnBean(BreakerFaultsEndpoint.class)
		@ConditionalOnMissingBean
		BreakerFaultsWebExtension breakerFaultsWebExtension(FaultOrders orders) {
			return new BreakerFaultsWebExtension(orders);
		}

		@Bean
		@ConditionalOnBean(BreakerFaultsEndpoint.class)
		@ConditionalOnMissingBean
		BreakerFaultsJmxExtension breakerFaultsJmxExtension(BreakerFaultsEndpoint endpoint, FaultOrders orders) {
			return new BreakerFaultsJmxExtension(endpoint, orders);
		}

		@Bean
		@ConditionalOnBean(BreakerFaultsEndpoint.class)
		@ConditionalOnMissingBean
		BodyAdvisor breakerFaultsBodyAdvisor() {
			return new BodyAdvisor();
		}

	}

}
