package io.breaker.spring.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.breaker.BreakerRegistry;
import io.breaker.spring.aop.GuardReport;
import io.breaker.spring.aop.GuardedMethods;

/**
 * What test slices have in place of a part of the auto-configuration. A slice holds only
 * a part of the application: there a configured breaker may well have no method that uses
 * it. Listed for slices alone; whole applications never see it.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigureBefore(BreakerAutoConfiguration.class)
@ConditionalOnProperty(name = "breaker.enabled", matchIfMissing = true)
final class BreakerSliceConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GuardReport breakerGuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods,
			BreakerRegistry registry) {
		return GuardReport.ofPart(beans, methods, registry);
	}

}
