package io.breaker.spring.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.spring.actuate.BreakerEventsEndpoint;
import io.breaker.spring.actuate.BreakerEventsJmxExtension;
import io.breaker.spring.actuate.BreakerEventsWebExtension;
import io.breaker.spring.actuate.BreakersEndpoint;
import io.breaker.spring.actuate.BreakersJmxExtension;
import io.breaker.spring.actuate.BreakersWebExtension;
import io.breaker.spring.actuate.EventLog;
import io.breaker.spring.actuate.MessagePolicy;
import io.breaker.spring.actuate.Operator;
import io.breaker.spring.actuate.Tuning;
import io.breaker.rates.RecentRates;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.request.BodyAdvisor;

/**
 * Auto-configuration of the actuator endpoints {@code breakers} and
 * {@code breakerevents}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { BreakerAutoConfiguration.class, BreakerRatesAutoConfiguration.class })
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(BreakerRegistry.class)
@EnableConfigurationProperties(BreakersEndpointProperties.class)
public final class BreakerEndpointsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MessagePolicy breakerMessagePolicy(BreakersEndpointProperties properties) {
		return new MessagePolicy(properties.showValues(), properties.roles());
	}

	/**
	 * What is going on now, and what operators do about it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(BreakersEndpoint.class)
	static final class Breakers {

		@Bean(destroyMethod = "close")
		@ConditionalOnMissingBean
		Tuning breakerTuning(BreakerRegistry registry,
				@Qualifier("breakerScheduler") ScheduledExecutorService scheduler, ObjectProvider<TimeSource> time,
				ObjectProvider<Alarm> alarm) {
			return new Tuning(registry, time.getIfAvailable(TimeSource::system),
					alarm.getIfAvailable(() -> Alarm.of(scheduler)));
		}

		@Bean
		@ConditionalOnMissingBean
		BreakersEndpoint breakersEndpoint(BreakerRegistry registry, GuardedMethods methods, Tuning tuning,
				MessagePolicy messages, RecentRates rates, ObjectProvider<CallDisturber> disturber) {
			return new BreakersEndpoint(registry, methods, tuning, messages, rates,
					disturber.getIfAvailable(() -> CallDisturber.NONE));
		}

		@Bean
		@ConditionalOnMissingBean
		Operator breakerOperator(BreakerRegistry registry, Tuning tuning) {
			return new Operator(registry, tuning);
		}

		@Bean
		@ConditionalOnMissingBean
		BreakersWebExtension breakersWebExtension(BreakersEndpoint endpoint, Operator operator,
				MessagePolicy messages) {
			return new BreakersWebExtension(endpoint, operator, messages);
		}

		@Bean
		@ConditionalOnMissingBean
		BreakersJmxExtension breakersJmxExtension(BreakersEndpoint endpoint, Operator operator,
				MessagePolicy messages) {
			return new BreakersJmxExtension(endpoint, operator, messages);
		}

		@Bean
		@ConditionalOnMissingBean
		BodyAdvisor breakersBodyAdvisor() {
			return new BodyAdvisor();
		}

	}

	/**
	 * What happened before.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(BreakerEventsEndpoint.class)
	static final class Events {

		@Bean
		@ConditionalOnMissingBean
		EventLog breakerEventLog(Environment environment) {
			String key = Flag.EVENTS_CAPACITY.property();
			return new EventLog(key, String.valueOf(Flag.EVENTS_CAPACITY.read(environment, Integer.class)));
		}

		@Bean
		@ConditionalOnMissingBean
		BreakerEventsEndpoint breakerEventsEndpoint(EventLog log, BreakerRegistry registry, MessagePolicy messages) {
			return new BreakerEventsEndpoint(log, registry, messages);
		}

		@Bean
		@ConditionalOnMissingBean
		BreakerEventsWebExtension breakerEventsWebExtension(BreakerEventsEndpoint endpoint, MessagePolicy messages) {
			return new BreakerEventsWebExtension(endpoint, messages);
		}

		@Bean
		@ConditionalOnMissingBean
		BreakerEventsJmxExtension breakerEventsJmxExtension(BreakerEventsEndpoint endpoint, MessagePolicy messages) {
			return new BreakerEventsJmxExtension(endpoint, messages);
		}

	}

}
