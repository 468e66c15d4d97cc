package io.breaker.spring.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.breaker.BreakerRegistry;
import io.breaker.spring.aop.GuardReport;
import io.breaker.spring.aop.GuardedMethods;

/**
 * Auto-configuration of test slices, in addition to that of whole applications. A slice
 * holds only a part of the application: there a configured breaker may well have no
 * method that uses it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = BreakerAutoConfiguration.class)
@ConditionalOnProperty(name = "breaker.enabled", matchIfMissing = true)
public final class BreakerSliceAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GuardReport breakerGuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods,
			BreakerRegistry registry) {
		return GuardReport.ofPart(beans, methods, registry);
	}

}
