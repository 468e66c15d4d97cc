package io.breaker.spring.autoconfigure;

import org.slf4j.Logger;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.breaker.BreakerRegistry;
import io.breaker.spring.events.BreakerEventPublisher;
import io.breaker.spring.events.BreakerLog;

/**
 * Auto-configuration of the log and of the events of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerEventsAutoConfiguration {

	/**
	 * There also where everything else is made only when it is asked for: nobody asks for
	 * this.
	 */
	@Bean
	@Lazy(false)
	@ConditionalOnMissingBean
	BreakerEventPublisher breakerEventPublisher(BreakerRegistry breakers, ApplicationEventPublisher publisher) {
		return new BreakerEventPublisher(breakers, publisher);
	}

	/**
	 * Loaded only where the log is SLF4J.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Logger.class)
	static class LogConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BreakerLog breakerLog() {
			return new BreakerLog();
		}

	}

}
