package io.breaker.spring.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.Bean;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.spring.BreakerConfigurationSource;
import io.breaker.spring.aop.GuardReport;
import io.breaker.spring.refresh.BreakerRefresh;

/**
 * Auto-configuration of the change of living breakers by Spring Cloud's refresh.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(EnvironmentChangeEvent.class)
@ConditionalOnBean({ BreakerRegistry.class, BreakerConfigurationSource.class, BreakerConfiguration.class })
public final class BreakerRefreshAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BreakerRefresh breakerRefresh(BreakerConfigurationSource source, BreakerRegistry registry,
			BreakerConfiguration configuration, ObjectProvider<GuardReport> report) {
		return new BreakerRefresh(source, registry, configuration, (changed) -> {
			GuardReport present = report.getIfAvailable();
			return (present != null) ? present.faults(changed) : List.of();
		});
	}

}
