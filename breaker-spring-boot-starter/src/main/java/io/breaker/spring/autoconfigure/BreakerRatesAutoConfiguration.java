package io.breaker.spring.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.rates.RecentRates;

/**
 * Auto-configuration of the rates that people see. Totals are sampled only where
 * something asks for them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerRatesAutoConfiguration {

	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean
	RecentRates breakerRecentRates(BreakerRegistry breakers,
			@Qualifier("breakerScheduler") ScheduledExecutorService scheduler, ObjectProvider<TimeSource> time,
			ObjectProvider<Alarm> alarm) {
		return new RecentRates(breakers, time.getIfAvailable(TimeSource::system))
			.sampleWith(alarm.getIfAvailable(() -> Alarm.of(scheduler)));
	}

}
